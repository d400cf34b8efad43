#include "bots/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace flumen::bots {
namespace {

// Values below 256 have a bucket each; above, every doubling is cut into 128 buckets.
constexpr int kSubBits = 7;
constexpr std::uint64_t kSubBuckets = std::uint64_t{1} << kSubBits;
constexpr int kMaxShift = 40 - kSubBits - 1;
constexpr std::size_t kBuckets = (kMaxShift + 2) * kSubBuckets;

std::size_t bucket_of(std::uint64_t value) noexcept {
  const int shift = std::max(0, static_cast<int>(std::bit_width(value)) - kSubBits - 1);
  return static_cast<std::size_t>(shift) * kSubBuckets + static_cast<std::size_t>(value >> shift);
}

std::uint64_t upper_end(std::size_t bucket) noexcept {
  if (bucket < 2 * kSubBuckets) return bucket;
  const std::size_t shift = bucket / kSubBuckets - 1;
  const std::uint64_t sub = bucket - shift * kSubBuckets;
  return ((sub + 1) << shift) - 1;
}

}  // namespace

Histogram::Histogram() : buckets_(kBuckets) {}

void Histogram::record(std::uint64_t value) noexcept {
  value = std::min(value, kMaxValue);
  ++buckets_[bucket_of(value)];
  ++count_;
  sum_ += static_cast<double>(value);
  max_ = std::max(max_, value);
}

void Histogram::merge(const Histogram& other) noexcept {
  for (std::size_t i = 0; i < buckets_.size(); ++i) buckets_[i] += other.buckets_[i];
  count_ += other.count_;
  sum_ += other.sum_;
  max_ = std::max(max_, other.max_);
}

Histogram Histogram::since(const Histogram& earlier) const {
  Histogram out;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    out.buckets_[i] = buckets_[i] - earlier.buckets_[i];
    if (out.buckets_[i] > 0) out.max_ = std::min(upper_end(i), max_);
  }
  out.count_ = count_ - earlier.count_;
  out.sum_ = sum_ - earlier.sum_;
  return out;
}

std::vector<std::uint64_t> Histogram::buckets() const {
  const auto last = std::find_if(buckets_.rbegin(), buckets_.rend(), [](std::uint64_t n) { return n > 0; });
  return {buckets_.begin(), last.base()};
}

std::optional<Histogram> Histogram::restored(const std::vector<std::uint64_t>& buckets, double sum, std::uint64_t max) {
  Histogram out;
  if (buckets.size() > out.buckets_.size()) return std::nullopt;
  std::copy(buckets.begin(), buckets.end(), out.buckets_.begin());
  for (const std::uint64_t hits : buckets) out.count_ += hits;
  out.sum_ = sum;
  out.max_ = max;
  return out;
}

std::uint64_t Histogram::at(double quantile) const noexcept {
  if (count_ == 0) return 0;
  const double rank = std::ceil(std::clamp(quantile, 0.0, 1.0) * static_cast<double>(count_));
  const auto wanted = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(rank));
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    seen += buckets_[i];
    if (seen >= wanted) return std::min(upper_end(i), max_);
  }
  return max_;
}

double Histogram::mean() const noexcept { return count_ == 0 ? 0 : sum_ / static_cast<double>(count_); }

}  // namespace flumen::bots
