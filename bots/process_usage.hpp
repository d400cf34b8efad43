#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/error.hpp"

namespace flumen::bots {

/// What a process has used so far.
struct ProcessUsage {
  double cpu_seconds = 0;  ///< user and system, all threads
  std::uint64_t resident_bytes = 0;
};

/// Reads /proc/<pid>. Errc::not_found when there is no such process, or it may not be looked at.
[[nodiscard]] base::Result<ProcessUsage> process_usage(int pid);

/// The sum of utime and stime, in clock ticks, from the text of /proc/<pid>/stat. The name of the program may hold
/// blanks and parentheses. Errc::corrupt when it is something else.
[[nodiscard]] base::Result<std::uint64_t> cpu_ticks(std::string_view stat);

/// How many file descriptors this process may open, after asking for as many as `wanted`.
[[nodiscard]] std::size_t raise_descriptor_limit(std::size_t wanted) noexcept;

}  // namespace flumen::bots
