#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bots/expectation.hpp"
#include "bots/options.hpp"
#include "bots/process_usage.hpp"
#include "bots/stats.hpp"

namespace flumen::bots {

/// Everything a run tells in the end.
struct Report {
  /// The server's process, when --server-pid was given.
  struct Server {
    ProcessUsage before;  ///< before the first bot came
    ProcessUsage begin;   ///< of the measurement
    ProcessUsage end;
  };

  EntryStats entry;
  Stats stats;
  double seconds = 0;  ///< of measurement
  std::size_t in_world = 0;
  std::size_t maps = 0;
  double own_cores = 0;  ///< CPU time of this program per second measured
  std::optional<Server> server;
  std::vector<std::string> failures;  ///< sentences; empty when all is well
};

[[nodiscard]] Measures measures_of(const Report& report);

/// Adds a failure for every expectation that does not hold, and for those that nothing could be measured for.
void judge(Report& report, const std::vector<Expectation>& expectations);

[[nodiscard]] std::string to_text(const Options& options, const Report& report);
[[nodiscard]] std::string to_json(const Options& options, const Report& report);

}  // namespace flumen::bots
