#pragma once

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "bots/census.hpp"
#include "bots/http_client.hpp"
#include "bots/latency_book.hpp"
#include "bots/options.hpp"
#include "bots/region.hpp"

namespace flumen::bots {

/// What went wrong, for the sentence the program ends with. Safe from any thread.
class Problems {
 public:
  /// Something that may pass; the last one is kept.
  void note(std::string sentence) {
    const std::lock_guard lock(mutex_);
    last_ = std::move(sentence);
  }
  /// Something that cannot: the program ends. The first one is kept.
  void give_up(std::string sentence) {
    const std::lock_guard lock(mutex_);
    if (fatal_.empty()) fatal_ = std::move(sentence);
  }
  [[nodiscard]] std::string last() const {
    const std::lock_guard lock(mutex_);
    return last_;
  }
  /// "" while nothing fatal happened.
  [[nodiscard]] std::string fatal() const {
    const std::lock_guard lock(mutex_);
    return fatal_;
  }

 private:
  mutable std::mutex mutex_;
  std::string last_;   // guarded by mutex_
  std::string fatal_;  // guarded by mutex_
};

/// How far the bots have come. Safe from any thread.
struct Headcount {
  std::atomic<std::size_t> in_world{0};  ///< connected, with the welcome read
  std::atomic<std::size_t> settled{0};   ///< have been where they live at least once
};

/// What all bots share. Outlives them.
struct Setting {
  const Options& options;
  Target target;
  const Region& region;
  Census census;
  LatencyBook book;
  Problems problems;
  Headcount headcount;
  /// Moves intended earlier do not count for the latency.
  std::atomic<base::SteadyTime> measured_since{base::SteadyTime::max()};
  std::atomic<bool> stopping{false};

  Setting(const Options& o, Target t, const Region& r) : options(o), target(std::move(t)), region(r), book(o.count) {}
};

}  // namespace flumen::bots
