#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bots/crew.hpp"
#include "bots/progress.hpp"
#include "bots/recorder.hpp"
#include "bots/report.hpp"
#include "bots/server_probe.hpp"
#include "bots/setting.hpp"
#include "bots/signals.hpp"

namespace flumen::bots {

/// Leads the crews through a scenario, and reports. Used by one thread, once.
class Conductor {
 public:
  using Crews = std::vector<std::unique_ptr<Crew>>;

  /// `maps` is how many the bots live on.
  Conductor(const Options& options, const Target& target, Common& common, std::size_t maps, Crews crews);

  /// Until the end of the scenario, a failure or a signal.
  Report run();
  [[nodiscard]] bool interrupted() const noexcept { return interrupted_; }

 private:
  using Clock = std::chrono::steady_clock;
  using Condition = std::function<bool()>;
  using Phase = std::function<std::string()>;
  enum class Outcome { met, deadline, over };

  [[nodiscard]] bool come_in(std::size_t bots);
  [[nodiscard]] bool settle(std::size_t bots);
  void begin_measurement();
  void end_measurement();
  void measure_steady();
  void measure_storm();
  /// A stage of a storm, as `run` leads through it. False when everything is over.
  bool stage(std::string_view name, const std::function<Outcome()>& run);
  bool calm(std::string_view name);

  void give(Order order);
  /// Until `condition` holds, `deadline`, a signal, or a reason to give up (which is noted as a failure).
  Outcome wait(const Phase& phase, Clock::time_point deadline, const Condition& condition);
  /// How everything stands now. Notes a failure when a crew is gone.
  Recorder::Look look();
  /// The same, with nothing left unread.
  Recorder::Look exact_look();
  void check_for_life(Clock::time_point now);
  [[nodiscard]] std::optional<ProcessUsage> server_usage();
  void take_usage(ProcessUsage Report::Server::*moment);

  void fail(std::string sentence) { report_.failures.push_back(std::move(sentence)); }
  // Both look how things stand first.
  [[nodiscard]] std::string missing(const std::string& what);
  [[nodiscard]] std::string last_problem();

  const Options& options_;
  const std::string authority_;
  Headcount& headcount_;
  Signals signals_;  // before the crews' threads, which inherit what it blocks
  Crews crews_;
  ServerProbe probe_;
  Progress progress_;
  Recorder recorder_;
  Recorder pulse_;  // for the progress line, from the start
  Report report_;
  std::vector<Snapshot> latest_;  // of each crew
  std::string last_problem_;
  Clock::time_point begin_{};
  Clock::time_point measured_{};
  Clock::time_point last_look_{};
  Clock::time_point last_probe_{};
  Clock::time_point last_seen_{};  // that somebody was in the world
  Recorder::Look first_;           // of the measurement
  bool measuring_ = false;
  bool interrupted_ = false;
};

}  // namespace flumen::bots
