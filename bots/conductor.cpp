#include "bots/conductor.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bots/wording.hpp"

namespace flumen::bots {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kGlance{50};  // between two looks at the headcount
constexpr milliseconds kLookInterval{1000};
constexpr seconds kProbeInterval{5};      // where asking the server costs it something
constexpr milliseconds kCatchUpTime{50};  // for all threads to have read
constexpr milliseconds kDrainTime{1200};  // for what was sent last to arrive and be read
constexpr double kMissingOfLife = 0.02;   // who may be on the way back, when everybody comes and goes

double seconds_of(std::chrono::steady_clock::duration time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

Conductor::Conductor(const Options& options, const Target& target, Common& common, std::size_t maps, Crews crews)
    : options_(options),
      authority_(target.authority),
      headcount_(common.headcount()),
      crews_(std::move(crews)),
      probe_(options.server_pid, target),
      progress_(options.count),
      latest_(crews_.size()) {
  report_.maps = maps;
}

Report Conductor::run() {
  begin_ = last_seen_ = Clock::now();
  take_usage(&Report::Server::before);
  take_usage(&Report::Server::begin);
  take_usage(&Report::Server::end);
  give(Order::start);
  pulse_.begin(look());

  const bool storm = options_.scenario == Scenario::storm;
  const std::size_t first = storm ? options_.walkers : options_.count;
  progress_.say(
      fmt::format("{} bots come in at {}{}", grouped(first), authority_, storm ? ", to walk through the storm" : ""));
  if (come_in(first) && settle(first)) {
    begin_measurement();
    if (storm) {
      measure_storm();
    } else {
      measure_steady();
    }
    end_measurement();
  }
  const Snapshot all = look().snapshot;
  report_.entry = all.entry;
  if (!measuring_) report_.stats = all.stats;
  for (const auto& crew : crews_) crew->stop();
  return std::move(report_);
}

bool Conductor::come_in(std::size_t bots) {
  std::size_t most = headcount_.entered;
  auto last_progress = Clock::now();
  const auto begin = last_progress;
  const std::size_t before = most;
  // A bot looks at its own deadline when its turn comes, and then tells more of what is wrong.
  const auto turn = milliseconds(static_cast<std::int64_t>(1000 / options_.turns_per_second()));
  const auto patience = 2 * options_.answer_timeout + turn;
  const auto everybody = [&] {
    const std::size_t now = headcount_.entered;
    if (now > most) {
      most = now;
      last_progress = Clock::now();
    }
    // Those of an evening may have left again.
    return now >= bots && (options_.scenario == Scenario::life || headcount_.in_world >= bots);
  };
  const auto stuck = [&] { return Clock::now() - last_progress > patience; };
  const Outcome outcome = wait([] { return std::string("coming in"); }, begin + options_.setup_timeout,
                               [&] { return everybody() || stuck(); });
  report_.entry_seconds = seconds_of(Clock::now() - begin);
  report_.entered = headcount_.entered - before;
  if (outcome == Outcome::over) return false;
  if (everybody()) return true;
  fail(missing(outcome == Outcome::deadline
                   ? "not everybody came in before the setup timeout"
                   : fmt::format("nobody new has come in for {:.3g} s", seconds_of(patience))));
  return false;
}

bool Conductor::settle(std::size_t bots) {
  if (headcount_.settled >= bots) return true;
  progress_.say(fmt::format("they spread over {} maps", report_.maps));
  const auto phase = [&] { return fmt::format("spreading, {} have arrived", grouped(headcount_.settled)); };
  const Outcome outcome = wait(phase, begin_ + options_.setup_timeout, [&] { return headcount_.settled >= bots; });
  if (outcome == Outcome::deadline) {
    fail(fmt::format("{} of {} bots did not reach their map before the setup timeout{}", bots - headcount_.settled,
                     bots, last_problem()));
  }
  return outcome == Outcome::met;
}

void Conductor::begin_measurement() {
  take_usage(&Report::Server::begin);
  headcount_.measured_since = Clock::now();
  first_ = exact_look();
  measured_ = first_.at;
  measuring_ = true;
  recorder_.begin(first_);
}

void Conductor::end_measurement() {
  const auto end = Clock::now();
  report_.seconds = seconds_of(end - measured_);
  take_usage(&Report::Server::end);
  const double own = look().snapshot.cpu_seconds - first_.snapshot.cpu_seconds;
  report_.own_cores = own / report_.seconds;
  report_.in_world = headcount_.in_world;
  if (options_.duration.count() > 0 && !interrupted_ && report_.failures.empty()) {
    std::size_t expected = options_.count - std::min<std::size_t>(headcount_.away, options_.count);
    if (options_.scenario == Scenario::life) {
      expected -= std::min(expected, 5 + static_cast<std::size_t>(static_cast<double>(expected) * kMissingOfLife));
    }
    if (report_.in_world < expected) fail(missing("not everybody is in the world at the end"));
  }
  give(Order::rest);
  if (!interrupted_) interrupted_ = signals_.wait(kDrainTime);
  report_.stats = exact_look().snapshot.stats.since(first_.snapshot.stats);
  report_.series = recorder_.take();
  const Stats& stats = report_.stats;
  if (stats.moves_expected > 0 && stats.received_of(MessageKind::player_move) == 0) {
    fail("moves were sent, and nobody received any");
  }
}

void Conductor::measure_steady() {
  const bool for_ever = options_.duration.count() == 0;
  const double length = seconds_of(options_.duration);
  progress_.say(for_ever ? "they live until they are told to stop" : fmt::format("measuring for {:.3g} s", length));
  const auto phase = [&] {
    const double now = seconds_of(Clock::now() - measured_);
    return for_ever ? fmt::format("living, {:.0f} s", now) : fmt::format("measuring, {:.0f} of {:.3g} s", now, length);
  };
  (void)wait(phase, for_ever ? Clock::time_point::max() : measured_ + options_.duration, [] { return false; });
}

void Conductor::measure_storm() {
  const std::size_t others = options_.count - options_.walkers;
  progress_.say(fmt::format("{} walk in peace for {:.3g} s", grouped(options_.walkers), seconds_of(options_.duration)));
  if (!calm(kBeforeStorm)) return;

  progress_.say(fmt::format("{} others log in as fast as they can", grouped(others)));
  const bool all_in = stage(kLogIns, [&] {
    give(Order::admit);
    return come_in(options_.count) ? Outcome::met : Outcome::over;
  });
  if (!all_in) return;
  progress_.say(fmt::format("all are in after {:.1f} s", report_.entry_seconds));
  if (!calm(kBetweenStorms)) return;

  progress_.say(fmt::format("the {} are cut off, and come back at once", grouped(others)));
  const bool all_back = stage(kReconnects, [&] {
    give(Order::cut);
    const auto phase = [&] { return fmt::format("{} are back", grouped(headcount_.reentered)); };
    return wait(phase, Clock::now() + options_.setup_timeout, [&] { return headcount_.reentered >= others; });
  });
  if (!all_back) return;
  if (headcount_.reentered < others) return fail(missing("not everybody came back before the setup timeout"));
  progress_.say("all are back");
  (void)calm(kAfterStorm);
}

bool Conductor::calm(std::string_view name) {
  const auto phase = [name] { return fmt::format("calm, {} the storm", name); };
  return stage(name, [&] { return wait(phase, Clock::now() + options_.duration, [] { return false; }); });
}

bool Conductor::stage(std::string_view name, const std::function<Outcome()>& run) {
  const Recorder::Look before = exact_look();
  const Outcome outcome = run();
  const auto end = Clock::now();
  const Recorder::Look after = exact_look();
  report_.stages.push_back({std::string(name), seconds_of(before.at - measured_), seconds_of(end - measured_),
                            after.snapshot.stats.since(before.snapshot.stats),
                            after.snapshot.entry.since(before.snapshot.entry)});
  return outcome != Outcome::over;
}

void Conductor::give(Order order) {
  for (const auto& crew : crews_) crew->give(order);
}

Conductor::Outcome Conductor::wait(const Phase& phase, Clock::time_point deadline, const Condition& condition) {
  for (;;) {
    if (condition()) return Outcome::met;
    if (!report_.failures.empty()) return Outcome::over;
    const auto now = Clock::now();
    if (now >= deadline) return Outcome::deadline;
    if (now - last_look_ >= kLookInterval) {
      last_look_ = now;
      Recorder::Look current = look();
      const Stats& stats = current.snapshot.stats;
      const std::uint64_t errors = total(stats.errors) + total(stats.corrections) + total(stats.closes);
      if (measuring_ && options_.duration.count() > 0) (void)recorder_.add(current);
      if (const auto sample = pulse_.add(std::move(current))) progress_.show(phase(), *sample, errors);
    }
    check_for_life(now);
    const auto left = std::chrono::ceil<milliseconds>(deadline - now);
    if (signals_.wait(std::min(kGlance, left))) {
      interrupted_ = true;
      return Outcome::over;
    }
  }
}

void Conductor::check_for_life(Clock::time_point now) {
  if (headcount_.in_world > 0 || headcount_.entered == 0) {
    last_seen_ = now;
  } else if (now - last_seen_ > options_.answer_timeout && report_.failures.empty()) {
    fail(fmt::format("the server is gone: nobody has been in the world for {:.3g} s{}",
                     seconds_of(options_.answer_timeout), last_problem()));
  }
}

Recorder::Look Conductor::look() {
  Recorder::Look out;
  for (std::size_t i = 0; i < crews_.size(); ++i) {
    auto snapshot = crews_[i]->report();
    if (snapshot) {
      latest_[i] = std::move(*snapshot);
    } else if (snapshot.error().code != base::Errc::timed_out && report_.failures.empty()) {
      fail(snapshot.error().message);
    }
    out.snapshot.merge(latest_[i]);
  }
  if (!out.snapshot.fatal.empty() && report_.failures.empty()) fail(out.snapshot.fatal);
  last_problem_ = out.snapshot.last_problem;
  out.at = Clock::now();
  out.in_world = headcount_.in_world;
  out.fights = headcount_.fights;
  if (probe_.cheap() || out.at - last_probe_ >= kProbeInterval) {
    last_probe_ = out.at;
    out.server = server_usage();
  }
  return out;
}

Recorder::Look Conductor::exact_look() {
  give(Order::catch_up);
  if (!interrupted_) interrupted_ = signals_.wait(kCatchUpTime);
  return look();
}

std::optional<ProcessUsage> Conductor::server_usage() {
  // One that has told nothing so far will not begin to.
  if (!report_.server) return std::nullopt;
  const auto usage = probe_.usage();
  return usage ? std::optional(*usage) : std::nullopt;
}

void Conductor::take_usage(ProcessUsage Report::Server::*moment) {
  const bool first = moment == &Report::Server::before;
  if (!first && !report_.server) return;
  const auto usage = probe_.usage();
  if (usage) {
    if (first) report_.server.emplace();
    (*report_.server).*moment = *usage;
  } else if (options_.server_pid) {
    fail("--server-pid: " + usage.error().message);
  } else if (!first) {
    // Half a measurement would be wrong numbers.
    report_.server.reset();
    report_.warnings.push_back("The server stopped telling its CPU and memory: " + usage.error().message);
  }
}

std::string Conductor::missing(const std::string& what) {
  return fmt::format("{}: {} of {} bots are in the world{}", what, headcount_.in_world.load(), options_.count,
                     last_problem());
}

std::string Conductor::last_problem() {
  (void)look();
  return last_problem_.empty() ? "" : "; the last problem was: " + last_problem_;
}

}  // namespace flumen::bots
