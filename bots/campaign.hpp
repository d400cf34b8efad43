#pragma once

#include "bots/options.hpp"

namespace flumen::bots {

/// How the program ends.
enum ExitCode : int {
  kAllWell = 0,
  kServerFailed = 1,  ///< it could not be reached, refused, closed, or answered nonsense
  kBadUsage = 2,      ///< or a limit of this machine is too low
  kMissed = 3,        ///< an expectation
  kInterrupted = 130,
};

/// One run of the program, from the first look at the server to the report. Blocks; returns the exit code. REQUIRES
/// that the process has one thread only when there are to be several processes.
[[nodiscard]] int run_campaign(const Options& options);

}  // namespace flumen::bots
