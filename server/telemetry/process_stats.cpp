#include "telemetry/process_stats.hpp"

#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace flumen::telemetry {
namespace {

std::string read_whole(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

double boot_time_seconds() {
  std::ifstream file("/proc/stat");
  std::string name;
  double value = 0;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    if (fields >> name && name == "btime" && fields >> value) return value;
  }
  return 0;
}

}  // namespace

std::optional<ProcessStats> read_process_stats() {
  const auto stat = read_whole("/proc/self/stat");
  // The second field is the program's name in parentheses and may itself hold spaces and parentheses.
  const auto name_end = stat.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream rest(stat.substr(name_end + 1));
  const std::istream_iterator<std::string> begin(rest);
  const std::vector<std::string> fields(begin, {});
  // proc(5) counts from 1 and from the pid; fields[0] is its number 3, the state.
  constexpr std::size_t kUserTime = 14 - 3, kSystemTime = 15 - 3, kThreads = 20 - 3, kStartTime = 22 - 3, kRss = 24 - 3;
  if (fields.size() <= kRss) return std::nullopt;

  ProcessStats stats;
  try {
    const auto ticks_per_second = static_cast<double>(::sysconf(_SC_CLK_TCK));
    stats.cpu_seconds =
        static_cast<double>(std::stoull(fields[kUserTime]) + std::stoull(fields[kSystemTime])) / ticks_per_second;
    stats.threads = std::stoull(fields[kThreads]);
    stats.start_time_seconds =
        boot_time_seconds() + static_cast<double>(std::stoull(fields[kStartTime])) / ticks_per_second;
    stats.resident_bytes = std::stoull(fields[kRss]) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  } catch (const std::exception&) {
    return std::nullopt;
  }

  std::error_code error;
  for (std::filesystem::directory_iterator it("/proc/self/fd", error), end; !error && it != end; it.increment(error)) {
    ++stats.open_fds;
  }
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) stats.max_fds = limit.rlim_cur;
  return stats;
}

}  // namespace flumen::telemetry
