#pragma once

#include <cstdint>
#include <optional>

namespace flumen::telemetry {

/// What the kernel says of this process (proc(5)).
struct ProcessStats {
  std::uint64_t resident_bytes = 0;
  double cpu_seconds = 0;         ///< user and system, all threads
  double start_time_seconds = 0;  ///< since the epoch
  std::uint64_t open_fds = 0;
  std::uint64_t max_fds = 0;
  std::uint64_t threads = 0;
};

/// Nothing when /proc cannot be read. Safe from any thread; some 100 µs with many descriptors open.
[[nodiscard]] std::optional<ProcessStats> read_process_stats();

}  // namespace flumen::telemetry
