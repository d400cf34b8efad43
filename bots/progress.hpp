#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "bots/stats.hpp"

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
  /// True about once a second, and never away from a terminal: then it is worth collecting what show() wants.
  [[nodiscard]] bool due() const;
  void show(std::string_view phase, std::size_t in_world, const Stats& stats);

 private:
  void erase();

  const std::size_t bots_;
  const bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_shown_{};
  std::uint64_t last_sent_ = 0;
  std::uint64_t last_delivered_ = 0;
};

}  // namespace flumen::bots
