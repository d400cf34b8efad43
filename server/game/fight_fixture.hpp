#pragma once

// For tests: small game data, and a database that remembers what fights have given.

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "database/growth_repository.hpp"
#include "game/current_game_data.hpp"

namespace flumen::game::testing {

/// One class that hits hard with one spell, and one monster that hits back: a fight of a few turns.
inline GameDataPtr arena_data() {
  auto data = std::make_shared<gamedata::GameData>();
  fight::Effect hit;
  hit.kind = fight::EffectKind::damage;
  hit.roll = {10, 10};
  hit.critical_roll = {10, 10};
  fight::Spell punch;
  punch.action_points = 3;
  punch.most_range = 60;
  punch.needs_line_of_sight = false;
  punch.effects = {hit};
  fight::Spell bite = punch;
  bite.effects[0].roll = bite.effects[0].critical_roll = {1, 1};
  data->book = {punch, bite};
  data->spells = {{"punch", {"Punch", "Coup"}, {"Hits.", "Frappe."}},
                  {"bite", {"Bite", "Morsure"}, {"Bites.", "Mord."}}};

  gamedata::ClassInfo adventurer;
  adventurer.id = "adventurer";
  adventurer.growth.base.set(fight::Stat::health, 50);
  adventurer.growth.base.set(fight::Stat::action_points, 6);
  adventurer.growth.base.set(fight::Stat::movement_points, 3);
  adventurer.growth.base.set(fight::Stat::initiative, 100);
  adventurer.spells = {0};
  data->classes = {adventurer};

  data->families = {{"rats", {"Rats", "Rats"}}};
  gamedata::Monster rat;
  rat.id = "rat";
  rat.name = {"Rat", "Rat"};
  rat.spells = {1};
  rat.stats.set(fight::Stat::health, 20);
  rat.stats.set(fight::Stat::action_points, 6);
  rat.stats.set(fight::Stat::movement_points, 3);
  rat.experience = 120;
  data->monsters = {rat};

  gamedata::GroupTemplate group;
  group.landscapes = {"meadow", "forest", "shore", "desert", "snow", "swamp", "hills", "village", "pinewood", "marsh"};
  group.most_distance = 1'000'000;
  group.members = {{0, 1, 1}};
  data->groups = {group};
  for (std::size_t i = 0; i < data->experience.size(); ++i) data->experience[i] = static_cast<std::int64_t>(i) * 100;
  return data;
}

/// Gives what it is asked to, once; can be told to be away, and to lose the answer of what it has done.
class FakeGrowth final : public database::GrowthRepository {
 public:
  template <class T>
  using Reply = base::Task<base::Result<T>>;

  Reply<std::vector<database::RewardedCharacter>> reward(database::FightRewards rewards) override {
    const std::lock_guard lock(mutex_);
    ++calls_;
    changed_.notify_all();
    if (away_) co_return base::fail(base::Errc::unavailable, "away");
    std::vector<database::RewardedCharacter> given;
    for (const auto& share : rewards.shares) {
      const auto key = std::pair(rewards.fight, share.character);
      auto [it, is_new] = given_.try_emplace(key, share.experience);
      std::int64_t& experience = experience_[share.character];
      if (is_new) experience += share.experience;
      const auto level = static_cast<std::int32_t>(1 + experience / 100);
      given.push_back({.character = share.character,
                       .experience_gained = it->second,
                       .experience = experience,
                       .level = level,
                       .levels_gained = level - 1,
                       .life = share.life,
                       .life_at = rewards.at});
    }
    if (std::exchange(lose_answer_, false)) co_return base::fail(base::Errc::unavailable, "the answer was lost");
    co_return given;
  }
  Reply<std::optional<database::Character>> spend_points(base::UserId, base::CharacterId, database::SpentPoints,
                                                         PointsGiven) override {
    co_return std::optional<database::Character>{};
  }
  Reply<std::size_t> forget_rewards(base::SystemTime) override { co_return std::size_t{0}; }

  void set_away(bool away) {
    const std::lock_guard lock(mutex_);
    away_ = away;
  }
  void lose_next_answer() {
    const std::lock_guard lock(mutex_);
    lose_answer_ = true;
  }
  [[nodiscard]] std::int64_t experience_of(base::CharacterId character) const {
    const std::lock_guard lock(mutex_);
    const auto found = experience_.find(character);
    return found == experience_.end() ? 0 : found->second;
  }
  /// False when so many have not come in time.
  [[nodiscard]] bool await_calls(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(5), [&] { return calls_ >= count; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::pair<base::Uuid, base::CharacterId>, std::int64_t> given_;
  std::map<base::CharacterId, std::int64_t> experience_;
  std::size_t calls_ = 0;
  bool away_ = false;
  bool lose_answer_ = false;
};

}  // namespace flumen::game::testing
