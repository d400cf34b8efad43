#include "bots/process_usage.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace flumen::bots {
namespace {

base::Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) return base::fail(base::Errc::not_found, "cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

base::Result<std::uint64_t> cpu_ticks(std::string_view stat) {
  // proc(5): the name, in parentheses, is field 2; utime and stime are 14 and 15.
  const auto name_end = stat.rfind(')');
  if (name_end == std::string_view::npos) return base::fail(base::Errc::corrupt, "no process status");
  std::istringstream fields{std::string(stat.substr(name_end + 1))};
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  std::uint64_t user = 0;
  std::uint64_t system = 0;
  if (!(fields >> user >> system)) return base::fail(base::Errc::corrupt, "no process status");
  return user + system;
}

base::Result<ProcessUsage> process_usage(int pid) {
  const std::string folder = "/proc/" + std::to_string(pid);
  const auto stat = read_file(folder + "/stat");
  if (!stat) return stat.error();
  const auto ticks = cpu_ticks(*stat);
  if (!ticks) return ticks.error();
  const auto memory = read_file(folder + "/statm");
  if (!memory) return memory.error();
  // proc(5): total, then resident, in pages.
  std::istringstream fields(*memory);
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  if (!(fields >> total >> resident)) return base::fail(base::Errc::corrupt, "no process memory");
  return ProcessUsage{static_cast<double>(*ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK)),
                      resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE))};
}

std::size_t raise_descriptor_limit(std::size_t wanted) noexcept {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  if (limit.rlim_cur < wanted) {
    rlimit raised = limit;
    raised.rlim_cur = std::min<rlim_t>(wanted, limit.rlim_max);
    if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  return static_cast<std::size_t>(limit.rlim_cur);
}

}  // namespace flumen::bots
