#pragma once

#include <algorithm>
#include <chrono>

namespace flumen::game {

/// How long a map collects changes before it sends them. Collecting is what makes one send carry many moves, so the
/// window follows the load of the core: as short as leaves the core some rest, up to a bound that latency sets.
/// Owned by one thread.
class FlushWindow {
 public:
  using Duration = std::chrono::nanoseconds;

  FlushWindow(Duration least, Duration most) : least_(least), most_(most), window_(least) {}

  [[nodiscard]] Duration value() const noexcept { return window_; }

  /// How long a map collects, from its first change on, when its last flush was `quiet` before that. Nothing is gained
  /// by holding back what comes alone, so long as the thread has time to send it by itself.
  [[nodiscard]] Duration delay(Duration quiet) const noexcept {
    return quiet >= window_ && window_ == least_ ? Duration{0} : window_;
  }

  /// `busy` is the share of the last measuring period in which the thread ran, 0 to 1.
  /// The window is steered, not computed: nobody knows beforehand how much load a longer window takes away.
  void update(double busy) noexcept {
    load_ += (busy - load_) * kSmoothing;
    if (load_ > kHigh) scale(kGrow);
    if (load_ < kLow) scale(kShrink);
  }

 private:
  void scale(double factor) noexcept {
    window_ = std::clamp(std::chrono::duration_cast<Duration>(window_ * factor), least_, most_);
  }

  static constexpr double kLow = 0.55;   ///< below this load there is time for a shorter window
  static constexpr double kHigh = 0.65;  ///< above it every send counts
  static constexpr double kGrow = 1.15;  ///< grows faster than it shrinks: too short a window feeds on itself
  static constexpr double kShrink = 0.95;
  static constexpr double kSmoothing = 0.3;

  Duration least_;
  Duration most_;
  Duration window_;
  double load_ = 0;
};

}  // namespace flumen::game
