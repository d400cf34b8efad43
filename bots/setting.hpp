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
#include "bots/sparring.hpp"

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

/// How far the bots have come. Safe from any thread of any process that shares it.
struct Headcount {
  std::atomic<std::size_t> in_world{0};   ///< connected, with the welcome read
  std::atomic<std::size_t> entered{0};    ///< have been in the world at least once
  std::atomic<std::size_t> settled{0};    ///< have been where they live at least once
  std::atomic<std::size_t> away{0};       ///< logged out of their own accord
  std::atomic<std::size_t> reentered{0};  ///< have come back after they were cut off on purpose
  std::atomic<std::size_t> fights{0};     ///< under way, each counted once
  /// Moves intended earlier do not count for the latency.
  std::atomic<base::SteadyTime> measured_since{base::SteadyTime::max()};
};

/// What the bots of all processes share. Made before the processes are.
struct Common {
  Common(std::size_t bots, std::size_t maps, std::size_t listeners_per_map)
      : census(maps, listeners_per_map), book(bots), sparring(bots), headcounts(1) {}

  [[nodiscard]] Headcount& headcount() noexcept { return headcounts[0]; }

  Census census;
  LatencyBook book;
  Sparring sparring;
  SharedArray<Headcount> headcounts;
};

/// What the bots of one process share. Outlives them.
struct Setting {
  const Options& options;
  Target target;
  const Region& region;
  Census& census;
  LatencyBook& book;
  Sparring& sparring;
  Headcount& headcount;
  Problems problems;
  std::atomic<bool> stopping{false};

  Setting(const Options& o, Target t, const Region& r, Common& common)
      : options(o),
        target(std::move(t)),
        region(r),
        census(common.census),
        book(common.book),
        sparring(common.sparring),
        headcount(common.headcount()) {}

  /// The target as bot (or clerk) `number` reaches it: from its own source address.
  [[nodiscard]] Target target_of(std::size_t number) const {
    Target out = target;
    const auto& sources = options.source_addresses;
    if (!sources.empty()) out.source = sources[number % sources.size()];
    return out;
  }
};

}  // namespace flumen::bots
