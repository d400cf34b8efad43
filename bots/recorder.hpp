#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "bots/report.hpp"
#include "bots/snapshot.hpp"

namespace flumen::bots {

/// Makes the time series of a report from looks at how things stand. Owned by one thread.
class Recorder {
 public:
  /// A look: everything counted so far.
  struct Look {
    base::SteadyTime at{};
    Snapshot snapshot;
    std::size_t in_world = 0;
    std::size_t fights = 0;              ///< under way
    std::optional<ProcessUsage> server;  ///< when it was asked
  };

  /// The first look, from which the time counts.
  void begin(Look look);
  /// What happened since the look before; ignored before begin(), and past kMostSamples. Returns it, for the eye.
  std::optional<Report::Sample> add(Look look);

  [[nodiscard]] std::vector<Report::Sample> take() { return std::move(samples_); }

  /// An hour at a look a second.
  static constexpr std::size_t kMostSamples = 3600;

 private:
  bool began_ = false;
  base::SteadyTime begin_{};
  Look last_;
  std::optional<std::pair<base::SteadyTime, double>> last_cpu_;  // of the server: when, and s until then
  std::vector<Report::Sample> samples_;
};

}  // namespace flumen::bots
