#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "accounts.hpp"
#include "game_client.hpp"
#include "map_walk.hpp"

namespace flumen::system_test {

/// A player who walks up to monsters and fights them, knowing no more than what the wire tells.
class Brawler {
 public:
  Brawler(std::uint16_t port, const Account& account, std::uint32_t seed = 1);

  [[nodiscard]] GameClient& client() { return client_; }
  [[nodiscard]] const std::string& map() const { return map_; }
  /// Gives up a fight now and then.
  void be_fickle() { fickle_ = true; }
  /// Walks to a group and attacks it. Throws when there is none in time.
  void attack();
  /// Walks to a group of monsters and returns its number. Throws when there is none in time.
  std::int64_t walk_to_group();
  /// Joins the attackers of a fight in placement on the own map.
  void join(std::string_view fight_id);
  /// Says to be ready, and plays until the fight is over: casts at enemies, walks, passes. Every tenth wish is
  /// nonsense. Returns `data` of combat_ended; nothing when the connection ended.
  [[nodiscard]] std::optional<boost::json::object> play();
  /// Plays one wish when it is the own turn. Returns combat_ended's data when that came.
  [[nodiscard]] std::optional<boost::json::object> step();

  [[nodiscard]] const boost::json::object& fight() const { return fight_; }
  void resume(GameClient client);
  /// The connection has ended.
  [[nodiscard]] bool lost() const { return lost_; }
  /// The fight is over, though what it gave may not be saved yet.
  [[nodiscard]] bool saw_end() const { return saw_end_; }

 private:
  /// To map_1_0: no monsters stand on the square everybody begins at.
  void leave_the_square();
  void note(const boost::json::object& update);
  /// A fighter of the fight, as it is told.
  void meet(const boost::json::object& fighter);
  void wish();
  /// Something that is not allowed, or not now.
  [[nodiscard]] boost::json::object nonsense();
  void send(boost::json::object wish) { client_.send("combat", wish, ++seq_); }
  [[nodiscard]] std::int64_t below(std::int64_t bound) { return static_cast<std::int64_t>(random_() % bound); }

  std::uint16_t port_;
  GameClient client_;
  std::string map_;
  MapView::Point at_;
  boost::json::object fight_;  // combat_started's data
  std::map<std::int64_t, std::int64_t> cells_;
  std::map<std::int64_t, std::string> sides_;
  std::int64_t own_ = 0;
  bool my_turn_ = false;
  bool fickle_ = false;
  bool lost_ = false;
  bool saw_end_ = false;
  int wishes_in_turn_ = 0;
  std::int64_t seq_ = 0;
  std::mt19937 random_;
};

}  // namespace flumen::system_test
