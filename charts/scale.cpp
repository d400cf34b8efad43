#include "charts/scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/text.hpp"

namespace flumen::charts {
namespace {

/// The round number (1, 2, 2.5 or 5 times a power of ten) nearest above `raw`.
double round_step(double raw) {
  const double power = std::pow(10, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (raw <= factor * power * (1 + 1e-9)) return factor * power;
  }
  return 10 * power;
}

}  // namespace

std::string Axis::caption() const { return unit.empty() ? label : label + " (" + unit + ")"; }

Scale::Scale(const Axis& axis, double low, double high, int ticks)
    : logarithmic_(axis.logarithmic), low_(axis.min.value_or(low)), high_(axis.max.value_or(high)) {
  ticks = std::max(2, ticks);
  if (logarithmic_) {
    make_logarithmic(axis, ticks);
  } else {
    make_linear(axis, ticks);
  }
}

void Scale::make_linear(const Axis& axis, int ticks) {
  if (!std::isfinite(low_)) low_ = 0;
  if (!axis.min && low_ > 0) low_ = 0;
  if (!std::isfinite(high_) || high_ <= low_) high_ = low_ + 1;
  const double step = round_step((high_ - low_) / ticks);
  if (!axis.min) low_ = std::floor(low_ / step + 1e-9) * step;
  if (!axis.max) high_ = std::ceil(high_ / step - 1e-9) * step;
  const double first = std::ceil(low_ / step - 1e-9);
  const int count = static_cast<int>(std::floor(high_ / step + 1e-9) - first);
  for (int i = 0; i <= count; ++i) {
    const double value = (first + i) * step;
    ticks_.push_back({value, format_number(std::fabs(value) < step * 1e-6 ? 0 : value)});
  }
}

void Scale::make_logarithmic(const Axis& axis, int ticks) {
  if (!(low_ > 0) || !std::isfinite(low_)) low_ = 0.1;
  if (!(high_ > low_) || !std::isfinite(high_)) high_ = low_ * 10;
  if (!axis.min) low_ = std::pow(10, std::floor(std::log10(low_) + 1e-9));
  // Up to the first of 1, 2 and 5 times a power of ten that holds the highest.
  const double power = std::pow(10, std::floor(std::log10(high_) + 1e-9));
  if (!axis.max) {
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
      if (high_ > factor * power * (1 + 1e-9)) continue;
      high_ = factor * power;
      break;
    }
  }
  // Where 1, 2 and 5 of each power are too many, only the powers have a tick.
  const double decades = std::log10(high_ / low_);
  const bool all = decades * 3 <= ticks * 1.5;
  for (double base = std::pow(10, std::floor(std::log10(low_) + 1e-9)); base <= high_ * (1 + 1e-9); base *= 10) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double value = base * factor;
      if (value < low_ * (1 - 1e-9) || value > high_ * (1 + 1e-9) || (factor != 1.0 && !all)) continue;
      ticks_.push_back({value, format_number(value)});
    }
  }
}

std::optional<double> Scale::part(double value) const noexcept {
  if (!std::isfinite(value) || (logarithmic_ && value <= 0)) return std::nullopt;
  const double part = logarithmic_ ? std::log(value / low_) / std::log(high_ / low_) : (value - low_) / (high_ - low_);
  return std::clamp(part, 0.0, 1.0);
}

}  // namespace flumen::charts
