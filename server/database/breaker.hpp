#pragma once

#include <cstddef>
#include <mutex>
#include <optional>

#include "base/clock.hpp"
#include "database/backoff.hpp"

namespace flumen::database {

/// Whether the database is away, and who may look for it. While it is, one thread at a time tries to connect, no sooner
/// than the back-off allows; everyone else learns at once that it is away. Safe from any thread.
class Breaker {
 public:
  explicit Breaker(Backoff& backoff) : backoff_(backoff) {}

  /// True from the first failed connection attempt until one succeeds.
  [[nodiscard]] bool is_away() const;

  /// Nothing: connect now, then call succeeded() or failed(). Otherwise when to ask again.
  [[nodiscard]] std::optional<base::SteadyTime> try_enter(base::SteadyTime now);

  /// Returns how long the database was away when this attempt ended an outage.
  std::optional<base::SteadyTime::duration> succeeded(base::SteadyTime now);

  struct Failure {
    bool first = false;         ///< this attempt began an outage
    base::SteadyTime retry_at;  ///< when the next attempt may be made
  };
  Failure failed(base::SteadyTime now);

 private:
  Backoff& backoff_;
  mutable std::mutex mutex_;
  std::size_t failures_ = 0;       // guarded by mutex_; 0: not away
  bool probing_ = false;           // guarded by mutex_
  base::SteadyTime away_since_{};  // guarded by mutex_
  base::SteadyTime retry_at_{};    // guarded by mutex_
};

}  // namespace flumen::database
