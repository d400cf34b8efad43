#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"

namespace flumen::cache {

/// A counter within its window.
struct Count {
  std::int64_t value = 0;
  std::chrono::milliseconds remaining{0};  ///< until the window ends and the counter starts again
};

/// Small facts that may be lost and that several processes may share: presence, session ownership, log-in
/// throttling, revoked access tokens. Safe from any loop; calls resume on the caller's loop.
/// Every call may fail with unavailable, at once when the back end is known to be away: callers go on without it.
class Cache {
 public:
  virtual ~Cache() = default;

  virtual base::Task<base::Result<std::optional<std::string>>> get(std::string key) = 0;
  /// REQUIRES ttl > 0: nothing stays in a cache for ever.
  virtual base::Task<base::Result<void>> set(std::string key, std::string value, std::chrono::milliseconds ttl) = 0;
  /// True when the key did not exist and now has `value`.
  virtual base::Task<base::Result<bool>> set_if_absent(std::string key, std::string value,
                                                       std::chrono::milliseconds ttl) = 0;
  virtual base::Task<base::Result<void>> erase(std::string key) = 0;
  /// Sets the key and returns what it held before, in one step.
  virtual base::Task<base::Result<std::optional<std::string>>> exchange(std::string key, std::string value,
                                                                        std::chrono::milliseconds ttl) = 0;
  /// Lets the key live for `ttl` from now, only while it holds `expected`: true when it did.
  virtual base::Task<base::Result<bool>> extend_if(std::string key, std::string expected,
                                                   std::chrono::milliseconds ttl) = 0;
  /// Erases the key only while it holds `expected`: true when it did.
  virtual base::Task<base::Result<bool>> erase_if(std::string key, std::string expected) = 0;
  /// Adds one to a counter that starts at zero and lives for `window` from its first increment.
  /// Fails with corrupt when the key holds something else than a number.
  virtual base::Task<base::Result<Count>> increment(std::string key, std::chrono::milliseconds window) = 0;
  /// The counter as it is, zero when there is none.
  virtual base::Task<base::Result<Count>> count(std::string key) = 0;
  virtual base::Task<base::Result<void>> ping() = 0;

  /// Changes whenever entries may have been lost before their time: dropped for want of room, or with a server that
  /// went away. Who cannot afford that compares it with what it was when the entries were written. Any thread.
  [[nodiscard]] virtual std::uint64_t generation() const noexcept = 0;

  /// True when other processes may see what is written here.
  [[nodiscard]] virtual bool is_shared() const noexcept = 0;

  /// Stops threads and closes connections. Blocks. No call may be made after.
  virtual void close() = 0;
};

/// Lives in the process and dies with it. `max_entries` bounds its memory: past it the entries closest to their
/// expiry go first.
[[nodiscard]] std::unique_ptr<Cache> make_memory_cache(const base::Clock& clock, std::size_t max_entries = 1'000'000);

struct RedisOptions {
  std::string url;  ///< `redis://[[user]:password@]host[:port][/database]`, user and password percent-encoded
  std::string key_prefix = "flumen:";
  std::size_t connections = 2;        ///< and as many threads
  std::size_t queue_capacity = 4096;  ///< calls waiting or running; one more fails with busy
  std::chrono::milliseconds connect_timeout{1'000};
  std::chrono::milliseconds command_timeout{1'000};
  std::chrono::milliseconds retry_most{2'000};  ///< the longest pause between two attempts to reconnect
};

/// Over a Redis server, which need not be there yet. Fails only for a malformed URL (the message never holds the
/// password). When the server goes away, calls fail at once with unavailable, and one thread tries to reach it again
/// with growing pauses; both changes are logged once. A server that is there and refuses a call (it is full, or
/// read-only) fails that call alone with unavailable; each kind of refusal is logged once a minute.
///
/// Run the server with `maxmemory-policy noeviction`: what it evicts on its own is not seen by generation().
[[nodiscard]] base::Result<std::unique_ptr<Cache>> make_redis_cache(RedisOptions options, base::Logger logger);

}  // namespace flumen::cache
