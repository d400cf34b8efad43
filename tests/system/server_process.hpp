#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

#include "support/temp_dir.hpp"

namespace flumen::system_test {

/// What a started program is given. Its environment holds nothing but PATH and `environment`.
struct Launch {
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment;
};

/// The real `flumen`, as a child process. Killed when this is destroyed.
class Process {
 public:
  /// Output goes to files in `folder`, which must exist.
  Process(const Launch& launch, std::filesystem::path folder);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void terminate() const;  ///< SIGTERM
  void hang_up() const;    ///< SIGHUP
  void kill();             ///< SIGKILL, and waits for the end
  /// The exit code, or minus the signal that ended it; nothing when it still runs after `patience`.
  [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds patience);
  [[nodiscard]] bool runs() { return !wait(std::chrono::milliseconds(0)); }

  [[nodiscard]] std::string standard_output() const;
  [[nodiscard]] std::string standard_error() const;

 private:
  std::filesystem::path output_;
  std::filesystem::path error_;
  pid_t pid_ = -1;
  int pid_fd_ = -1;
  std::optional<int> status_;
};

/// Runs the program to its end, which must come within ten seconds.
struct Finished {
  int exit_code = 0;
  std::string output;
  std::string error;
};
[[nodiscard]] Finished run_to_end(const Launch& launch);

/// Settings of a server under test, by their key in the configuration file: {"world.max_speed", "4000"}.
using Settings = std::map<std::string, std::string>;

/// A serving `flumen` on a port and a data folder of its own, listening on the loopback address only.
class ServerProcess {
 public:
  /// Starts, and waits for /readyz. Throws, with the server's own words, when it does not come up.
  explicit ServerProcess(Settings settings = {});

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] std::filesystem::path data_folder() const { return folder_.path() / "data"; }

  /// Starts again after terminate() or kill(), on the same port and data.
  void start();
  /// SIGTERM; returns the exit code, which must come within ten seconds.
  int stop();
  /// SIGKILL.
  void kill();
  void terminate() const { process_->terminate(); }
  /// SIGHUP: it reads again what can be read again.
  void hang_up() const { process_->hang_up(); }
  [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds patience) { return process_->wait(patience); }
  [[nodiscard]] bool runs() { return process_->runs(); }

  /// What it wrote to standard error since the last start.
  [[nodiscard]] std::string log() const { return process_->standard_error(); }

 private:
  void await_ready();
  [[nodiscard]] bool is_ready() const;

  support::TempDir folder_;
  std::uint16_t port_ = 0;
  Settings settings_;
  std::optional<Process> process_;
};

/// Writes `settings` as a configuration file.
void write_settings(const std::filesystem::path& file, const Settings& settings);

/// Calls `condition` until it is true; false when `patience` has passed first. For what another process does.
template <class Condition>
[[nodiscard]] bool eventually(Condition condition, std::chrono::milliseconds patience = std::chrono::seconds(10));

void pause_between_tries();

template <class Condition>
bool eventually(Condition condition, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    pause_between_tries();
  }
  return true;
}

}  // namespace flumen::system_test
