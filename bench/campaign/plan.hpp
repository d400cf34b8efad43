#pragma once

#include <string>
#include <variant>
#include <vector>

#include "bench/campaign/load.hpp"
#include "bench/campaign/options.hpp"
#include "bench/campaign/search.hpp"
#include "bench/campaign/server_process.hpp"
#include "bench/campaign/world_template.hpp"

namespace flumen::bench {

/// What a password costs to check. The players' accounts are there before they come, each standing where it lives.
enum class Passwords {
  cheap,  ///< nothing: it is not the log-ins that are measured
  real,   ///< what it costs by default
};

/// One load on one server, from a fresh start.
struct Experiment {
  std::string id;
  ServerSetup setup;
  Load load;
  Passwords passwords = Passwords::cheap;
};

/// The most players with whom the experiment's p99 stays under a limit, 50 players a map.
struct LimitSearch {
  Experiment experiment;
  double limit_ms = 50;
  SearchOptions search;
};

/// The send floor, with the sizes that Flumen was seen to send in these experiments.
struct FloorRun {
  std::vector<std::string> sizes_of;
  double seconds = 1;  ///< for each size
};

/// From exec() to the first /readyz that says so, on an empty data folder.
struct ColdStart {
  int times = 1;
};

/// One Google Benchmark program.
struct Microbenchmark {
  std::string program;
};

struct Step {
  std::string id;
  double expected_seconds = 0;
  std::variant<Experiment, LimitSearch, FloorRun, ColdStart, Microbenchmark> what;
};

/// Everything to do, in order. The runs of different things alternate, so that a machine whose speed drifts is unfair
/// to none of them. What --only and --skip leave out is left out.
[[nodiscard]] std::vector<Step> make_plan(const Options& options);

/// The most files any program of the plan will have open.
[[nodiscard]] std::size_t descriptors_needed(const std::vector<Step>& plan);

}  // namespace flumen::bench
