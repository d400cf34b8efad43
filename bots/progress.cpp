#include "bots/progress.hpp"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "bots/wording.hpp"

namespace flumen::bots {
namespace {

constexpr std::size_t kUsualColumns = 80;

std::size_t terminal_columns() {
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsualColumns;
  return size.ws_col;
}

/// How many characters UTF-8 text has.
std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

}  // namespace

std::string progress_line(std::string_view phase, std::size_t bots, const Report::Sample& sample, std::uint64_t errors,
                          std::size_t columns) {
  std::vector<std::string> parts{std::string(phase),
                                 fmt::format("{}/{} in the world", grouped(sample.in_world), grouped(bots))};
  if (errors > 0) parts.push_back(fmt::format("{} errors", grouped(errors)));
  if (sample.p99_ms) parts.push_back(fmt::format("p50 {:.1f} p99 {:.1f} ms", *sample.p50_ms, *sample.p99_ms));
  if (sample.moves_delivered > 0) {
    parts.push_back(fmt::format("{} moves/s", grouped(static_cast<std::uint64_t>(sample.moves_sent))));
    parts.push_back(fmt::format("{} delivered/s", grouped(static_cast<std::uint64_t>(sample.moves_delivered))));
  }
  if (sample.fights > 0) parts.push_back(fmt::format("{} fights", grouped(sample.fights)));
  if (sample.logins > 0) parts.push_back(fmt::format("{:.0f} log-ins/s", sample.logins));
  if (sample.server_cores) parts.push_back(fmt::format("server {:.2f} cores", *sample.server_cores));
  parts.push_back(fmt::format("bots {:.2f}", sample.own_cores));
  // A line that wraps could not be redrawn.
  std::string line;
  for (const std::string& part : parts) {
    const std::string longer = line.empty() ? part : line + " · " + part;
    if (!line.empty() && characters(longer) >= columns) break;
    line = longer;
  }
  return line;
}

Progress::Progress(std::size_t bots) : bots_(bots), terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { erase(); }

void Progress::erase() {
  if (std::exchange(drawn_, false)) fmt::print(stderr, "\r\x1b[K");
}

void Progress::say(const std::string& sentence) {
  erase();
  fmt::print(stderr, "flumen-bots: {}\n", sentence);
}

void Progress::show(std::string_view phase, const Report::Sample& sample, std::uint64_t errors) {
  if (!terminal_) return;
  fmt::print(stderr, "\r\x1b[K{}", progress_line(phase, bots_, sample, errors, terminal_columns()));
  std::fflush(stderr);
  drawn_ = true;
}

}  // namespace flumen::bots
