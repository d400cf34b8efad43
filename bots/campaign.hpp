#pragma once

#include "bots/options.hpp"

namespace flumen::bots {

/// One run of the program, from the first look at the server to the report. Blocks; returns the exit code.
[[nodiscard]] int run_campaign(const Options& options);

}  // namespace flumen::bots
