#pragma once

#include <optional>
#include <string>
#include <vector>

namespace flumen::charts {

/// What an axis shows and how.
struct Axis {
  std::string label{};          ///< what is measured, such as "latency"
  std::string unit{};           ///< "ms", "s", …; "" for plain counts
  bool logarithmic = false;     ///< values that are not positive cannot be shown then
  std::optional<double> min{};  ///< else 0, or the power of ten below the smallest value when logarithmic
  std::optional<double> max{};  ///< else the first round number that holds every value

  /// "latency (ms)", or the label alone.
  [[nodiscard]] std::string caption() const;
};

struct Tick {
  double value = 0;
  std::string text;
};

/// Where values lie between two ends of an axis. Immutable.
class Scale {
 public:
  /// For values between `low` and `high`, rounded outwards to ticks where the axis does not say otherwise; `ticks` is
  /// about how many there is room for (at least 2). Values that are not finite count as nothing.
  Scale(const Axis& axis, double low, double high, int ticks);

  /// Where `value` lies: 0 at the lower end, 1 at the upper one, clamped to both. Nothing when it cannot be shown.
  [[nodiscard]] std::optional<double> part(double value) const noexcept;
  [[nodiscard]] const std::vector<Tick>& ticks() const noexcept { return ticks_; }
  [[nodiscard]] double low() const noexcept { return low_; }
  [[nodiscard]] double high() const noexcept { return high_; }

 private:
  void make_linear(const Axis& axis, int ticks);
  void make_logarithmic(const Axis& axis, int ticks);

  bool logarithmic_;
  double low_;
  double high_;
  std::vector<Tick> ticks_;
};

}  // namespace flumen::charts
