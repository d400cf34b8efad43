#include "bench/campaign/goals.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

namespace flumen::bench {
namespace {

constexpr double kLimitMs = 50;
constexpr double kUnmovedMs = 5;  // what latencies differ by from run to run
constexpr double kPlayers = 2500;
constexpr double kFights = 1000;
constexpr double kFightsMayAdd = 1.2;
constexpr double kKiB = 1024;

using Truth = std::optional<bool>;

/// Whether a median is below a bound; nothing when it was not measured.
Truth below(const std::optional<Summary>& summary, double bound) {
  return summary ? Truth(summary->median <= bound) : std::nullopt;
}

Truth above(std::optional<double> value, double bound) { return value ? Truth(*value >= bound) : std::nullopt; }

Truth both(Truth a, Truth b) {
  if ((a && !*a) || (b && !*b)) return false;
  return a && b ? Truth(true) : std::nullopt;
}

Verdict verdict(Truth floor, Truth goal) {
  if (goal && *goal) return Verdict::goal;
  if (floor && !*floor) return Verdict::missed;
  if (!goal) return Verdict::unknown;
  return floor ? Verdict::floor : Verdict::missed;
}

class Judge {
 public:
  explicit Judge(const Results& results) : results_(results) {}

  std::vector<Goal> all() {
    steady();
    limit("W1, most players on one core with p99 < 50 ms", "flumen.w1.bin.most_players", 8000);
    limit("W6, players who mostly stand, most on one core with p99 < 50 ms", "flumen.w6.bin.most_players", 15'000);
    floor_share("W2, 2,500 players at 10 moves/s", "w2", 0.66);
    floor_share("W3, 2,500 players on one map", "w3", 0.75);
    original_design();
    memory();
    storm();
    fights();
    growth();
    threads();
    cold_start();
    return std::move(goals_);
  }

 private:
  std::optional<Summary> of(std::string_view id, std::string_view measure) const {
    return results_.summary(id, measure);
  }
  std::optional<double> median(std::string_view id, std::string_view measure) const {
    const auto summary = of(id, measure);
    return summary ? std::optional(summary->median) : std::nullopt;
  }
  std::optional<double> ratio(std::optional<double> a, std::optional<double> b) const {
    return a && b && *b != 0 ? std::optional(*a / *b) : std::nullopt;
  }
  void add(std::string what, std::string floor, std::string aim, std::string measured, Verdict verdict) {
    goals_.push_back({std::move(what), std::move(floor), std::move(aim), std::move(measured), verdict});
  }

  void steady() {
    const auto p99 = of("flumen.w1.bin", "p99");
    const auto cores = of("flumen.w1.bin", "server_cores");
    const auto saving_p99 = of("flumen.w1.economical", "p99");
    const auto saving_cores = of("flumen.w1.economical", "server_cores");
    add("W1, 2,500 players, one core", "p99 < 50 ms",
        "p99 ≤ 20 ms at ≤ 0.6 of the core; with a long window p99 < 50 ms at ≤ 0.35",
        fmt::format("p99 {} ms at {} of the core; with a long window {} ms at {}", with_spread(p99, 1),
                    with_spread(cores, 2), with_spread(saving_p99, 1), with_spread(saving_cores, 2)),
        verdict(below(p99, kLimitMs), both(both(below(p99, 20), below(cores, 0.6)),
                                           both(below(saving_p99, kLimitMs), below(saving_cores, 0.35)))));
  }

  void limit(std::string what, std::string_view id, double goal) {
    const auto passed = median(id, "passed");
    const auto failed = median(id, "failed");
    std::string measured = "not measured";
    if (passed && failed) measured = fmt::format("{:.0f}; {:.0f} was too many", *passed, *failed);
    if (passed && !failed) measured = fmt::format("{:.0f}, the most that was tried", *passed);
    if (!passed && failed) measured = fmt::format("not even {:.0f}", *failed);
    // A limit that was looked for and not found is one that was missed.
    const std::optional<double> value = passed || !failed ? passed : std::optional(0.0);
    add(std::move(what), "2,500", fmt::format("{:.0f}", goal), std::move(measured),
        verdict(above(value, kPlayers), above(value, goal)));
  }

  void floor_share(std::string what, const std::string& workload, double goal) {
    const auto p99 = of("flumen." + workload + ".bin", "p99");
    const auto share = ratio(median("floor.plain.flumen." + workload + ".json", "us_per_send"),
                             median("flumen." + workload + ".json", "cpu_us_per_send"));
    add(std::move(what), "p99 < 50 ms",
        fmt::format("p99 ≤ 40 ms; the send floor is at least {:.0f} % of the CPU for each send", goal * 100),
        fmt::format("p99 {} ms; {}", with_spread(p99, 1),
                    share ? fmt::format("the send floor is {:.0f} %", *share * 100) : "the floor was not measured"),
        verdict(below(p99, kLimitMs), both(below(p99, 40), above(share, goal))));
  }

  void original_design() {
    const auto times = ratio(median("flumen.w1.json.most_players", "passed"), median("go.w1.most_players", "passed"));
    const auto memory =
        ratio(median("flumen.w1.json.few", "server_rss_per_player"), median("go.w1.few", "server_rss_per_player"));
    add("against the original design in Go, same workload and run, JSON", "–",
        "5 times the players at equal p99, a quarter of the memory",
        fmt::format("{} the players, {} of the memory", times ? fmt::format("{:.1f} times", *times) : "–",
                    memory ? fmt::format("{:.0f} %", *memory * 100) : "–"),
        verdict(std::nullopt, both(above(times, 5), memory ? Truth(*memory <= 0.25) : std::nullopt)));
  }

  void memory() {
    const auto playing = of("flumen.w1.bin", "server_rss_per_player");
    const auto idle = of("flumen.w4", "server_rss_per_player");
    const auto tls = of("flumen.w1.tls", "server_rss_per_player");
    add("memory a player", "< 1 MB", "≤ 8 KiB in the world, ≤ 4 KiB idle; with TLS ≤ 24 KiB",
        fmt::format("{} KiB in the world, {} KiB idle; with TLS {} KiB", with_spread(playing, 1, 1 / kKiB),
                    with_spread(idle, 1, 1 / kKiB), with_spread(tls, 1, 1 / kKiB)),
        verdict(below(playing, 1e6),
                both(both(below(playing, 8 * kKiB), below(idle, 4 * kKiB)), below(tls, 24 * kKiB))));
  }

  void storm() {
    const auto rate = median("flumen.w5", "logins_per_second");
    const auto hash_ns = median("micro.auth.argon2id/MiB:19/passes:2", "cpu_ns");
    const auto share = rate && hash_ns ? std::optional(*rate * *hash_ns / 1e9) : std::nullopt;
    const auto before = median("flumen.w5", "p99_before");
    const auto during = median("flumen.w5", "p99_log_ins");
    std::string measured = "not measured";
    if (rate) measured = fmt::format("{:.0f} log-ins/s", *rate);
    if (share) measured += fmt::format(", {:.0f} % of what the hash alone allows", *share * 100);
    if (before && during) measured += fmt::format("; p99 of those who play {:.1f} ms, before {:.1f}", *during, *before);
    const Truth unmoved = before && during ? Truth(*during <= *before + kUnmovedMs) : std::nullopt;
    add("W5, 2,500 log-ins at once (Argon2id, 19 MiB, 2 passes)", "–",
        "at least 90 % of what the hash alone allows; p99 of those who play unmoved", std::move(measured),
        verdict(std::nullopt, both(above(share, 0.9), unmoved)));
  }

  void fights() {
    const auto multiple = results_.multiple("flumen.w1.fights", "flumen.w1.bin", "p99");
    const auto beside = of("flumen.w1.fights", "p99");
    const auto count = of("flumen.w1.fights", "fights_at_once");
    Truth unmoved;
    std::string measured = "not measured";
    if (multiple && beside && count) {
      unmoved = count->median >= kFights && multiple->median <= kFightsMayAdd;
      measured =
          fmt::format("{} fights at once; p99 of the walkers {} ms, {} times that of the run before, without fights",
                      with_spread(count, 0), with_spread(beside, 1), with_spread(multiple, 2));
    }
    add("1,000 fights at once beside W1, 2,500 players", "–", "p99 of those who walk within 20 %", std::move(measured),
        verdict(std::nullopt, unmoved));
  }

  void growth() {
    const auto small = median("flumen.growth.500", "cpu_us_per_move");
    const auto middle = median("flumen.growth.2500", "cpu_us_per_move");
    const auto large = median("flumen.growth.15000", "cpu_us_per_move");
    std::string measured = "not measured";
    Truth within;
    if (small && middle && large) {
      measured = fmt::format("{:.2f} µs at 500, {:.2f} at 2,500, {:.2f} at 15,000", *small, *middle, *large);
      within = *middle <= *small * 1.2 && *large <= std::min(*small, *middle) * 1.2;
    }
    add("growth: CPU for each delivered move", "–", "at most 20 % more from 500 to 15,000 players", std::move(measured),
        verdict(std::nullopt, within));
  }

  void threads() {
    const auto one = median("flumen.w1.economical", "cpu_us_per_move");
    const auto two = median("flumen.w1.two_threads", "cpu_us_per_move");
    const auto gain = one && two && *two > 0 ? std::optional(2 * *one / *two) : std::nullopt;
    add("two I/O threads against one, W1", "–", "1.7 times (by CPU accounting: the load shares the second core)",
        gain ? fmt::format("{:.2f} times", *gain) : "not measured", verdict(std::nullopt, above(gain, 1.7)));
  }

  void cold_start() {
    const auto seconds = of("flumen.cold_start", "seconds");
    add("cold start to /readyz on SQLite", "< 5 s", "< 0.3 s",
        seconds ? with_spread(seconds, 3) + " s" : "not measured", verdict(below(seconds, 5), below(seconds, 0.3)));
  }

  const Results& results_;
  std::vector<Goal> goals_;
};

}  // namespace

std::string with_spread(const std::optional<Summary>& summary, int decimals, double factor) {
  if (!summary) return "–";
  const double half = (summary->high - summary->low) / 2 * factor;
  if (summary->runs == 1) return fmt::format("{:.{}f}", summary->median * factor, decimals);
  return fmt::format("{:.{}f} ± {:.{}f}", summary->median * factor, decimals, half, decimals);
}

std::vector<Goal> judge_goals(const Results& results) { return Judge(results).all(); }

}  // namespace flumen::bench
