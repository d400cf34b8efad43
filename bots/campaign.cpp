#include "bots/campaign.hpp"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <sys/resource.h>
#include <vector>

#include <fmt/format.h>

#include "base/event_loop.hpp"
#include "bots/progress.hpp"
#include "bots/report.hpp"
#include "bots/scout.hpp"
#include "bots/shard.hpp"

namespace flumen::bots {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kGlance{100};      // between two looks at how things are
constexpr seconds kStuckTimeout{60};      // nobody new comes in for so long: nobody will
constexpr seconds kGoneTimeout{30};       // nobody is in the world for so long: the server is gone
constexpr milliseconds kDrainTime{1000};  // for what was sent last to arrive
constexpr seconds kReportTimeout{5};
constexpr seconds kStopTimeout{10};
constexpr std::size_t kOtherDescriptors = 64;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

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

/// SIGINT and SIGTERM while this lives wait to be asked for, in every thread started meanwhile.
class Signals {
 public:
  Signals() {
    ::sigemptyset(&set_);
    ::sigaddset(&set_, SIGINT);
    ::sigaddset(&set_, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }
  /// True when one came within `time`.
  [[nodiscard]] bool wait(milliseconds time) const {
    const timespec timeout{time.count() / 1000, static_cast<long>(time.count() % 1000) * 1'000'000};
    return ::sigtimedwait(&set_, nullptr, &timeout) > 0;
  }

 private:
  sigset_t set_{};
};

class Campaign {
 public:
  Campaign(const Options& options, Target target, const Region& region)
      : options_(options),
        setting_(options, std::move(target), region),
        loops_(options.threads),
        progress_(options.count) {
    for (std::size_t i = 0; i < options.threads; ++i) {
      shards_.push_back(std::make_unique<Shard>(loops_[i], setting_, i, options.threads, base::Logger(sink_)));
    }
    report_.maps = region.maps().size();
  }

  Report run() {
    begin_ = Clock::now();
    take_usage(&Report::Server::before);
    take_usage(&Report::Server::begin);
    take_usage(&Report::Server::end);
    loops_.start();
    for (auto& shard : shards_) shard->start();

    if (come_in() && settle()) measure();
    collect();
    stop();
    if (interrupted_ && options_.duration.count() > 0) fail("interrupted before the end");
    return std::move(report_);
  }

 private:
  using Condition = std::function<bool()>;
  enum class Wait { met, deadline, over };

  bool come_in() {
    progress_.say(fmt::format("{} bots come in at {}", options_.count, setting_.target.authority));
    std::size_t most = 0;
    auto last_progress = Clock::now();
    const auto everybody = [&] {
      const std::size_t now = setting_.headcount.in_world;
      if (now > most) {
        most = now;
        last_progress = Clock::now();
      }
      if (Clock::now() - last_progress > kStuckTimeout)
        setting_.problems.give_up(missing("nobody new has come in for a minute"));
      return now == options_.count;
    };
    const Wait outcome = wait([] { return std::string("coming in"); }, begin_ + options_.setup_timeout, everybody);
    if (outcome == Wait::deadline) fail(missing("not everybody came in before the setup timeout"));
    report_.entry.seconds = seconds_since(begin_);
    return outcome == Wait::met;
  }

  bool settle() {
    if (setting_.headcount.settled == options_.count) return true;
    progress_.say(fmt::format("they spread over {} maps", report_.maps));
    const auto settled = [&] { return setting_.headcount.settled == options_.count; };
    const auto phase = [&] { return fmt::format("spreading, {} have arrived", setting_.headcount.settled.load()); };
    const Wait outcome = wait(phase, begin_ + options_.setup_timeout, settled);
    if (outcome == Wait::deadline) {
      fail(fmt::format("{} of {} bots did not reach their map before the setup timeout{}",
                       options_.count - setting_.headcount.settled, options_.count, last_problem()));
    }
    return outcome == Wait::met;
  }

  void measure() {
    const bool for_ever = options_.duration.count() == 0;
    progress_.say(for_ever
                      ? "they live until they are told to stop"
                      : fmt::format("measuring for {:.1f} s", static_cast<double>(options_.duration.count()) / 1000));
    const auto begin = Clock::now();
    setting_.measured_since = begin;
    for (auto& shard : shards_) shard->begin_measurement();
    take_usage(&Report::Server::begin);
    const double own = own_cpu_seconds();

    (void)wait([] { return std::string("measuring"); }, for_ever ? Clock::time_point::max() : begin + options_.duration,
               [] { return false; });

    report_.seconds = seconds_since(begin);
    report_.own_cores = (own_cpu_seconds() - own) / report_.seconds;
    take_usage(&Report::Server::end);
    report_.in_world = setting_.headcount.in_world;
    if (!for_ever && report_.in_world < options_.count && report_.failures.empty()) {
      fail(missing("not everybody is in the world at the end"));
    }
    for (auto& shard : shards_) shard->rest();
    if (!interrupted_) interrupted_ = signals_.wait(kDrainTime);
  }

