#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace flumen::support {

/// A program running in the background; it is killed with this object, and when the thread that started it ends.
class ChildProcess {
 public:
  struct Options {
    std::vector<std::string> command;       ///< the program's path, then its arguments
    std::filesystem::path log;              ///< standard output and error are appended to it
    std::string user{};                     ///< run as this user; only root can ask for that; empty: as we are
    int signal_when_orphaned = 9;           ///< what it gets when its parent dies
    std::filesystem::path directory = "/";  ///< where it runs
  };

  /// Throws std::system_error or std::runtime_error when it cannot be started.
  explicit ChildProcess(const Options& options);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  [[nodiscard]] pid_t pid() const noexcept { return pid_; }
  [[nodiscard]] bool running();
  void signal(int number) const;
  /// The exit status as waitpid() gives it; nothing when it still runs after `limit`.
  std::optional<int> wait(std::chrono::milliseconds limit);

  /// Runs a program to its end; returns its exit code, 128 + n when signal n ended it.
  static int run(const Options& options, std::chrono::milliseconds limit);

 private:
  pid_t pid_ = -1;
  std::optional<int> status_;
};

/// Everything in a file; empty when it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace flumen::support
