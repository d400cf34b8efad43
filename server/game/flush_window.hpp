#pragma once

#include <algorithm>
#include <chrono>

namespace flumen::game {

/// How long a map collects changes before it sends them. Collecting is what makes one send carry many moves, so the
/// window grows with the load of the core: short while there is time, long when every send counts.
/// Owned by one thread.
class FlushWindow {
 public:
  using Duration = std::chrono::nanoseconds;

  FlushWindow(Duration least, Duration most) : least_(least), most_(most), window_(least) {}

  [[nodiscard]] Duration value() const noexcept { return window_; }

  /// `busy` is the share of the last measuring period in which the thread ran, 0 to 1.
  void update(double busy) noexcept {
    // Rises at once and falls slowly: a window that is too short for the load feeds on itself.
    load_ = busy > load_ ? busy : load_ + (busy - load_) * kDecay;
    const double share = std::clamp((load_ - kCalm) / (kBusy - kCalm), 0.0, 1.0);
    window_ = least_ + std::chrono::duration_cast<Duration>((most_ - least_) * share);
  }

 private:
  static constexpr double kCalm = 0.15;  ///< up to this load the window is the least
  static constexpr double kBusy = 0.60;  ///< from this load on it is the most
  static constexpr double kDecay = 0.2;

  Duration least_;
  Duration most_;
  Duration window_;
  double load_ = 0;
};

}  // namespace flumen::game
