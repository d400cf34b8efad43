#include "telemetry/instruments.hpp"

#include <algorithm>

namespace flumen::telemetry {

std::size_t this_thread_shard() noexcept {
  static std::atomic<std::size_t> threads_seen{0};
  thread_local const std::size_t shard = threads_seen.fetch_add(1, std::memory_order_relaxed) % kShards;
  return shard;
}

std::uint64_t Counter::value() const noexcept {
  std::uint64_t total = 0;
  for (const auto& shard : shards_) total += shard.n.load(std::memory_order_relaxed);
  return total;
}

Histogram::Histogram(std::span<const std::chrono::nanoseconds> bounds)
    : bounds_(bounds.begin(), bounds.begin() + static_cast<std::ptrdiff_t>(std::min(bounds.size(), kMaxBuckets))) {}

void Histogram::observe(std::chrono::nanoseconds took, std::uint64_t n) noexcept {
  took = std::max(took, std::chrono::nanoseconds::zero());
  const auto bucket =
      static_cast<std::size_t>(std::lower_bound(bounds_.begin(), bounds_.end(), took) - bounds_.begin());
  auto& shard = shards_[this_thread_shard()];
  shard.buckets[bucket].fetch_add(n, std::memory_order_relaxed);
  shard.sum_ns.fetch_add(static_cast<std::uint64_t>(took.count()) * n, std::memory_order_relaxed);
}

Histogram::Snapshot Histogram::snapshot() const {
  Snapshot result;
  result.cumulative.assign(bounds_.size() + 1, 0);
  std::uint64_t sum_ns = 0;
  for (const auto& shard : shards_) {
    for (std::size_t i = 0; i < result.cumulative.size(); ++i) {
      result.cumulative[i] += shard.buckets[i].load(std::memory_order_relaxed);
    }
    sum_ns += shard.sum_ns.load(std::memory_order_relaxed);
  }
  for (std::size_t i = 1; i < result.cumulative.size(); ++i) result.cumulative[i] += result.cumulative[i - 1];
  result.sum_seconds = static_cast<double>(sum_ns) / 1e9;
  return result;
}

CounterFamily::CounterFamily(Kind kind, std::span<const std::string_view> known) : kind_(kind) {
  for (const auto value : known) {
    if (value != kOther && find(value, size_.load()) == nullptr) add(value);
  }
}

CounterFamily::CounterFamily(Kind kind, std::span<const std::string> known)
    : CounterFamily(kind, std::vector<std::string_view>(known.begin(), known.end())) {}

Counter& CounterFamily::at(std::string_view value) noexcept {
  const auto size = size_.load(std::memory_order_acquire);
  if (auto* counter = find(value, size)) return *counter;
  if (kind_ == Kind::closed || size == kMaxValues || value == kOther) return other_;
  try {
    const std::lock_guard lock(adding_);
    // Another thread may have added it since.
    if (auto* counter = find(value, size_.load(std::memory_order_relaxed))) return *counter;
    return add(value);
  } catch (...) {
    return other_;  // out of memory: the count is kept, its label is not
  }
}

Counter* CounterFamily::find(std::string_view value, std::size_t size) const noexcept {
  for (std::size_t i = 0; i < size; ++i) {
    if (entries_[i]->value == value) return &entries_[i]->counter;
  }
  return nullptr;
}

Counter& CounterFamily::add(std::string_view value) {
  const auto size = size_.load(std::memory_order_relaxed);
  if (size == kMaxValues) return other_;
  entries_[size] = std::make_unique<Entry>(value);
  size_.store(size + 1, std::memory_order_release);
  return entries_[size]->counter;
}

}  // namespace flumen::telemetry
