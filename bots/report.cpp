#include "bots/report.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace flumen::bots {
namespace {

namespace json = boost::json;

double in_ms(std::uint64_t microseconds) { return static_cast<double>(microseconds) / 1000; }
double in_mib(double bytes) { return bytes / 1024 / 1024; }

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
}

/// 1234567 as 1,234,567.
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

template <class Key>
std::string listed(const std::map<Key, std::uint64_t>& counts) {
  if (counts.empty()) return "none";
  std::string out;
  for (const auto& [key, count] : counts) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", key, grouped(count));
  return out;
}

template <class Key>
json::object as_object(const std::map<Key, std::uint64_t>& counts) {
  json::object out;
  for (const auto& [key, count] : counts) out[fmt::format("{}", key)] = count;
  return out;
}

json::object as_object(const Histogram& histogram) {
  return {{"count", histogram.count()},          {"mean_ms", histogram.mean() / 1000},
          {"p50_ms", in_ms(histogram.at(0.5))},  {"p90_ms", in_ms(histogram.at(0.9))},
          {"p99_ms", in_ms(histogram.at(0.99))}, {"p99_9_ms", in_ms(histogram.at(0.999))},
          {"max_ms", in_ms(histogram.max())}};
}

std::string latencies(const Histogram& h) {
  return fmt::format("p50 {:.2f} ms · p90 {:.2f} ms · p99 {:.2f} ms · p99.9 {:.2f} ms · max {:.2f} ms ({} samples)",
                     in_ms(h.at(0.5)), in_ms(h.at(0.9)), in_ms(h.at(0.99)), in_ms(h.at(0.999)), in_ms(h.max()),
                     grouped(h.count()));
}

double grown(const Report::Server& server) {
  return static_cast<double>(server.end.resident_bytes) - static_cast<double>(server.before.resident_bytes);
}

/// The lines about what was measured; `line` adds one with its name.
template <class Line>
void add_measured(const Line& line, const Report& report) {
  const Stats& stats = report.stats;
  const std::uint64_t delivered = stats.received_of(MessageKind::player_move);
  line("moves",
       fmt::format("{} sent, {} delivered of {} expected ({:.2f} %), {:.0f} a second", grouped(stats.moves_sent),
                   grouped(delivered), grouped(stats.moves_expected), 100 * ratio(delivered, stats.moves_expected),
                   static_cast<double>(delivered) / report.seconds));
  line("latency", latencies(stats.latency));
  line("own delay",
       latencies(stats.lag) +
           (stats.moves_skipped > 0 ? fmt::format(", {} turns given up", grouped(stats.moves_skipped)) : ""));
  std::string kinds;
  for (std::size_t i = 0; i < kMessageKinds; ++i) {
    if (stats.received[i] == 0) continue;
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", to_string(static_cast<MessageKind>(i)),
                         grouped(stats.received[i]));
  }
  line("received", fmt::format("{} ({:.1f} MiB)", kinds.empty() ? "nothing" : kinds,
                               in_mib(static_cast<double>(stats.bytes_received))));
  line("sent",
       fmt::format("{} lines of chat; {} maps changed", grouped(stats.chats_sent), grouped(stats.maps_changed)));
  line("corrections", listed(stats.corrections));
  line("errors", listed(stats.errors));
  line("disconnects",
       fmt::format("{}; {} failed tries to connect", listed(stats.closes), grouped(stats.connects_failed)));
  if (report.server) {
    const auto measures = measures_of(report);
    const auto value = [&](std::string_view name) {
      const auto it = measures.find(name);
      return it == measures.end() ? 0.0 : it->second;
    };
    line("server", fmt::format("{:.3f} cores, {:.1f} MiB resident: {:.1f} before the bots came, {:.1f} KiB a player",
                               value("server_cores"), in_mib(value("server_rss")),
                               in_mib(static_cast<double>(report.server->before.resident_bytes)),
                               value("server_rss_per_player") / 1024));
  }
  line("this program", fmt::format("{:.3f} cores", report.own_cores));
}

}  // namespace

