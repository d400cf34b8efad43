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

/// What is in the database before the players come.
enum class Accounts {
  ready,  ///< theirs, each standing where the player lives, with passwords that cost nothing to check
  none,   ///< nothing: they register, and passwords cost what they do by default
};

/// One load on one server, from a fresh start.
struct Experiment {
  std::string id;
  ServerSetup setup;
  Load load;
  Accounts accounts = Accounts::ready;
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
