#pragma once

#include <functional>
#include <memory>
#include <string>
#include <sys/types.h>

#include "bots/crew.hpp"

namespace flumen::bots {

/// A crew in a process of its own, which ends with this one. Orders and reports go over a socket pair.
class RemoteCrew final : public Crew {
 public:
  /// Forks. `make` builds the crew there; what it refers to must be made before. REQUIRES that this process has one
  /// thread only. Throws std::system_error when there can be no further process.
  explicit RemoteCrew(const std::function<std::unique_ptr<Crew>()>& make);
  ~RemoteCrew() override;
  RemoteCrew(const RemoteCrew&) = delete;
  RemoteCrew& operator=(const RemoteCrew&) = delete;

  void give(Order order) override { ask(static_cast<char>(order)); }
  [[nodiscard]] base::Result<Snapshot> report() override;
  void stop() override;

  [[nodiscard]] pid_t pid() const noexcept { return pid_; }

 private:
  void ask(char what);
  /// A line of the answer. Errc::timed_out when none comes in time, unavailable when none will.
  base::Result<std::string> read_line(int timeout_ms);
  /// Waits for the process to end, and makes it; says what became of it.
  std::string bury();

  pid_t pid_ = -1;
  int socket_ = -1;
  std::string received_;  // beyond the last line
  std::string fate_;      // once it has ended
};

}  // namespace flumen::bots
