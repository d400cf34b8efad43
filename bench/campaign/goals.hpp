#pragma once

#include <string>
#include <vector>

#include "bench/campaign/results.hpp"

namespace flumen::bench {

enum class Verdict { goal, floor, missed, unknown };

/// A row of the table of what is to be reached.
struct Goal {
  std::string what;
  std::string floor;     ///< the mission's promise; "–" when it has none
  std::string aim;       ///< what we want of ourselves
  std::string measured;  ///< medians with their spread; "not measured" when there is nothing
  Verdict verdict = Verdict::unknown;
};

/// Every promise and goal, judged by the results.
[[nodiscard]] std::vector<Goal> judge_goals(const Results& results);

/// "31.2 ± 1.4" with so many decimals; "–" when there is none. One run has no spread.
[[nodiscard]] std::string with_spread(const std::optional<Summary>& summary, int decimals, double factor = 1);

}  // namespace flumen::bench
