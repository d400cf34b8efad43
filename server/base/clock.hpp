#pragma once

#include <chrono>
#include <cstdint>

namespace flumen::base {

using SteadyTime = std::chrono::steady_clock::time_point;
using SystemTime = std::chrono::system_clock::time_point;

/// Where rules get the time from, so that a test can decide what time it is. Safe from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Never goes back; for durations and deadlines.
  [[nodiscard]] virtual SteadyTime steady_now() const = 0;
  /// The date, UTC; may jump.
  [[nodiscard]] virtual SystemTime system_now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime steady_now() const override { return std::chrono::steady_clock::now(); }
  [[nodiscard]] SystemTime system_now() const override { return std::chrono::system_clock::now(); }
};

/// A clock that stands still until a test advances it. Not thread-safe.
class ManualClock final : public Clock {
 public:
  [[nodiscard]] SteadyTime steady_now() const override { return steady_; }
  [[nodiscard]] SystemTime system_now() const override { return system_; }
  void advance(std::chrono::nanoseconds by) {
    steady_ += by;
    system_ += std::chrono::duration_cast<SystemTime::duration>(by);
  }

 private:
  SteadyTime steady_{std::chrono::hours(1)};
  SystemTime system_{std::chrono::seconds(1'700'000'000)};
};

[[nodiscard]] inline std::int64_t to_unix_ms(SystemTime time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

[[nodiscard]] inline SystemTime from_unix_ms(std::int64_t ms) { return SystemTime(std::chrono::milliseconds(ms)); }

}  // namespace flumen::base
