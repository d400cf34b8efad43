#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace flumen::telemetry {

/// Instruments are written by every thread at any time and read by a scrape. Writing never blocks and touches one
/// cache line that other threads rarely share; reading adds the shards up and may miss what happens meanwhile.
inline constexpr std::size_t kShards = 8;
inline constexpr std::size_t kCacheLine = 64;

/// The shard of the calling thread, below kShards; threads are spread over the shards in the order they come.
[[nodiscard]] std::size_t this_thread_shard() noexcept;

/// Only ever grows.
class Counter {
 public:
  void add(std::uint64_t n = 1) noexcept { shards_[this_thread_shard()].n.fetch_add(n, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const noexcept;

 private:
  struct alignas(kCacheLine) Shard {
    std::atomic<std::uint64_t> n{0};
  };
  std::array<Shard, kShards> shards_;
};

/// A value that goes up and down.
class alignas(kCacheLine) Gauge {
 public:
  void set(double value) noexcept { value_.store(value, std::memory_order_relaxed); }
  void add(double by) noexcept { value_.fetch_add(by, std::memory_order_relaxed); }
  [[nodiscard]] double value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<double> value_{0};
};

/// Durations, counted in fixed buckets.
class Histogram {
 public:
  static constexpr std::size_t kMaxBuckets = 20;

  /// REQUIRES `bounds` strictly ascending and at most kMaxBuckets; what is longer than the last falls in +Inf.
  explicit Histogram(std::span<const std::chrono::nanoseconds> bounds);

  /// Counts `n` events that each took `took`; a negative duration counts as zero.
  void observe(std::chrono::nanoseconds took, std::uint64_t n = 1) noexcept;

  struct Snapshot {
    std::vector<std::uint64_t> cumulative;  ///< one per bound, then +Inf, which is the count
    double sum_seconds = 0;
  };
  [[nodiscard]] Snapshot snapshot() const;
  [[nodiscard]] std::span<const std::chrono::nanoseconds> bounds() const noexcept { return bounds_; }

 private:
  struct alignas(kCacheLine) Shard {
    std::array<std::atomic<std::uint64_t>, kMaxBuckets + 1> buckets{};
    std::atomic<std::uint64_t> sum_ns{0};
  };
  std::vector<std::chrono::nanoseconds> bounds_;
  std::array<Shard, kShards> shards_;
};

/// Counters that differ in the value of one label, out of a bounded set of values.
class CounterFamily {
 public:
  static constexpr std::size_t kMaxValues = 64;
  static constexpr std::string_view kOther = "other";

  /// Closed: only `known` get a counter of their own. For labels a client can choose.
  /// Open: a value is added when it is first seen, up to kMaxValues. For labels that only our own code chooses.
  enum class Kind { closed, open };

  CounterFamily(Kind kind, std::span<const std::string_view> known);
  CounterFamily(Kind kind, std::span<const std::string> known);

  /// The counter of `value`, or that of "other" when the set has no room for it. The reference stays valid as long
  /// as the family: a hot path may keep it.
  [[nodiscard]] Counter& at(std::string_view value) noexcept;

  /// Calls visit(label value, count) for each value in the order they were added, "other" last.
  template <class Visit>
  void for_each(Visit visit) const {
    const auto size = size_.load(std::memory_order_acquire);
    for (std::size_t i = 0; i < size; ++i) visit(std::string_view(entries_[i]->value), entries_[i]->counter.value());
    visit(kOther, other_.value());
  }

 private:
  struct Entry {
    explicit Entry(std::string_view v) : value(v) {}
    std::string value;
    Counter counter;
  };
  [[nodiscard]] Counter* find(std::string_view value, std::size_t size) const noexcept;
  Counter& add(std::string_view value);

  const Kind kind_;
  std::mutex adding_;
  /// The first size_ entries never change once published; adding_ guards the rest.
  std::array<std::unique_ptr<Entry>, kMaxValues> entries_;
  std::atomic<std::size_t> size_{0};
  Counter other_;
};

}  // namespace flumen::telemetry
