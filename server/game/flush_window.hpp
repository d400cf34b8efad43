#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace flumen::game {

/// How long a map collects changes before it sends them. Collecting is what makes one send carry many moves, so the
/// window follows the load of the core: as short as leaves the core some rest, up to a bound that latency sets.
/// Owned by one thread.
class FlushWindow {
 public:
  using Duration = std::chrono::nanoseconds;

  FlushWindow(Duration least, Duration most) : least_(least), most_(most), window_(least) {}

  [[nodiscard]] Duration value() const noexcept { return window_; }

  /// How long a map collects, from its first change on, when its last flush was `quiet` before that and took `fan_out`
  /// to send. Nothing is gained by holding back what comes alone, so long as the thread has time to send it by itself.
  /// A crowd is given time to read: who is written to nearly all the time cannot keep up with it.
  [[nodiscard]] Duration delay(Duration quiet, Duration fan_out) const noexcept {
    if (quiet >= window_ && window_ == least_) return Duration{0};
    return std::max(window_, std::min(fan_out * 7 / 4, most_));
  }

  /// `busy` is the share of the last measuring period in which the thread ran, 0 to 1.
  ///
  /// The window is steered, not computed: nobody knows beforehand how much load a longer one takes away. It moves in
  /// proportion to what the load is off by, without a dead band, since the p99 of a latency is that of the longest
  /// windows. The load it aims at grows with it. In the middle it grows steeply, so that over a wide range of loads the
  /// window is nearly the same: what goes on besides, or a slower machine, costs more of the core and hardly latency.
  void update(double busy) noexcept {
    load_ += (busy - load_) * kSmoothing;
    const double factor = std::exp(kGain * (load_ - bearable_load()));
    window_ = std::clamp(std::chrono::duration_cast<Duration>(window_ * factor), least_, most_);
  }

 private:
  /// The load at which the window stays as it is.
  [[nodiscard]] double bearable_load() const noexcept {
    if (most_ == least_) return kBends.front().load;
    const auto length = static_cast<double>((window_ - least_).count()) / static_cast<double>((most_ - least_).count());
    const auto* to = std::find_if(kBends.begin() + 1, kBends.end() - 1, [&](Bend b) { return length < b.length; });
    const auto* from = to - 1;
    return from->load + (to->load - from->load) * (length - from->length) / (to->length - from->length);
  }

  struct Bend {
    double length;  ///< of the window, between the shortest and the longest
    double load;    ///< what is left of the core is for what comes unevenly
  };
  static constexpr std::array<Bend, 4> kBends{{{0, 0.45}, {0.43, 0.50}, {0.55, 0.74}, {1, 0.78}}};
  static constexpr double kGain = 0.35;      ///< a saturated thread lengthens a short window by 20 % each period
  static constexpr double kSmoothing = 0.3;  ///< one busy moment is not load yet

  Duration least_;
  Duration most_;
  Duration window_;
  double load_ = 0;
};

}  // namespace flumen::game
