#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
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
  /// What was counted after `earlier`, a copy of this one made before. Its max() is told to within 1 %, too.
  [[nodiscard]] Histogram since(const Histogram& earlier) const;

  /// The smallest value that at least `quantile` (0 to 1) of all values do not exceed; 0 when there are none.
  /// Told as the upper end of its bucket, never above max().
  [[nodiscard]] std::uint64_t at(double quantile) const noexcept;
  [[nodiscard]] std::uint64_t max() const noexcept { return max_; }
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  [[nodiscard]] double mean() const noexcept;

  /// How often each bucket was hit, for sending it elsewhere; empty ones at the end are left out.
  [[nodiscard]] std::vector<std::uint64_t> buckets() const;
  [[nodiscard]] double sum() const noexcept { return sum_; }
  /// The histogram these came from; nothing when they cannot have come from one.
  [[nodiscard]] static std::optional<Histogram> restored(const std::vector<std::uint64_t>& buckets, double sum,
                                                         std::uint64_t max);

  static constexpr std::uint64_t kMaxValue = (std::uint64_t{1} << 40) - 1;

 private:
  std::vector<std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
  std::uint64_t max_ = 0;
  double sum_ = 0;
};

}  // namespace flumen::bots
