#include "bench/campaign/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace flumen::bench {

double Summary::spread() const noexcept { return median == 0 ? 0 : (high - low) / 2 / std::fabs(median); }

std::optional<Summary> summarise(std::vector<double> values) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  const double median = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  return Summary{median, values.front(), values.back(), values.size()};
}

}  // namespace flumen::bench