  /// Until `condition` holds, `deadline`, a signal, or a reason to give up (which is noted as a failure).
  Wait wait(const std::function<std::string()>& phase, Clock::time_point deadline, const Condition& condition) {
    auto last_seen = Clock::now();
    bool seen = false;
    for (;;) {
      const auto now = Clock::now();
      if (condition()) return Wait::met;
      if (const std::string fatal = setting_.problems.fatal(); !fatal.empty()) {
        fail(fatal);
        return Wait::over;
      }
      if (setting_.headcount.in_world > 0) {
        last_seen = now;
        seen = true;
      } else if ((seen || report_.entry.seconds > 0) && now - last_seen > kGoneTimeout) {
        fail(fmt::format("the server is gone: nobody has been in the world for {} s{}", kGoneTimeout.count(),
                         last_problem()));
        return Wait::over;
      }
      if (now >= deadline) return Wait::deadline;
      if (progress_.due()) progress_.show(phase(), setting_.headcount.in_world, gather().first);
      const auto left = std::chrono::ceil<milliseconds>(deadline - now);
      if (signals_.wait(std::min(kGlance, left))) {
        interrupted_ = true;
        return Wait::over;
      }
    }
  }

  std::pair<Stats, EntryStats> gather() {
    std::pair<Stats, EntryStats> all;
    for (auto& shard : shards_) {
      auto answer = shard->report();
      if (answer.wait_for(kReportTimeout) != std::future_status::ready) continue;  // too busy to tell
      const auto [stats, entry] = answer.get();
      all.first.merge(stats);
      all.second.merge(entry);
    }
    return all;
  }

  void collect() {
    const double entry_seconds = report_.entry.seconds;
    std::tie(report_.stats, report_.entry) = gather();
    report_.entry.seconds = entry_seconds;
  }

  void stop() {
    setting_.stopping = true;
    std::vector<std::future<void>> stopped;
    for (auto& shard : shards_) stopped.push_back(shard->stop());
    const auto deadline = Clock::now() + kStopTimeout;
    for (auto& one : stopped) {
      if (one.wait_until(deadline) != std::future_status::ready) {
        loops_.stop();
        return;
      }
    }
    loops_.finish();
  }

  void take_usage(ProcessUsage Report::Server::*moment) {
    if (!options_.server_pid) return;
    const auto usage = process_usage(*options_.server_pid);
    if (!report_.server) report_.server.emplace();
    if (usage) {
      (*report_.server).*moment = *usage;
    } else {
      fail("--server-pid: " + usage.error().message);
    }
  }

  void fail(std::string sentence) { report_.failures.push_back(std::move(sentence)); }

  std::string missing(const std::string& what) const {
    return fmt::format("{}: {} of {} bots are in the world{}", what, setting_.headcount.in_world.load(), options_.count,
                       last_problem());
  }

  std::string last_problem() const {
    const std::string last = setting_.problems.last();
    return last.empty() ? "" : "; the last problem was: " + last;
  }

  const Options& options_;
  StderrSink sink_;
  Signals signals_;  // before the threads, which inherit what it blocks
  Setting setting_;
  base::EventLoops loops_;
  std::vector<std::unique_ptr<Shard>> shards_;
  Progress progress_;
  Report report_;
  Clock::time_point begin_{};
  bool interrupted_ = false;
};

int complain(const std::string& sentence) {
  fmt::print(stderr, "flumen-bots: {}\n", sentence);
  return 1;
}

/// Writes the report where it was asked for; false, after a complaint, when that fails.
bool publish(const Options& options, const Report& report) {
  const bool json_on_stdout = options.json_file == "-";
  fmt::print(json_on_stdout ? stderr : stdout, "{}", to_text(options, report));
  if (options.json_file.empty()) return true;
  std::FILE* file = json_on_stdout ? stdout : std::fopen(options.json_file.c_str(), "w");
  const std::string text = to_json(options, report);
  bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file != nullptr) written = (json_on_stdout ? std::fflush(file) : std::fclose(file)) == 0 && written;
  if (!written) complain("cannot write " + options.json_file);
  return written;
}

}  // namespace

int run_campaign(const Options& options) {
  const std::size_t descriptors = options.count + options.logins_in_flight + kOtherDescriptors;
  if (const std::size_t allowed = raise_descriptor_limit(descriptors); allowed < descriptors) {
    return complain(
        fmt::format("{} bots need {} open files, and {} are allowed (ulimit -n)", options.count, descriptors, allowed));
  }
  if (options.server_pid) {
    if (const auto usage = process_usage(*options.server_pid); !usage) {
      return complain("--server-pid: " + usage.error().message);
    }
  }
  auto target = find_server(options);
  if (!target) return complain(target.error().message);
  auto maps = read_maps(*target, options.maps);
  if (!maps) return complain(maps.error().message);
  const Region region(std::move(*maps));

  Report report = Campaign(options, std::move(*target), region).run();
  judge(report, options.expectations);
  const bool published = publish(options, report);
  return report.failures.empty() && published ? 0 : 1;
}

}  // namespace flumen::bots
