#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "accounts.hpp"
#include "brawler.hpp"
#include "server_process.hpp"
#include "support/postgres_relay.hpp"
#include "support/postgres_server.hpp"

namespace flumen::system_test {

/// What a player can be in. All but the last five are outside a fight.
enum class Situation {
  walking,
  challenged,
  challenger,
  watching,
  fight_ended,  ///< a moment ago, and the player walks again
  placing,
  ready,
  own_turn,
  others_turn,
  dead,    ///< in a fight that goes on
  saving,  ///< the fight is over, and its end is not saved yet
};
inline constexpr std::size_t kSituations = 11;
[[nodiscard]] std::string_view to_string(Situation situation) noexcept;
[[nodiscard]] constexpr bool is_in_fight(Situation situation) { return situation >= Situation::placing; }

/// A real server with seven players on one map, one of whom, the hero, can be put into every situation. Nothing happens
/// there by itself: every clock is set to an hour.
///
/// There are always a fight between two others and one of another with monsters, both in placement.
class FightStage {
 public:
  FightStage();

  /// Ends whatever the hero is in, and puts it into a situation.
  void set(Situation situation);

  /// What came of a wish that was sent twice with one `seq`.
  struct Answers {
    std::vector<boost::json::object> replies;  ///< with that seq, in order
    std::vector<boost::json::object> strays;   ///< other messages about fights, or errors
  };
  /// The hero sends `data` as the data of `combat`, twice.
  [[nodiscard]] Answers ask_twice(const std::string& data);
  /// The hero's fight as somebody sees it who begins to watch it now, or why nobody can.
  [[nodiscard]] std::string witnessed();

  /// Replaces $names: $hero, $opponent, $nobody, $fighter (users); $own, $other, $monsters, $none (fights); $group;
  /// $here, $near, $far, $free, $theirs (cells, of a fight the hero is in; else any).
  [[nodiscard]] std::string fill_in(std::string text);
  /// Goes to a group, whose number is $group then.
  void go_to_group();

 private:
  enum Role : std::size_t { hero, opponent, comrade, duellist, other_duellist, hunter, witness };
  static constexpr std::size_t kRoles = 7;

  [[nodiscard]] GameClient& client(Role role) { return players_[role].client(); }
  void wish(Role role, const boost::json::object& data);
  /// The answer to a wish: its code, or "ok".
  std::string ask(Role role, const boost::json::object& data);
  void quit(Role role);
  /// Both stand in a fight of their own then; the first attacks. Returns what that one is told.
  boost::json::object duel(Role first, Role second);
  void begin(bool with_comrade);
  /// Waits until it is the turn of another than that.
  void await_turn_after(std::int64_t fighter);
  void pass_turn();
  void kill_hero();
  void look_around(const boost::json::object& started);

  support::PostgresServer postgres_;
  support::PostgresRelay relay_;
  ServerProcess server_;
  std::vector<Brawler> players_;
  std::array<std::string, kRoles> users_;
  std::map<std::string, std::string> names_;
  boost::json::object fight_;  // of the hero, as it began
  static constexpr std::int64_t kNobodysTurn = -1;
  std::int64_t turn_ = kNobodysTurn;  // of a fight that begin() began
  std::int64_t seq_ = 0;
};

}  // namespace flumen::system_test
