#include "bots/report.hpp"

#include <algorithm>

#include "bots/wording.hpp"

namespace flumen::bots {
namespace {

// From here on this program itself is what is measured.
constexpr double kBusyCores = 0.85;  // of a thread
constexpr double kLateMs = 5;        // p99 of its own delay
constexpr double kLateShareOfLatency = 0.25;
// Fewer deliveries than that share of those expected are worth a sentence.
constexpr double kAllDelivered = 0.98;

void add_quantiles(Measures& out, const Histogram& histogram,
                   std::initializer_list<std::pair<const char*, double>> names) {
  if (histogram.count() == 0) return;
  for (const auto& [name, quantile] : names) out[name] = in_ms(histogram.at(quantile));
}

void add_storm(Measures& out, const Report& report) {
  constexpr std::array kStages = {std::pair{kBeforeStorm, "p99_before"}, std::pair{kLogIns, "p99_log_ins"},
                                  std::pair{kReconnects, "p99_reconnects"}};
  for (const auto& [stage_name, name] : kStages) {
    if (const auto* stage = report.stage(stage_name)) add_quantiles(out, stage->stats.latency, {{name, 0.99}});
  }
  if (const auto* stage = report.stage(kReconnects); stage != nullptr && stage->end > stage->begin) {
    out["reentries_per_second"] = static_cast<double>(stage->entry.reentry.count()) / (stage->end - stage->begin);
  }
}

void add_usage(Measures& out, const Report& report, double delivered) {
  if (report.seconds <= 0) return;
  out["own_cores"] = report.own_cores;
  if (delivered > 0) out["own_us_per_move"] = report.own_cores * report.seconds * 1e6 / delivered;
  if (!report.server) return;
  const double cpu = report.server->end.cpu_seconds - report.server->begin.cpu_seconds;
  out["server_cores"] = cpu / report.seconds;
  if (delivered > 0) out["server_us_per_move"] = cpu * 1e6 / delivered;
  const auto rss = static_cast<double>(report.server->end.resident_bytes);
  out["server_rss"] = rss;
  if (report.in_world > 0) {
    out["server_rss_per_player"] =
        (rss - static_cast<double>(report.server->before.resident_bytes)) / static_cast<double>(report.in_world);
  }
}

}  // namespace

const Report::Stage* Report::stage(std::string_view name) const noexcept {
  const auto it = std::find_if(stages.begin(), stages.end(), [&](const Stage& stage) { return stage.name == name; });
  return it == stages.end() ? nullptr : &*it;
}

std::optional<Report::FightsAtOnce> Report::fights_at_once() const noexcept {
  FightsAtOnce out;
  double seconds_seen = 0;
  for (const Sample& sample : series) {
    out.least = seconds_seen > 0 ? std::min(out.least, sample.fights) : sample.fights;
    out.most = std::max(out.most, sample.fights);
    out.average += static_cast<double>(sample.fights) * sample.seconds;
    seconds_seen += sample.seconds;
  }
  if (out.most == 0) return std::nullopt;
  out.average /= seconds_seen;
  return out;
}

bool Report::good() const noexcept {
  return failures.empty() &&
         std::all_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) { return verdict.met; });
}

Measures measures_of(const Report& report) {
  const Stats& stats = report.stats;
  const std::uint64_t delivered = stats.received_of(MessageKind::player_move);
  Measures out{{"moves_sent", static_cast<double>(stats.moves_sent)},
               {"moves_delivered", static_cast<double>(delivered)},
               {"delivered_ratio", ratio(delivered, stats.moves_expected)},
               {"corrections", static_cast<double>(total(stats.corrections))},
               {"fights", static_cast<double>(stats.fights_ended)},
               {"commands", static_cast<double>(stats.commands_sent)},
               {"commands_refused", static_cast<double>(total(stats.refusals))},
               {"errors", static_cast<double>(total(stats.errors))},
               {"disconnects", static_cast<double>(total(stats.closes))},
               {"connects_failed", static_cast<double>(stats.connects_failed)},
               {"moves_skipped", static_cast<double>(stats.moves_skipped)}};
  add_quantiles(out, stats.latency, {{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}, {"p99.9", 0.999}, {"max", 1}});
  add_quantiles(out, stats.lag, {{"own_delay_p99", 0.99}});
  add_quantiles(out, stats.answer, {{"answer_p50", 0.5}, {"answer_p99", 0.99}});
  if (const auto fights = report.fights_at_once()) out["fights_at_once"] = fights->average;
  add_quantiles(out, report.entry.entry, {{"entry_p50", 0.5}, {"entry_p99", 0.99}});
  add_quantiles(out, report.entry.login, {{"login_p99", 0.99}});
  add_quantiles(out, report.entry.reentry, {{"reentry_p50", 0.5}, {"reentry_p99", 0.99}});
  if (report.entry_seconds > 0) out["logins_per_second"] = static_cast<double>(report.entered) / report.entry_seconds;
  add_storm(out, report);
  add_usage(out, report, static_cast<double>(delivered));
  return out;
}

void judge(Report& report, const std::vector<Expectation>& expectations) {
  const Measures measures = measures_of(report);
  for (const Expectation& expectation : expectations) {
    const auto measured = measures.find(expectation.measure);
    if (measured == measures.end()) {
      report.verdicts.push_back({expectation.text, std::nullopt, false});
    } else {
      report.verdicts.push_back({expectation.text, measured->second, expectation.holds(measured->second)});
    }
  }
}

void warn_of_own_limits(const Options& options, Report& report) {
  const Stats& stats = report.stats;
  const auto warn = [&](std::string sentence) { report.warnings.push_back(std::move(sentence)); };
  const auto threads = static_cast<double>(options.shards());
  if (report.own_cores > kBusyCores * threads) {
    warn(
        fmt::format("This program used {:.2f} of the {} core{} its threads can use: it was the bottleneck, and the "
                    "latencies are its own. Give --threads, --processes, or it a core of its own.",
                    report.own_cores, options.shards(), options.shards() == 1 ? "" : "s"));
  }
  const double late = in_ms(stats.lag.at(0.99));
  if (late > kLateMs && late > kLateShareOfLatency * in_ms(stats.latency.at(0.99))) {
    warn(
        fmt::format("This program itself sent {:.1f} ms too late (p99), which is in the latencies, too: it had too "
                    "little of a processor, or the server took it.",
                    late));
  }
  const double delivered = ratio(stats.received_of(MessageKind::player_move), stats.moves_expected);
  if (stats.moves_expected > 0 && delivered < kAllDelivered) {
    warn(fmt::format(
        "{:.1f} % of the moves were delivered. A server leaves moves out for who reads too slowly, and sends "
        "the newest: this program used {:.2f} of {} core{}; if that is all it could get, the missing ones "
        "are its own. Fewer --listeners, or --protocol bin, cost it less.",
        100 * delivered, report.own_cores, options.shards(), options.shards() == 1 ? "" : "s"));
  }
  if (stats.moves_skipped > 0) {
    warn(fmt::format("{} turns were given up because this program was seconds late.", grouped(stats.moves_skipped)));
  }
}

}  // namespace flumen::bots
