#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace flumen::bots {

/// Counts values so that any quantile can be told to within 1 %, in bounded memory however many there are (the idea
/// of HdrHistogram: buckets that grow with the value). The unit is the caller's. Owned by one thread.
class Histogram {
 public:
  Histogram();

  /// Values past kMaxValue count as kMaxValue.
  void record(std::uint64_t value) noexcept;
  /// Adds what `other` has counted.
  void merge(const Histogram& other) noexcept;

  /// The smallest value that at least `quantile` (0 to 1) of all values do not exceed; 0 when there are none.
  /// Told as the upper end of its bucket, never above max().
  [[nodiscard]] std::uint64_t at(double quantile) const noexcept;
  [[nodiscard]] std::uint64_t max() const noexcept { return max_; }
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  [[nodiscard]] double mean() const noexcept;

  static constexpr std::uint64_t kMaxValue = (std::uint64_t{1} << 40) - 1;

 private:
  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  std::uint64_t max_ = 0;
  double sum_ = 0;
};

}  // namespace flumen::bots
