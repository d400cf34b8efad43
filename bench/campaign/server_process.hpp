#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "bench/campaign/options.hpp"
#include "support/child_process.hpp"

namespace flumen::bench {

enum class Product { flumen, go, node, colyseus };
[[nodiscard]] std::string_view to_string(Product product) noexcept;

/// How a server is started.
struct ServerSetup {
  Product product = Product::flumen;
  std::size_t maps = 1;                 ///< over how many the players are spread
  std::filesystem::path data;           ///< Flumen's data folder
  std::vector<std::string> settings{};  ///< Flumen's, "section.key=value"
  std::size_t threads = 1;              ///< Flumen's event loops
  std::vector<int> cores{};             ///< where it may run
};

/// A server that was started and is stopped with this object.
class ServerProcess {
 public:
  /// Returns when it is ready: seconds() tells how long that took. Errc::unavailable, with what it printed, when it
  /// ended or was not ready within 30 s.
  [[nodiscard]] static base::Result<std::unique_ptr<ServerProcess>> start(const ServerSetup& setup,
                                                                          const Options& options);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  [[nodiscard]] pid_t pid() const noexcept { return process_.pid(); }
  [[nodiscard]] double seconds() const noexcept { return seconds_; }

 private:
  explicit ServerProcess(const support::ChildProcess::Options& options) : process_(options) {}

  support::ChildProcess process_;
  double seconds_ = 0;
};

/// The body of a plain GET on this machine; "" when it is not answered with 200 within a second.
[[nodiscard]] std::string fetch(std::uint16_t port, std::string_view path);

/// The `taskset` words in front of a command that may run on these cores only.
[[nodiscard]] std::vector<std::string> on_cores(const std::vector<int>& cores);

}  // namespace flumen::bench