Measures measures_of(const Report& report) {
  const Stats& stats = report.stats;
  const std::uint64_t delivered = stats.received_of(MessageKind::player_move);
  Measures out{{"moves_sent", static_cast<double>(stats.moves_sent)},
               {"moves_delivered", static_cast<double>(delivered)},
               {"delivered_ratio", ratio(delivered, stats.moves_expected)},
               {"corrections", static_cast<double>(total(stats.corrections))},
               {"errors", static_cast<double>(total(stats.errors))},
               {"disconnects", static_cast<double>(total(stats.closes))}};
  if (stats.latency.count() > 0) {
    out["p50"] = in_ms(stats.latency.at(0.5));
    out["p90"] = in_ms(stats.latency.at(0.9));
    out["p99"] = in_ms(stats.latency.at(0.99));
    out["p99.9"] = in_ms(stats.latency.at(0.999));
    out["max"] = in_ms(stats.latency.max());
  }
  if (report.server) {
    out["server_rss"] = static_cast<double>(report.server->end.resident_bytes);
    if (report.seconds > 0) {
      out["server_cores"] = (report.server->end.cpu_seconds - report.server->begin.cpu_seconds) / report.seconds;
    }
    if (report.in_world > 0)
      out["server_rss_per_player"] = grown(*report.server) / static_cast<double>(report.in_world);
  }
  return out;
}

void judge(Report& report, const std::vector<Expectation>& expectations) {
  const Measures measures = measures_of(report);
  for (const Expectation& expectation : expectations) {
    const auto measured = measures.find(expectation.measure);
    if (measured == measures.end()) {
      report.failures.push_back(fmt::format("expected {}: nothing was measured", expectation.text));
    } else if (!expectation.holds(measured->second)) {
      report.failures.push_back(fmt::format("expected {}: it is {:.6g}", expectation.text, measured->second));
    }
  }
}

std::string to_text(const Options& options, const Report& report) {
  std::string out = fmt::format("{}: {} bots on {} map{}, {:.1f} s\n", options.scenario_name, grouped(options.count),
                                report.maps, report.maps == 1 ? "" : "s", report.seconds);
  const auto line = [&](std::string_view name, const std::string& text) {
    out += fmt::format("  {:<12} {}\n", name, text);
  };
  line("entry",
       fmt::format("{} registered, {} logged in, {} in the world at the end; took {:.1f} s, told to wait {} times",
                   grouped(report.entry.registered), grouped(report.entry.logged_in), grouped(report.in_world),
                   report.entry.seconds, grouped(report.entry.told_to_wait)));
  if (report.entry.logged_in > 0) line("log-in", latencies(report.entry.login));
  if (report.seconds > 0) add_measured(line, report);
  for (const std::string& failure : report.failures) line("FAILED", failure);
  return out;
}

std::string to_json(const Options& options, const Report& report) {
  const Stats& stats = report.stats;
  json::object received;
  for (std::size_t i = 0; i < kMessageKinds; ++i) {
    received[to_string(static_cast<MessageKind>(i))] = stats.received[i];
  }
  json::object measures;
  for (const auto& [name, value] : measures_of(report)) measures[name] = value;
  json::object out{
      {"scenario", options.scenario_name},
      {"protocol", options.protocol == Protocol::bin ? "bin" : "json"},
      {"bots", options.count},
      {"maps", report.maps},
      {"seed", options.seed},
      {"moves_per_second", options.moves_per_second},
      {"seconds", report.seconds},
      {"in_world", report.in_world},
      {"measures", std::move(measures)},
      {"entry", json::object{{"registered", report.entry.registered},
                             {"logged_in", report.entry.logged_in},
                             {"told_to_wait", report.entry.told_to_wait},
                             {"seconds", report.entry.seconds},
                             {"login", as_object(report.entry.login)}}},
      {"latency", as_object(stats.latency)},
      {"own_delay", as_object(stats.lag)},
      {"moves_expected", stats.moves_expected},
      {"moves_skipped", stats.moves_skipped},
      {"chats_sent", stats.chats_sent},
      {"maps_changed", stats.maps_changed},
      {"bytes_received", stats.bytes_received},
      {"received", std::move(received)},
      {"corrections", as_object(stats.corrections)},
      {"errors", as_object(stats.errors)},
      {"disconnects", as_object(stats.closes)},
      {"connects_failed", stats.connects_failed},
      {"own_cores", report.own_cores},
  };
  if (report.server) {
    const auto& server = *report.server;
    out["server"] = json::object{
        {"cpu_seconds_before", server.before.cpu_seconds},     {"cpu_seconds_begin", server.begin.cpu_seconds},
        {"cpu_seconds_end", server.end.cpu_seconds},           {"resident_bytes_before", server.before.resident_bytes},
        {"resident_bytes_begin", server.begin.resident_bytes}, {"resident_bytes_end", server.end.resident_bytes}};
  }
  json::array failures;
  for (const auto& failure : report.failures) failures.emplace_back(failure);
  out["failures"] = std::move(failures);
  return json::serialize(out) + "\n";
}

}  // namespace flumen::bots
