#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <random>

#include "base/clock.hpp"

namespace flumen::database {

/// How long to wait after so many failures in a row: doubling from `first` up to `most`, of which a random part
/// between a half and all is waited, so that many clients of one database do not return to it together.
/// Safe from any thread.
class Backoff {
 public:
  using Duration = base::SteadyTime::duration;

  /// REQUIRES 0 < first ≤ most.
  Backoff(Duration first, Duration most) : first_(first), most_(most) {}

  /// REQUIRES failures ≥ 1.
  [[nodiscard]] Duration delay(std::size_t failures);

 private:
  const Duration first_;
  const Duration most_;
  std::mutex mutex_;
  std::minstd_rand random_{std::random_device{}()};  // guarded by mutex_
};

}  // namespace flumen::database
