#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "bots/report.hpp"

namespace flumen::bots {

/// Tells on the standard error how things are going: a line that is redrawn on a terminal, and elsewhere only what
/// begins and ends. Owned by one thread.
class Progress {
 public:
  explicit Progress(std::size_t bots);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Something worth a line of its own.
  void say(const std::string& sentence);
  /// How things are now; nothing away from a terminal. `errors` counts all that should not have happened.
  void show(std::string_view phase, const Report::Sample& sample, std::uint64_t errors);

 private:
  void erase();

  const std::size_t bots_;
  const bool terminal_;
  bool drawn_ = false;
};

/// The line, cut to `columns` characters at a separator.
[[nodiscard]] std::string progress_line(std::string_view phase, std::size_t bots, const Report::Sample& sample,
                                        std::uint64_t errors, std::size_t columns);

}  // namespace flumen::bots
