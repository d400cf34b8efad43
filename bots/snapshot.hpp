#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "bots/stats.hpp"

namespace flumen::bots {

/// How things stand with some of the bots: everything counted since they started.
struct Snapshot {
  Stats stats;
  EntryStats entry;
  double cpu_seconds = 0;    ///< of the process that drives them, user and system
  std::string last_problem;  ///< a sentence; "" when there was none
  std::string fatal;         ///< why to give up; "" while nothing fatal happened

  /// Adds other bots, of another process.
  void merge(const Snapshot& other);
};

// For the way from process to process: one line of JSON, without the line's end.
[[nodiscard]] std::string to_line(const Snapshot& snapshot);
/// Errc::corrupt when `line` is none.
[[nodiscard]] base::Result<Snapshot> snapshot_from_line(std::string_view line);

}  // namespace flumen::bots
