#pragma once

#include "bench/campaign/options.hpp"
#include "bench/campaign/plan.hpp"
#include "bench/campaign/results.hpp"

namespace flumen::bench {

/// Works off the plan, tells on the standard error how far it is, and adds what it finds to the results. What cannot
/// be measured is noted in the results and does not keep the rest from being measured.
void run_plan(const std::vector<Step>& plan, const Options& options, Results& results);

}  // namespace flumen::bench
