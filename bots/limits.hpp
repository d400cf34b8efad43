#pragma once

#include <cstddef>
#include <string>

#include "bots/options.hpp"

namespace flumen::bots {

/// What this machine allows.
struct Limits {
  std::size_t descriptors = 0;  ///< open files of a process
  std::size_t ports = 0;        ///< that connections from one source address to the server can have
};

/// Asks for as many open files as the options need and the system allows, for this process and those it forks.
[[nodiscard]] Limits reach_for_limits(const Options& options);

/// Open files one process of this program needs.
[[nodiscard]] std::size_t descriptors_needed(const Options& options);

/// A sentence that says which limit is too low, what is needed and what to do; "" when all is well.
[[nodiscard]] std::string check_limits(const Options& options, const Limits& limits);

}  // namespace flumen::bots
