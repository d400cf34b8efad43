#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace flumen::bots {

/// What was measured, by name: latencies in ms, memory in bytes, CPU in cores, the rest as counts or ratios.
using Measures = std::map<std::string, double, std::less<>>;

/// A threshold such as `p99<50ms`, `corrections=0` or `server_rss_per_player<32KiB`.
struct Expectation {
  enum class Comparison { less, less_or_equal, greater, greater_or_equal, equal };
  std::string text;
  std::string measure;
  Comparison comparison = Comparison::less;
  double bound = 0;  ///< in the unit of the measure

  [[nodiscard]] bool holds(double value) const noexcept;
};

struct KnownMeasure {
  std::string_view name;
  std::string_view meaning;
};

/// What an expectation may name, in the order of the report.
[[nodiscard]] std::span<const KnownMeasure> known_measures() noexcept;

/// Errc::invalid_argument, with a sentence, when `text` is none.
[[nodiscard]] base::Result<Expectation> parse_expectation(std::string_view text);

}  // namespace flumen::bots
