#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "bots/connection.hpp"
#include "bots/fighting_life.hpp"
#include "bots/map_library.hpp"
#include "bots/role.hpp"
#include "bots/roster.hpp"
#include "bots/setting.hpp"
#include "bots/stats.hpp"
#include "bots/walker.hpp"

namespace flumen::bots {

/// One player without a person: lives on its map, walks, talks, crosses to the next map, comes back when it was
/// thrown out. Owned by one loop.
class Bot : private Connection::Listener {
 public:
  /// What a bot needs of the thread that drives it.
  struct Surroundings {
    base::EventLoop& loop;
    Poller& poller;
    Setting& setting;
    MapLibrary& library;
    Stats& stats;
    EntryStats& entry;
    /// Asks for a new access token: live() has ended, or will, and starts again with it.
    std::function<void(std::size_t bot)> request_token;
  };

  Bot(std::size_t number, Surroundings& surroundings);

  /// From now on the bot is meant to come in: what it takes until its welcome is its entry time.
  void expect_entry(base::SteadyTime now) { wanted_since_ = now; }

  /// Enters the world with this token and stays, over lost connections, until the end of the program, a take-over,
  /// or a token that is no longer good.
  base::Task<void> live(std::string token);

  /// The bot's turn, due at `intended`. Does nothing while it is not in the world.
  void tick(base::SteadyTime intended);

  /// Reads what has come, however patiently it reads otherwise.
  void read_now() { connection_.read_now(); }

  /// Cuts the connection as a lost network would, for the bot to come back at once. Does nothing to those outside.
  void cut(base::SteadyTime now);
  /// Says goodbye to the server.
  void leave();
  /// Ends the connection as it is.
  void drop() { connection_.drop(); }
  [[nodiscard]] bool connected() const noexcept { return state_ != State::outside; }

 private:
  enum class State { outside, entering, in_world, crossing };

  void on_text(std::string_view message) override;
  void on_binary(std::string_view message) override;
  void on_move(std::string_view message);
  void take_time(const MoveSeen& move, base::SteadyTime now);
  void on_welcome(std::string_view message);
  void on_map_changed(std::string_view message);
  void on_correction(std::string_view message);
  void on_error(std::string_view message);
  void on_fight(std::string_view message);

  void stand_on(base::MapId map, Point position);
  void send_move(Point position, base::SteadyTime intended);
  void note_failed_connect(std::string sentence);
  void leave_map();
  void leave_world();
  /// What comes after a connection has ended; false when the bot's life ends with it.
  base::Task<bool> recover(Connection::End end);
  base::Task<void> back_off(std::optional<std::chrono::seconds> told);
  void log_out();
  base::Task<void> stay_away();
  void note_entry(base::SteadyTime now);

  void read_patiently(base::SteadyTime intended);
  void watch_deadlines(base::SteadyTime intended);
  /// Ends a connection on which something did not come in time.
  void give_up(std::string error, std::string sentence);
  void talk(base::SteadyTime intended);
  void walk(base::SteadyTime intended);
  void choose_way(const MapView& map, base::SteadyTime intended);
  [[nodiscard]] std::optional<base::MapId> choose_next_map(const MapView& map, base::SteadyTime intended);
  void stroll(const MapView& map);
  void cross(base::SteadyTime intended);
  void rest(base::SteadyTime intended);
  void settle();

  [[nodiscard]] std::size_t below(std::size_t limit);
  /// A random time until something that happens `per_minute` times a minute happens again.
  [[nodiscard]] base::SteadyTime next_time(base::SteadyTime now, double per_minute);

  const std::size_t number_;
  const Role role_;
  const base::MapId home_;
  Surroundings& around_;
  const Options& options_;
  std::minstd_rand random_;
  Connection connection_;

  State state_ = State::outside;
  bool stands_ = false;   // on a map, and counted there
  bool listens_ = false;  // takes the time of what it receives
  bool entered_ = false;
  bool settled_ = false;
  bool cut_ = false;      // by cut()
  bool gave_up_ = false;  // by give_up()
  bool away_ = false;     // logged out, and counted so
  bool binary_ = false;   // moves travel in binary
  base::MapId map_;
  PlayerNumber number_on_map_ = 0;
  Roster roster_;  // while it listens in binary
  Walker walker_;
  FightingLife fights_;
  std::optional<base::MapId> crossing_to_;  // the map behind the exit the way leads to
  base::SteadyTime deadline_{};             // of entering and crossing
  base::SteadyTime next_line_{};
  base::SteadyTime next_map_change_{};
  base::SteadyTime next_logout_{};
  base::SteadyTime next_read_{};  // of a patient connection
  base::SteadyTime resting_until_{};
  std::size_t burst_ = 0;  // moves since the last rest
  std::optional<base::SteadyTime> wanted_since_;
  bool reenters_ = false;  // what wanted_since_ waits for is a return
  std::chrono::milliseconds back_off_;
};

}  // namespace flumen::bots
