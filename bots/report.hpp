#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bots/expectation.hpp"
#include "bots/options.hpp"
#include "bots/process_usage.hpp"
#include "bots/stats.hpp"

namespace flumen::bots {

/// Everything a run tells in the end.
struct Report {
  /// The server's process, when somebody tells of it.
  struct Server {
    ProcessUsage before;  ///< before the first bot came
    ProcessUsage begin;   ///< of the measurement
    ProcessUsage end;
  };

  /// A part of the measurement that has a name: of a storm.
  struct Stage {
    std::string name;
    double begin = 0;  ///< s since the measurement began
    double end = 0;
    Stats stats;
    EntryStats entry;
  };

  /// What happened between two looks, about a second apart.
  struct Sample {
    double at = 0;       ///< s since the measurement began, of its end
    double seconds = 0;  ///< how long it is
    std::size_t in_world = 0;
    double moves_sent = 0;       ///< a second
    double moves_delivered = 0;  ///< a second
    double logins = 0;           ///< a second
    std::size_t fights = 0;      ///< under way at its end
    double fights_ended = 0;     ///< a second
    double commands = 0;         ///< of fights, a second
    std::optional<double> answer_p99_ms{};
    std::optional<double> p50_ms{};
    std::optional<double> p99_ms{};
    std::optional<double> own_delay_p99_ms{};
    double own_cores = 0;
    std::optional<double> server_cores{};
    std::optional<double> server_rss{};  ///< bytes
  };

  /// How an expectation was met.
  struct Verdict {
    std::string expected;
    std::optional<double> measured;  ///< in the unit of the measure
    bool met = false;
  };

  EntryStats entry;          ///< of the whole run
  double entry_seconds = 0;  ///< from the first call to the last bot in the world; of a storm, of those it lets in
  std::size_t entered = 0;   ///< how many that were
  Stats stats;               ///< of the measurement
  double seconds = 0;        ///< of the measurement
  std::size_t in_world = 0;
  std::size_t maps = 0;
  double own_cores = 0;  ///< CPU time of this program per second measured
  std::optional<Server> server;
  std::vector<Stage> stages;
  std::vector<Sample> series;
  std::vector<Verdict> verdicts;
  std::vector<std::string> failures;  ///< sentences on what the server failed at; empty when all is well
  std::vector<std::string> warnings;  ///< sentences on why the numbers may say less than they seem to

  /// How many fights were under way: on average, at least and at most. Nothing when there was none all the time.
  struct FightsAtOnce {
    double average = 0;
    std::size_t least = 0;
    std::size_t most = 0;
  };
  [[nodiscard]] std::optional<FightsAtOnce> fights_at_once() const noexcept;
  [[nodiscard]] const Stage* stage(std::string_view name) const noexcept;
  /// True unless the server failed or an expectation was missed.
  [[nodiscard]] bool good() const noexcept;
};

// The names of a storm's stages.
inline constexpr std::string_view kBeforeStorm = "before";
inline constexpr std::string_view kLogIns = "log-ins";
inline constexpr std::string_view kBetweenStorms = "between";
inline constexpr std::string_view kReconnects = "reconnects";
inline constexpr std::string_view kAfterStorm = "after";

[[nodiscard]] Measures measures_of(const Report& report);

/// Adds a verdict for every expectation; one that nothing could be measured for is missed.
void judge(Report& report, const std::vector<Expectation>& expectations);

/// Adds a warning for everything that makes this program, not the server, what was measured.
void warn_of_own_limits(const Options& options, Report& report);

[[nodiscard]] std::string to_text(const Options& options, const Report& report);
[[nodiscard]] std::string to_json(const Options& options, const Report& report);

}  // namespace flumen::bots
