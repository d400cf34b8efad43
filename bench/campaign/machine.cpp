#include "bench/campaign/machine.hpp"

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <ctime>
#include <fstream>
#include <sched.h>
#include <sstream>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

#include "support/child_process.hpp"
#include "support/temp_dir.hpp"

namespace flumen::bench {
namespace {

constexpr double kBusy = 0.15;  // of all cores
constexpr std::chrono::seconds kGlance{1};
constexpr int kGlances = 60;
constexpr std::chrono::seconds kVersionTimeout{10};

struct CpuTime {
  double busy = 0;
  double all = 0;
};

/// Since boot, all cores together, from the first line of /proc/stat.
CpuTime cpu_time() {
  std::ifstream stat("/proc/stat");
  std::string name;
  stat >> name;
  CpuTime time;
  for (int field = 0; field < 8; ++field) {
    double ticks = 0;
    stat >> ticks;
    time.all += ticks;
    if (field != 3 && field != 4) time.busy += ticks;  // idle and iowait
  }
  return time;
}

double busy_share() {
  const CpuTime before = cpu_time();
  std::this_thread::sleep_for(kGlance);
  const CpuTime after = cpu_time();
  return after.all > before.all ? (after.busy - before.busy) / (after.all - before.all) : 0;
}

bool core_exists(int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  return ::sched_getaffinity(0, sizeof set, &set) == 0 && core >= 0 && core < CPU_SETSIZE && CPU_ISSET(core, &set);
}

bool port_is_free(std::uint16_t port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  address.sin_port = ::htons(port);
  const bool free = ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
                    ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(descriptor);
  return free;
}

/// The value of `key` in one of /proc's files of "key : value".
std::string value_of(const char* file, std::string_view key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(key)) continue;
    const auto colon = line.find(':');
    const auto begin = line.find_first_not_of(" \t", colon + 1);
    return begin == std::string::npos ? "" : line.substr(begin);
  }
  return "unknown";
}

/// The first line a program prints; "" when it cannot be run.
std::string first_line_of(std::vector<std::string> command) {
  const support::TempDir folder;
  const auto log = folder.path() / "out";
  command.insert(command.begin(), "/usr/bin/env");
  try {
    if (support::ChildProcess::run({.command = std::move(command), .log = log}, kVersionTimeout) != 0) return "";
  } catch (const std::exception&) {
    return "";  // what cannot be asked is left out of the description
  }
  std::istringstream text(support::read_file(log));
  std::string line;
  std::getline(text, line);
  return line;
}

}  // namespace

std::string obstacle(const Options& options, std::size_t descriptors) {
  for (const int core : {options.server_core, options.load_core}) {
    if (core_exists(core)) continue;
    return fmt::format(
        "This program may not use core {}. Measuring takes two cores, one for the server and one for the "
        "load: choose them with --server-core and --load-core.",
        core);
  }
  for (const char* program : {"flumen", "flumen-bots", "flumen-bench-floor"}) {
    if (::access((options.binaries / program).c_str(), X_OK) == 0) continue;
    return fmt::format("{} is not there. scripts/bench.sh builds everything.", (options.binaries / program).string());
  }
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  if (::setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < descriptors) {
    return fmt::format(
        "{} open files are needed and {} are allowed: raise the limit with `ulimit -n {}` as root, or in "
        "/etc/security/limits.conf.",
        descriptors, limit.rlim_max, descriptors);
  }
  if (!port_is_free(options.port)) {
    return fmt::format("Port {} is taken: choose another one with --port.", options.port);
  }
  double busy = busy_share();
  for (int i = 0; !options.busy_allowed && busy > kBusy; ++i) {
    if (i == kGlances) {
      return fmt::format(
          "The machine is busy ({:.0f} % of its cores): what it measures now would not be true. Stop what "
          "else runs, or insist with --busy-allowed.",
          busy * 100);
    }
    busy = busy_share();
  }
  return "";
}

void describe_machine(Results& results, const Options& options) {
  utsname system{};
  ::uname(&system);
  std::array<char, 32> date{};
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  std::strftime(date.data(), date.size(), "%F %H:%M UTC", &utc);

  results.describe("date", date.data());
  results.describe("mode", options.quick ? "quick" : "full");
  results.describe("processor", fmt::format("{}, {} cores", value_of("/proc/cpuinfo", "model name"),
                                            std::thread::hardware_concurrency()));
  results.describe("memory", value_of("/proc/meminfo", "MemTotal"));
  results.describe("system", fmt::format("Linux {}, {}", system.release, system.machine));
  results.describe("Flumen", first_line_of({(options.binaries / "flumen").string(), "version"}));
  results.describe("revision", first_line_of({"git", "-C", options.root.string(), "describe", "--always", "--dirty"}));
  results.describe("Go", first_line_of({"go", "version"}));
  results.describe("gorilla/websocket",
                   first_line_of({"dpkg-query", "-W", "-f", "${Version}\n", "golang-github-gorilla-websocket-dev"}));
  results.describe("Node.js", first_line_of({"node", "--version"}));
}

}  // namespace flumen::bench
