#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace flumen::bench {

/// What several runs of the same thing gave.
struct Summary {
  double median = 0;
  double low = 0;  ///< the smallest and the largest of them: with few runs, nothing finer can be said
  double high = 0;
  std::size_t runs = 0;

  /// Half of what lies between low and high, as a share of the median; 0 when that is 0.
  [[nodiscard]] double spread() const noexcept;
};

/// Nothing without values. Values that are not finite are left out.
[[nodiscard]] std::optional<Summary> summarise(std::vector<double> values);

}  // namespace flumen::bench
