#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/error.hpp"
#include "base/logger.hpp"
#include "cache/redis_connection.hpp"

namespace flumen::cache {

struct RedisTimes {
  std::chrono::milliseconds connect_timeout;
  std::chrono::milliseconds command_timeout;
  std::chrono::milliseconds retry_first;  ///< the pause after the first attempt that failed; doubles, with jitter …
  std::chrono::milliseconds retry_most;   ///< … up to this
};

/// The connections to one server, and whether it is there: a circuit breaker.
///
/// The first call that gets no answer opens the circuit; until a thread of its own has reached the server again,
/// every call fails at once. So at most one call per thread ever waits for a server that is away.
///
/// An answer that refuses a call (no room left, read-only) comes from a server that is there: it fails that call with
/// unavailable and leaves the circuit closed. It is logged, each kind once a minute.
class RedisConnections {
 public:
  RedisConnections(RedisEndpoint endpoint, RedisTimes times, base::Logger logger);
  ~RedisConnections();

  /// Any thread; at once.
  [[nodiscard]] bool away() const noexcept { return away_.load(std::memory_order_acquire); }
  /// How often the server was reached anew. Any thread.
  [[nodiscard]] std::uint64_t reconnects() const noexcept { return reconnects_.load(std::memory_order_acquire); }

  /// Blocks for at most a connect and a command timeout. As many connections are opened as threads call this at once.
  [[nodiscard]] base::Result<RedisReply> run(const RedisCommand& command);

  /// Ends the reconnecting thread. Blocks for at most a connect and a command timeout.
  void stop();

 private:
  [[nodiscard]] base::Result<std::unique_ptr<RedisConnection>> open() const;
  void went_away(std::uint64_t era, const std::string& why);
  void refused(const std::string& answer);
  void reconnect_until_stopped();
  [[nodiscard]] bool attempt();
  [[nodiscard]] std::string place() const { return endpoint_.host + ":" + std::to_string(endpoint_.port); }

  const RedisEndpoint endpoint_;
  const RedisTimes times_;
  const base::Logger logger_;
  std::atomic<bool> away_{false};
  std::atomic<std::uint64_t> reconnects_{0};

  std::mutex mutex_;
  std::condition_variable changed_;                     // away_ or stopping_, with mutex_
  std::vector<std::unique_ptr<RedisConnection>> idle_;  // guarded by mutex_
  std::uint64_t era_ = 0;                               // guarded by mutex_; grows each time the server goes away
  bool stopping_ = false;                               // guarded by mutex_
  std::map<std::string, std::chrono::steady_clock::time_point> complained_;  // by kind; guarded by mutex_
  std::thread reconnecting_;
};

}  // namespace flumen::cache
