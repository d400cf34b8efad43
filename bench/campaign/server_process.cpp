#include "bench/campaign/server_process.hpp"

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace flumen::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kStartTimeout{30};
constexpr std::chrono::seconds kStopTimeout{15};
constexpr std::chrono::milliseconds kGlance{1};

/// A connection to a port of this machine; negative when nobody listens.
int connect_to(std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval patience{1, 0};
  ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  address.sin_port = ::htons(port);
  if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

bool listens(std::uint16_t port) {
  const int descriptor = connect_to(port);
  if (descriptor >= 0) ::close(descriptor);
  return descriptor >= 0;
}

bool has_tls(const ServerSetup& setup) {
  for (const auto& setting : setup.settings) {
    if (setting.starts_with("server.tls_")) return true;
  }
  return false;
}

std::vector<std::string> command(const ServerSetup& setup, const Options& options) {
  const std::string port = std::to_string(options.port);
  const std::string maps = std::to_string(setup.maps);
  std::vector<std::string> words = on_cores(setup.cores);
  const auto add = [&](std::initializer_list<std::string> more) { words.insert(words.end(), more); };
  switch (setup.product) {
    case Product::flumen:
      add({(options.binaries / "flumen").string(), "serve", "--port", port, "--address", "127.0.0.1", "--data-dir",
           setup.data.string(), "--threads", std::to_string(setup.threads), "--log-level", "warning"});
      for (const auto& setting : setup.settings) add({"--set", setting});
      break;
    case Product::go:
      add({(options.root / "build/bench/peer-go").string(), "-address", "127.0.0.1:" + port, "-maps", maps});
      break;
    case Product::node:
      add({"node", (options.root / "bench/peers/node/server.js").string(), "--port", port, "--maps", maps});
      break;
    case Product::colyseus:
      add({"node", (options.root / "bench/peers/colyseus/server.js").string(), "--port", port});
      break;
  }
  return words;
}

}  // namespace

std::string_view to_string(Product product) noexcept {
  constexpr std::array<std::string_view, 4> kNames = {"flumen", "go", "node", "colyseus"};
  return kNames[static_cast<std::size_t>(product)];
}

std::vector<std::string> on_cores(const std::vector<int>& cores) {
  std::string list;
  for (const int core : cores) list += (list.empty() ? "" : ",") + std::to_string(core);
  return {"/usr/bin/env", "taskset", "-c", list};
}

std::string fetch(std::uint16_t port, std::string_view path) {
  const int descriptor = connect_to(port);
  if (descriptor < 0) return "";
  const std::string request = "GET " + std::string(path) + " HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n";
  std::string answer;
  if (::send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size())) {
    std::array<char, 16 * 1024> part{};
    for (ssize_t got = 0; (got = ::recv(descriptor, part.data(), part.size(), 0)) > 0;) {
      answer.append(part.data(), static_cast<std::size_t>(got));
    }
  }
  ::close(descriptor);
  const auto body = answer.find("\r\n\r\n");
  return answer.starts_with("HTTP/1.1 200") && body != std::string::npos ? answer.substr(body + 4) : "";
}

base::Result<std::unique_ptr<ServerProcess>> ServerProcess::start(const ServerSetup& setup, const Options& options) {
  const auto log = options.work() / (std::string(to_string(setup.product)) + ".log");
  std::error_code ignored;  // an old log is only longer
  std::filesystem::remove(log, ignored);
  const auto begin = Clock::now();
  std::unique_ptr<ServerProcess> server(
      new ServerProcess({.command = command(setup, options), .log = log, .directory = options.root}));
  const bool says_ready = setup.product == Product::flumen && !has_tls(setup);
  while (says_ready ? fetch(options.port, "/readyz").empty() : !listens(options.port)) {
    if (!server->process_.running() || Clock::now() - begin > kStartTimeout) {
      return base::fail(base::Errc::unavailable,
                        std::string(to_string(setup.product)) + " did not start: " + support::read_file(log));
    }
    std::this_thread::sleep_for(kGlance);
  }
  server->seconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
  return server;
}

ServerProcess::~ServerProcess() {
  process_.signal(SIGTERM);
  (void)process_.wait(kStopTimeout);  // what is left then is killed
}

}  // namespace flumen::bench
