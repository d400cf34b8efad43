#include <boost/json.hpp>
#include <fmt/format.h>

#include "bots/report.hpp"
#include "bots/wording.hpp"

namespace flumen::bots {
namespace {

namespace json = boost::json;

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

json::value or_null(const std::optional<double>& value) { return value ? json::value(*value) : json::value(nullptr); }

json::object as_object(const Report::Sample& sample) {
  return {{"at", sample.at},
          {"seconds", sample.seconds},
          {"in_world", sample.in_world},
          {"moves_sent_per_second", sample.moves_sent},
          {"moves_delivered_per_second", sample.moves_delivered},
          {"logins_per_second", sample.logins},
          {"fights", sample.fights},
          {"fights_ended_per_second", sample.fights_ended},
          {"commands_per_second", sample.commands},
          {"answer_p99_ms", or_null(sample.answer_p99_ms)},
          {"p50_ms", or_null(sample.p50_ms)},
          {"p99_ms", or_null(sample.p99_ms)},
          {"own_delay_p99_ms", or_null(sample.own_delay_p99_ms)},
          {"own_cores", sample.own_cores},
          {"server_cores", or_null(sample.server_cores)},
          {"server_resident_bytes", or_null(sample.server_rss)}};
}

json::object as_object(const Report::Stage& stage) {
  return {{"name", stage.name},
          {"begin", stage.begin},
          {"end", stage.end},
          {"latency", as_object(stage.stats.latency)},
          {"login", as_object(stage.entry.login)},
          {"entry", as_object(stage.entry.entry)},
          {"reentry", as_object(stage.entry.reentry)}};
}

json::object as_object(const Report& report) {
  const Stats& stats = report.stats;
  json::object out{{"ended", stats.fights_ended},
                   {"results", as_object(stats.fights)},
                   {"commands", stats.commands_sent},
                   {"refused", as_object(stats.refusals)},
                   {"answer", as_object(stats.answer)}};
  if (const auto fights = report.fights_at_once()) {
    out["at_once"] = {{"average", fights->average}, {"least", fights->least}, {"most", fights->most}};
  }
  return out;
}

json::object as_object(const Report::Server& server) {
  return {
      {"cpu_seconds_before", server.before.cpu_seconds},     {"cpu_seconds_begin", server.begin.cpu_seconds},
      {"cpu_seconds_end", server.end.cpu_seconds},           {"resident_bytes_before", server.before.resident_bytes},
      {"resident_bytes_begin", server.begin.resident_bytes}, {"resident_bytes_end", server.end.resident_bytes}};
}

json::object as_object(const Report::Verdict& verdict) {
  return {{"expected", verdict.expected}, {"measured", or_null(verdict.measured)}, {"met", verdict.met}};
}

template <class T>
json::array as_array(const std::vector<T>& values) {
  json::array out;
  for (const auto& value : values) out.push_back(as_object(value));
  return out;
}

json::array texts(const std::vector<std::string>& values) {
  json::array out;
  for (const auto& value : values) out.emplace_back(value);
  return out;
}

}  // namespace

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
      {"fighters", options.fighters},
      {"maps", report.maps},
      {"seed", options.seed},
      {"moves_per_second", options.moves_per_second},
      {"processes", options.processes},
      {"threads", options.threads},
      {"listeners_per_map", options.listeners},
      {"seconds", report.seconds},
      {"in_world", report.in_world},
      {"measures", std::move(measures)},
      {"entry", json::object{{"registered", report.entry.registered},
                             {"logged_in", report.entry.logged_in},
                             {"logged_out", report.entry.logged_out},
                             {"told_to_wait", report.entry.told_to_wait},
                             {"entered", report.entered},
                             {"seconds", report.entry_seconds},
                             {"login", as_object(report.entry.login)},
                             {"entry", as_object(report.entry.entry)},
                             {"reentry", as_object(report.entry.reentry)}}},
      {"latency", as_object(stats.latency)},
      {"own_delay", as_object(stats.lag)},
      {"moves_expected", stats.moves_expected},
      {"moves_skipped", stats.moves_skipped},
      {"chats_sent", stats.chats_sent},
      {"maps_changed", stats.maps_changed},
      {"bytes_received", stats.bytes_received},
      {"received", std::move(received)},
      {"corrections", as_object(stats.corrections)},
      {"fights", as_object(report)},
      {"errors", as_object(stats.errors)},
      {"disconnects", as_object(stats.closes)},
      {"connects_failed", stats.connects_failed},
      {"own_cores", report.own_cores},
      {"stages", as_array(report.stages)},
      {"series", as_array(report.series)},
      {"expectations", as_array(report.verdicts)},
      {"warnings", texts(report.warnings)},
      {"failures", texts(report.failures)},
  };
  if (report.server) out["server"] = as_object(*report.server);
  return json::serialize(out) + "\n";
}

}  // namespace flumen::bots
