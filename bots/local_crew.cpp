#include "bots/local_crew.hpp"

#include <chrono>
#include <cstdio>
#include <sys/resource.h>

namespace flumen::bots {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

constexpr seconds kReportTimeout{5};
constexpr seconds kStopTimeout{10};

double own_cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto value = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return value(usage.ru_utime) + value(usage.ru_stime);
}

/// What a task could not deal with is a bug of this program: it goes to the standard error.
class StderrSink final : public base::LogSink {
 public:
  [[nodiscard]] bool enabled(base::LogLevel level) const noexcept override { return level >= base::LogLevel::warning; }
  void write(base::LogLevel, std::string_view message, std::span<const base::LogField>,
             std::span<const base::LogField> fields) noexcept override {
    std::fprintf(stderr, "flumen-bots: %.*s", static_cast<int>(message.size()), message.data());
    for (const auto& field : fields) {
      const auto* text = std::get_if<std::string>(&field.value);
      if (text != nullptr) std::fprintf(stderr, " %s=%s", field.key.c_str(), text->c_str());
    }
    std::fputc('\n', stderr);
  }
};

}  // namespace

LocalCrew::LocalCrew(const Options& options, const Target& target, const Region& region, Common& common,
                     std::size_t index)
    : sink_(std::make_unique<StderrSink>()), setting_(options, target, region, common), loops_(options.threads) {
  for (std::size_t i = 0; i < options.threads; ++i) {
    shards_.push_back(std::make_unique<Shard>(loops_[i], setting_, index * options.threads + i, options.shards(),
                                              base::Logger(*sink_)));
  }
}

void LocalCrew::give(Order order) {
  if (order == Order::start) loops_.start();
  for (const auto& shard : shards_) {
    switch (order) {
      case Order::start:
        shard->start();
        break;
      case Order::admit:
        shard->admit();
        break;
      case Order::cut:
        shard->cut();
        break;
      case Order::catch_up:
        shard->catch_up();
        break;
      case Order::rest:
        shard->rest();
        break;
    }
  }
}

base::Result<Snapshot> LocalCrew::report() {
  std::vector<std::future<std::pair<Stats, EntryStats>>> answers;
  for (const auto& shard : shards_) answers.push_back(shard->report());
  Snapshot all;
  const auto deadline = Clock::now() + kReportTimeout;
  for (auto& answer : answers) {
    if (answer.wait_until(deadline) != std::future_status::ready) {
      return base::fail(base::Errc::timed_out, "this program was too busy to tell how things are");
    }
    const auto [stats, entry] = answer.get();
    all.stats.merge(stats);
    all.entry.merge(entry);
  }
  all.cpu_seconds = own_cpu_seconds();
  all.last_problem = setting_.problems.last();
  all.fatal = setting_.problems.fatal();
  return all;
}

void LocalCrew::stop() {
  setting_.stopping = true;
  std::vector<std::future<void>> stopped;
  for (const auto& shard : shards_) stopped.push_back(shard->stop());
  const auto deadline = Clock::now() + kStopTimeout;
  for (auto& one : stopped) {
    if (one.wait_until(deadline) == std::future_status::ready) continue;
    loops_.stop();
    return;
  }
  loops_.finish();
}

}  // namespace flumen::bots
