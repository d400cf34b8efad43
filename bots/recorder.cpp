#include "bots/recorder.hpp"

#include "bots/wording.hpp"

namespace flumen::bots {
namespace {

double seconds_between(base::SteadyTime from, base::SteadyTime to) {
  return std::chrono::duration<double>(to - from).count();
}

std::optional<double> quantile_ms(const Histogram& histogram, double quantile) {
  if (histogram.count() == 0) return std::nullopt;
  return in_ms(histogram.at(quantile));
}

}  // namespace

void Recorder::begin(Look look) {
  began_ = true;
  begin_ = look.at;
  if (look.server) last_cpu_.emplace(look.at, look.server->cpu_seconds);
  last_ = std::move(look);
}

std::optional<Report::Sample> Recorder::add(Look look) {
  const double seconds = seconds_between(last_.at, look.at);
  if (!began_ || seconds <= 0) return std::nullopt;
  const Stats stats = look.snapshot.stats.since(last_.snapshot.stats);
  const auto a_second = [&](std::uint64_t count) { return static_cast<double>(count) / seconds; };

  Report::Sample sample;
  sample.at = seconds_between(begin_, look.at);
  sample.seconds = seconds;
  sample.in_world = look.in_world;
  sample.moves_sent = a_second(stats.moves_sent);
  sample.moves_delivered = a_second(stats.received_of(MessageKind::player_move));
  sample.logins = a_second(look.snapshot.entry.logged_in - last_.snapshot.entry.logged_in);
  sample.fights = look.fights;
  sample.fights_ended = a_second(stats.fights_ended);
  sample.commands = a_second(stats.commands_sent);
  sample.answer_p99_ms = quantile_ms(stats.answer, 0.99);
  sample.p50_ms = quantile_ms(stats.latency, 0.5);
  sample.p99_ms = quantile_ms(stats.latency, 0.99);
  sample.own_delay_p99_ms = quantile_ms(stats.lag, 0.99);
  sample.own_cores = (look.snapshot.cpu_seconds - last_.snapshot.cpu_seconds) / seconds;
  if (look.server) {
    // The server may be asked less often than the bots: the time since it was asked counts.
    if (last_cpu_ && look.at > last_cpu_->first) {
      sample.server_cores = (look.server->cpu_seconds - last_cpu_->second) / seconds_between(last_cpu_->first, look.at);
    }
    sample.server_rss = static_cast<double>(look.server->resident_bytes);
    last_cpu_.emplace(look.at, look.server->cpu_seconds);
  }
  last_ = std::move(look);
  if (samples_.size() < kMostSamples) samples_.push_back(sample);
  return sample;
}

}  // namespace flumen::bots
