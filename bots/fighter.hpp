#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

#include "base/uuid.hpp"
#include "bots/map_grid.hpp"

namespace flumen::bots {

/// What a bot knows of groups, challenges and fights, and what it would do next: it attacks a group, is ready at once,
/// casts what it has at enemies, goes nearer, and passes. Its wishes keep to the form of the protocol; whether they are
/// allowed is for the server to say, as with a person who tries things. Owned by one bot.
///
/// A wish is what stands in the `data` of a command.
class Fighter {
 public:
  explicit Fighter(std::uint32_t seed) : random_(seed) {}

  /// A group that can be attacked from nearby.
  struct Group {
    std::int64_t number = 0;
    Point position;
  };

  /// What a message has changed for this bot.
  struct News {
    bool began = false;                ///< or, for who was in it before, is told anew
    bool unanswered = false;           ///< a challenge is over, and no fight came of it
    std::optional<std::string> ended;  ///< the own fight, with this result
  };

  /// The account it plays: challenges name accounts.
  void introduce(base::UserId self) noexcept { user_ = self; }

  /// Reads `monsters_data` and everything that begins with `combat_`; leaves all other messages alone.
  News read(std::string_view message);

  /// On another map, or out of the world: nothing of before is true any more.
  void forget();

  [[nodiscard]] bool fighting() const noexcept { return fighting_; }
  /// True for one of those in a fight: its first attacker.
  [[nodiscard]] bool began_it() const noexcept { return fighting_ && self_ == 0; }
  /// One of the groups on the map, any; nothing when there is none.
  [[nodiscard]] std::optional<Group> choose_group();
  /// Somebody was quicker, or it went away.
  void give_up(std::int64_t group) { groups_.erase(group); }

  /// Who waits for an answer to a challenge; nothing once it was asked for.
  [[nodiscard]] std::optional<base::UserId> take_challenger() { return std::exchange(challenger_, std::nullopt); }
  [[nodiscard]] bool challenged() const noexcept { return challenger_.has_value(); }

  [[nodiscard]] static std::string attack_wish(std::int64_t group);
  [[nodiscard]] static std::string challenge_wish(base::UserId other);
  [[nodiscard]] static std::string accept_wish(base::UserId other);
  /// What to ask for now in the fight; nothing when it is not the own turn.
  [[nodiscard]] std::optional<std::string> next_wish();

 private:
  News read(std::string_view type, const boost::json::object& data);
  void read_monsters(const boost::json::object& data);
  void read_start(const boost::json::object& data);
  void read_update(const boost::json::object& data);
  void read_event(std::string_view type, std::int64_t fighter, std::optional<std::int64_t> cell);
  [[nodiscard]] std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::minstd_rand random_;
  base::UserId user_;
  std::optional<base::UserId> challenger_;
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
