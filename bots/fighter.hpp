#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "bots/map_grid.hpp"

namespace flumen::bots {

/// What a bot knows of groups and fights, and what it would do next: it attacks a group, is ready at once, casts what
/// it has at enemies, goes nearer, and passes. Its wishes keep to the form of the protocol; whether they are allowed is
/// for the server to say, as with a person who tries things. Owned by one bot.
class Fighter {
 public:
  explicit Fighter(std::uint32_t seed) : random_(seed) {}

  /// A group that can be attacked from nearby.
  struct Group {
    std::int64_t number = 0;
    Point position;
  };

  /// Reads `monsters_data`, `combat_started`, `combat_update` and `combat_ended`; leaves all other messages alone.
  /// Returns the outcome when it was the end of an own fight.
  std::optional<std::string> read(std::string_view message);

  /// On another map, or out of the world: nothing of before is true any more.
  void forget();

  [[nodiscard]] bool fighting() const noexcept { return fighting_; }
  /// One of the groups on the map, any; nothing when there is none.
  [[nodiscard]] std::optional<Group> choose_group();
  /// Somebody was quicker, or it went away.
  void give_up(std::int64_t group) { groups_.erase(group); }

  [[nodiscard]] static std::string attack_message(std::int64_t group);
  /// What to ask for now in the fight; nothing when it is not the own turn.
  [[nodiscard]] std::optional<std::string> next_wish();

 private:
  void read_event(std::string_view type, std::int64_t fighter, std::optional<std::int64_t> cell);
  [[nodiscard]] std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::minstd_rand random_;
  std::map<std::int64_t, Point> groups_;  // bounded by what the server says stands on the map

  struct Combatant {
    std::int64_t cell = 0;
    bool enemy = false;
  };
  bool fighting_ = false;
  bool says_ready_ = false;  // has to
  bool own_turn_ = false;
  std::size_t wishes_ = 0;  // in this turn
  std::int64_t self_ = 0;
  std::map<std::int64_t, Combatant> combatants_;  // the living
  std::vector<std::string> spells_;
};

}  // namespace flumen::bots
