#include <fmt/format.h>

#include "bots/report.hpp"
#include "bots/wording.hpp"

namespace flumen::bots {
namespace {

std::string latencies(const Histogram& h) {
  return fmt::format("p50 {:.2f} ms · p90 {:.2f} ms · p99 {:.2f} ms · p99.9 {:.2f} ms · max {:.2f} ms ({} samples)",
                     in_ms(h.at(0.5)), in_ms(h.at(0.9)), in_ms(h.at(0.99)), in_ms(h.at(0.999)), in_ms(h.max()),
                     grouped(h.count()));
}

/// The lines of one report.
class Lines {
 public:
  void add(std::string_view name, const std::string& text) { out_ += fmt::format("  {:<12} {}\n", name, text); }
  [[nodiscard]] const std::string& text() const { return out_; }

 private:
  std::string out_;
};

void add_entry(Lines& lines, const Report& report) {
  const EntryStats& entry = report.entry;
  std::string text = fmt::format("{} registered, {} logged in, {} in the world at the end", grouped(entry.registered),
                                 grouped(entry.logged_in), grouped(report.in_world));
  if (report.entry_seconds > 0) {
    text += fmt::format("; {} came in within {:.1f} s, {:.0f} a second", grouped(report.entered), report.entry_seconds,
                        static_cast<double>(report.entered) / report.entry_seconds);
  }
  if (entry.told_to_wait > 0) text += fmt::format("; told to wait {} times", grouped(entry.told_to_wait));
  lines.add("entry", text);
  if (entry.login.count() > 0) lines.add("log-in", latencies(entry.login));
  if (entry.entry.count() > 0) lines.add("to welcome", latencies(entry.entry));
  if (entry.reentry.count() > 0) lines.add("coming back", latencies(entry.reentry));
  if (entry.logged_out > 0) lines.add("log-outs", grouped(entry.logged_out));
}

void add_stages(Lines& lines, const Report& report) {
  for (const auto& stage : report.stages) {
    std::string text = fmt::format("{:.1f} s: walkers' p99 {:.2f} ms, max {:.2f} ms ({} samples)",
                                   stage.end - stage.begin, in_ms(stage.stats.latency.at(0.99)),
                                   in_ms(stage.stats.latency.max()), grouped(stage.stats.latency.count()));
    const auto add_rate = [&](const Histogram& came, const char* what) {
      if (came.count() == 0 || stage.end <= stage.begin) return;
      text += fmt::format("; {} {}, {:.0f} a second, p50 {:.0f} ms, p99 {:.0f} ms", grouped(came.count()), what,
                          static_cast<double>(came.count()) / (stage.end - stage.begin), in_ms(came.at(0.5)),
                          in_ms(came.at(0.99)));
    };
    add_rate(stage.entry.entry, "came in");
    add_rate(stage.entry.reentry, "came back");
    lines.add(stage.name, text);
  }
}

void add_fights(Lines& lines, const Report& report) {
  const Stats& stats = report.stats;
  const auto at_once = report.fights_at_once();
  if (!at_once && stats.commands_sent == 0) return;
  std::string text = fmt::format("{} ended, {:.1f} a second", grouped(stats.fights_ended),
                                 static_cast<double>(stats.fights_ended) / report.seconds);
  if (at_once) {
    text = fmt::format("{:.0f} at once ({} to {}), {}", at_once->average, grouped(at_once->least),
                       grouped(at_once->most), text);
  }
  lines.add("fights", fmt::format("{}; for their fighters: {}", text, listed(stats.fights)));
  lines.add("commands", fmt::format("{} given, {:.0f} a second; refused: {}", grouped(stats.commands_sent),
                                    static_cast<double>(stats.commands_sent) / report.seconds, listed(stats.refusals)));
  if (stats.answer.count() > 0) lines.add("answers", latencies(stats.answer));
}

void add_server(Lines& lines, const Report& report) {
  if (!report.server) return lines.add("server", "tells nothing of itself: give --server-pid, or let /metrics be read");
  const Measures measures = measures_of(report);
  const auto value = [&](std::string_view name) {
    const auto it = measures.find(name);
    return it == measures.end() ? 0.0 : it->second;
  };
  lines.add("server",
            fmt::format("{:.3f} cores, {:.2f} µs a delivered move, {:.1f} MiB resident: {:.1f} before the bots came, "
                        "{:.1f} KiB a player",
                        value("server_cores"), value("server_us_per_move"), in_mib(value("server_rss")),
                        in_mib(static_cast<double>(report.server->before.resident_bytes)),
                        value("server_rss_per_player") / 1024));
}

void add_measured(Lines& lines, const Report& report) {
  const Stats& stats = report.stats;
  const std::uint64_t delivered = stats.received_of(MessageKind::player_move);
  lines.add("moves",
            fmt::format("{} sent, {} delivered of {} expected ({:.2f} %), {:.0f} a second", grouped(stats.moves_sent),
                        grouped(delivered), grouped(stats.moves_expected), 100 * ratio(delivered, stats.moves_expected),
                        static_cast<double>(delivered) / report.seconds));
  lines.add("latency", latencies(stats.latency));
  lines.add("own delay", latencies(stats.lag));
  std::string kinds;
  for (std::size_t i = 0; i < kMessageKinds; ++i) {
    if (stats.received[i] == 0) continue;
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", to_string(static_cast<MessageKind>(i)),
                         grouped(stats.received[i]));
  }
  lines.add("received", fmt::format("{} ({:.1f} MiB)", kinds.empty() ? "nothing" : kinds,
                                    in_mib(static_cast<double>(stats.bytes_received))));
  lines.add("sent",
            fmt::format("{} lines of chat; {} maps changed", grouped(stats.chats_sent), grouped(stats.maps_changed)));
  lines.add("corrections", listed(stats.corrections));
  add_fights(lines, report);
  lines.add("errors", listed(stats.errors));
  lines.add("disconnects",
            fmt::format("{}; {} failed tries to connect", listed(stats.closes), grouped(stats.connects_failed)));
  add_server(lines, report);
  std::string own = fmt::format("{:.3f} cores", report.own_cores);
  if (delivered > 0) {
    own += fmt::format(", {:.2f} µs a delivered move",
                       report.own_cores * report.seconds * 1e6 / static_cast<double>(delivered));
  }
  lines.add("this program", own);
}

std::string company(const Options& options) {
  if (options.walking() == 0 || options.fighters == 0) return grouped(options.count) + " bots";
  return fmt::format("{} bots and {} fighters", grouped(options.walking()), grouped(options.fighters));
}

}  // namespace

std::string to_text(const Options& options, const Report& report) {
  Lines lines;
  add_entry(lines, report);
  add_stages(lines, report);
  if (report.seconds > 0) add_measured(lines, report);
  for (const auto& verdict : report.verdicts) {
    const std::string measured =
        verdict.measured ? fmt::format("it is {:.6g}", *verdict.measured) : "nothing was measured";
    lines.add(verdict.met ? "expected" : "MISSED", fmt::format("{}: {}", verdict.expected, measured));
  }
  for (const std::string& warning : report.warnings) lines.add("WARNING", warning);
  for (const std::string& failure : report.failures) lines.add("FAILED", failure);
  return fmt::format("{}: {} on {} map{}, {:.1f} s\n", options.scenario_name, company(options), report.maps,
                     report.maps == 1 ? "" : "s", report.seconds) +
         lines.text();
}

}  // namespace flumen::bots
