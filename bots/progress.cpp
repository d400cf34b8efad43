#include "bots/progress.hpp"

#include <cstdio>
#include <unistd.h>

#include <fmt/format.h>

namespace flumen::bots {

using Clock = std::chrono::steady_clock;

Progress::Progress(std::size_t bots) : bots_(bots), terminal_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { erase(); }

void Progress::erase() {
  if (std::exchange(drawn_, false)) fmt::print(stderr, "\r\x1b[K");
}

void Progress::say(const std::string& sentence) {
  erase();
  fmt::print(stderr, "flumen-bots: {}\n", sentence);
}

bool Progress::due() const { return terminal_ && Clock::now() - last_shown_ >= std::chrono::seconds(1); }

void Progress::show(std::string_view phase, std::size_t in_world, const Stats& stats) {
  const auto now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - last_shown_).count();
  const std::uint64_t delivered = stats.received_of(MessageKind::player_move);
  // The counters begin again with the measurement.
  const auto rate = [&](std::uint64_t value, std::uint64_t& last) {
    const std::uint64_t more = value >= last ? value - last : value;
    last = value;
    return last_shown_ == Clock::time_point{} ? 0.0 : static_cast<double>(more) / seconds;
  };
  const double sent_rate = rate(stats.moves_sent, last_sent_);
  const double delivered_rate = rate(delivered, last_delivered_);
  fmt::print(stderr,
             "\r\x1b[K{} · {}/{} in the world · {:.0f} moves/s · {:.0f} delivered/s · p99 {:.1f} ms · {} errors", phase,
             in_world, bots_, sent_rate, delivered_rate, static_cast<double>(stats.latency.at(0.99)) / 1000,
             total(stats.errors) + total(stats.corrections) + total(stats.closes));
  std::fflush(stderr);
  drawn_ = true;
  last_shown_ = now;
}

}  // namespace flumen::bots
