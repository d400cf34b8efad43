#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "base/map_id.hpp"
#include "fight/grid.hpp"
#include "fight/random.hpp"
#include "fight/state.hpp"
#include "game/current_game_data.hpp"
#include "gamedata/game_data.hpp"
#include "world/geometry.hpp"

namespace flumen::game {

/// The groups of monsters that stand on one map, wander, and come back some time after they were beaten. A function of
/// the seed, the data and the times given; only their numbers come from elsewhere. Not thread-safe.
class MonsterGroups {
 public:
  using GroupNumber = std::uint32_t;

  struct Limits {
    std::size_t groups = 3;          ///< on a map
    fight::Millis respawn = 60'000;  ///< after a group was beaten, at least; at most twice that
    fight::Millis rest = 8'000;      ///< between two steps, at least; at most twice that
  };

  struct Group {
    GroupNumber number = 0;
    fight::Cell home = fight::kNoCell;
    fight::Cell cell = fight::kNoCell;
    GameDataPtr data;  ///< what `members` are numbered by
    std::vector<gamedata::GroupMember> members;
    fight::Millis next_step = 0;
    bool fights = false;  ///< is in a fight: not to be seen, and not to be attacked
  };

  /// What a call of tick() has changed.
  struct Changes {
    std::vector<GroupNumber> changed;
  };

  /// `ground` and `next_number` must outlive it.
  MonsterGroups(base::MapId map, std::string landscape, std::uint64_t seed, const fight::Grid& ground, Limits limits,
                std::atomic<GroupNumber>& next_number);

  /// Lets those appear whose time has come (at first, all), and those wander who have rested.
  [[nodiscard]] Changes tick(const GameDataPtr& data, fight::Millis now);

  [[nodiscard]] const std::vector<Group>& all() const noexcept { return groups_; }
  /// The group, or null when there is none of that number or it is in a fight.
  [[nodiscard]] Group* find(std::int64_t number) noexcept;

  /// The fight is over: a beaten group goes, and another one comes later; one that was not is back where it was.
  void end_fight(GroupNumber number, bool beaten, fight::Millis now);

 private:
  void spawn(const GameDataPtr& data, fight::Millis now, Changes& changes);
  void wander(Group& group, fight::Millis now, Changes& changes);
  [[nodiscard]] fight::Cell roll_home();
  [[nodiscard]] fight::Dice roll() noexcept { return {seed_, ++rolls_}; }

  const std::string landscape_;
  const std::int32_t distance_;  // from map_0_0, in maps
  const std::uint64_t seed_;
  const fight::Grid& ground_;
  const Limits limits_;
  std::atomic<GroupNumber>& next_number_;

  std::vector<Group> groups_;
  std::vector<fight::Millis> missing_;  // when those that are not there will be
  std::uint64_t rolls_ = 0;
};

}  // namespace flumen::game
