#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "telemetry/instruments.hpp"

namespace flumen::telemetry {

struct MetricsOptions {
  std::string version = "unknown";  ///< for flumen_build_info
  std::size_t loops = 1;            ///< event loops that have a flush window
  /// The types a message can have; any other one is counted as "other".
  std::vector<std::string> message_types = {"auth",
                                            "player_move",
                                            "change_map",
                                            "chat",
                                            "get_players",
                                            "ping",
                                            "combat",
                                            "combat_action",
                                            "welcome",
                                            "players_list",
                                            "player_join",
                                            "player_leave",
                                            "position_correction",
                                            "map_changed",
                                            "error",
                                            "pong",
                                            "server_notice",
                                            "monsters_data",
                                            "combat_challenge",
                                            "combat_started",
                                            "combat_update",
                                            "combat_action_response",
                                            "combat_ended"};
};

/// HTTP requests by route, method and status, and their duration by route. Safe from any thread.
class HttpMetrics {
 public:
  /// Past this many different series the rest is counted under the route "other".
  static constexpr std::size_t kMaxSeries = 512;

  HttpMetrics();

  /// `route` is the route's pattern, never the path asked for; "" when no route matched. `method` is upper case.
  void record(std::string_view route, std::string_view method, int status, std::chrono::nanoseconds took);

  struct Series {
    std::string route;
    std::string method;
    int status = 0;
    bool operator<(const Series& other) const {
      return std::tie(route, method, status) < std::tie(other.route, other.method, other.status);
    }
  };
  /// Calls on_count(Series, requests) for each series, then on_duration(route, Histogram) for each route.
  void visit(const std::function<void(const Series&, std::uint64_t)>& on_count,
             const std::function<void(const std::string&, const Histogram&)>& on_duration) const;

 private:
  struct Entry {
    Counter* count = nullptr;
    Histogram* took = nullptr;
  };
  [[nodiscard]] Entry find(const Series& series) const;
  [[nodiscard]] Entry add(Series series);

  mutable std::shared_mutex mutex_;
  std::map<Series, std::unique_ptr<Counter>> counts_;                         // guarded by mutex_
  std::map<std::string, std::unique_ptr<Histogram>, std::less<>> durations_;  // guarded by mutex_
};

/// Everything the server counts and times, as /metrics shows it (docs/operations.md lists each with its meaning).
/// Safe from any thread. Built first and destroyed last: instruments are handed out by reference.
class Metrics {
 public:
  explicit Metrics(MetricsOptions options = {});
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // What there is now.
  Gauge connections;       ///< open TCP connections, HTTP and WebSocket
  Gauge players;           ///< sessions in the world
  Gauge maps_loaded;       ///< maps with an actor
  Gauge save_lag_seconds;  ///< age of the oldest position not yet saved, 0 when there is none

  // Traffic.
  CounterFamily messages_in;          ///< by message type
  CounterFamily messages_out;         ///< by message type, once per receiver
  Counter bytes_in;                   ///< read from sockets
  Counter bytes_out;                  ///< written to sockets
  Counter writes;                     ///< how often something was written to a socket
  CounterFamily connections_refused;  ///< by reason
  CounterFamily disconnects;          ///< WebSockets ended, by close code; see count_disconnect()
  HttpMetrics http;

  // The game.
  Histogram flush_seconds;          ///< one map's flush: encoding and handing over
  Histogram move_to_flush_seconds;  ///< from a move's receipt to the write that carries it
  CounterFamily moves_refused;      ///< by reason
  CounterFamily saves;              ///< positions written behind, by result: "ok" or "failed"

  // Fights.
  Gauge fights;                      ///< open now
  CounterFamily fights_begun;        ///< by kind
  CounterFamily fights_ended;        ///< by outcome
  CounterFamily fight_wishes;        ///< combat messages that were carried out, by action
  CounterFamily fight_refusals;      ///< combat messages that were refused by the rules, by action
  Histogram fight_decision_seconds;  ///< one thing a monster does: choosing and carrying it out
  CounterFamily rewards;             ///< tries to save what a fight gives, by result: "ok" or "failed"
  Histogram reward_lag_seconds;      ///< from a fight's end until what it gives was saved

  /// The flush window of one loop, s. REQUIRES loop < options.loops.
  [[nodiscard]] Gauge& flush_window_seconds(std::size_t loop) noexcept { return flush_windows_[loop]; }

  /// A code a peer made up is counted as "other".
  void count_disconnect(std::uint16_t code) noexcept;

  /// Shows `depth()` as flumen_queue_depth{queue=name}. It is called by scrape(), from any thread, and must be
  /// callable until the last scrape. A second registration of a name replaces the first.
  void add_queue(std::string name, std::function<std::size_t()> depth);

  /// All of it in the Prometheus text format, version 0.0.4, with the figures of the process.
  [[nodiscard]] std::string scrape() const;

 private:
  const std::string version_;
  std::vector<Gauge> flush_windows_;
  mutable std::mutex queues_mutex_;
  std::map<std::string, std::function<std::size_t()>> queues_;  // guarded by queues_mutex_
};

}  // namespace flumen::telemetry
