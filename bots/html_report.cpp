#include "bots/html_report.hpp"

#include <cmath>
#include <functional>
#include <limits>

#include <fmt/format.h>

#include "bots/html_page.hpp"
#include "bots/wording.hpp"
#include "charts/bar_chart.hpp"
#include "charts/line_chart.hpp"
#include "charts/text.hpp"

namespace flumen::bots {
namespace {

using charts::format_number;
using charts::LineChart;
using charts::Placement;

constexpr int kChartWidth = 560;
constexpr int kChartHeight = 310;  // of the chart with bars, too
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

using Value = std::function<double(const Report::Sample&)>;

LineChart::Series series(const Report& report, std::string name, std::size_t color, const Value& value) {
  LineChart::Series out;
  out.name = std::move(name);
  out.color = color;
  for (const auto& sample : report.series) out.points.push_back({sample.at, value(sample)});
  return out;
}

LineChart over_time(const Report& report, std::string title, std::string label, std::string unit) {
  LineChart chart;
  chart.title = std::move(title);
  chart.x.label = "time";
  chart.x.unit = "s";
  chart.y.label = std::move(label);
  chart.y.unit = std::move(unit);
  chart.width = kChartWidth;
  chart.height = kChartHeight;
  for (const auto& stage : report.stages) {
    if (stage.name == kLogIns || stage.name == kReconnects)
      chart.phases.push_back({stage.begin, stage.end, stage.name});
  }
  return chart;
}

std::string latency_over_time(const Report& report) {
  LineChart chart = over_time(report, "Latency, second by second", "latency", "ms");
  chart.subtitle = "From when a move was meant to be sent to when another player had read it";
  chart.series = {series(report, "p50", 0, [](const auto& sample) { return sample.p50_ms.value_or(kNothing); }),
                  series(report, "p99", 1, [](const auto& sample) { return sample.p99_ms.value_or(kNothing); })};
  chart.thresholds = {{50, "50 ms"}};
  return to_svg(chart, Placement::embedded);
}

std::string latency_distribution(const Histogram& latency) {
  charts::BarChart chart;
  chart.title = "Latency of all moves";
  chart.subtitle = fmt::format("{} samples", grouped(latency.count()));
  chart.axis.label = "latency";
  chart.axis.unit = "ms";
  chart.width = kChartWidth;
  chart.series = {""};
  constexpr std::array kQuantiles = {std::pair{"p50", 0.5}, std::pair{"p90", 0.9}, std::pair{"p99", 0.99},
                                     std::pair{"p99.9", 0.999}, std::pair{"slowest", 1.0}};
  for (const auto& [name, quantile] : kQuantiles) {
    charts::BarChart::Bar bar;
    if (latency.count() > 0) bar.value = in_ms(latency.at(quantile));
    chart.groups.push_back({.label = name, .bars = {bar}});
  }
  chart.thresholds = {{50, "50 ms"}};
  return to_svg(chart, Placement::embedded);
}

std::string moves_over_time(const Report& report) {
  LineChart chart = over_time(report, "Moves delivered", "moves", "a second");
  chart.subtitle = "Each move counts once for every player who read it";
  chart.series = {series(report, "delivered", 0, [](const auto& sample) { return sample.moves_delivered; })};
  return to_svg(chart, Placement::embedded);
}

std::string cpu_over_time(const Report& report) {
  LineChart chart = over_time(report, "Processor time", "CPU", "cores");
  if (report.server) {
    chart.series.push_back(
        series(report, "server", 0, [](const auto& s) { return s.server_cores.value_or(kNothing); }));
    // Asked every few seconds only, it would be all gaps.
    std::erase_if(chart.series.back().points, [](const auto& point) { return !(point.y >= 0); });
  }
  chart.series.push_back(series(report, "bots", 6, [](const auto& sample) { return sample.own_cores; }));
  chart.series.back().dashed = true;
  return to_svg(chart, Placement::embedded);
}

std::string players_over_time(const Report& report) {
  LineChart chart = over_time(report, "Players in the world", "players", "");
  chart.series = {
      series(report, "players", 0, [](const auto& sample) { return static_cast<double>(sample.in_world); })};
  return to_svg(chart, Placement::embedded);
}

std::string fights_over_time(const Report& report) {
  LineChart chart = over_time(report, "Fights under way", "fights", "");
  chart.subtitle = "Those the bots are in";
  chart.series = {series(report, "fights", 0, [](const auto& sample) { return static_cast<double>(sample.fights); })};
  return to_svg(chart, Placement::embedded);
}

std::string answers_over_time(const Report& report) {
  LineChart chart = over_time(report, "Answers to commands of fights", "latency", "ms");
  chart.subtitle = "From when a command was meant to be sent to when its answer had been read";
  chart.series = {series(report, "p99", 1, [](const auto& sample) { return sample.answer_p99_ms.value_or(kNothing); })};
  return to_svg(chart, Placement::embedded);
}

std::string memory_over_time(const Report& report) {
  LineChart chart = over_time(report, "Memory of the server", "resident", "MiB");
  chart.series = {
      series(report, "server", 0, [](const auto& s) { return s.server_rss ? in_mib(*s.server_rss) : kNothing; })};
  std::erase_if(chart.series.back().points, [](const auto& point) { return !(point.y >= 0); });
  return to_svg(chart, Placement::embedded);
}

std::vector<HtmlPage::Tile> tiles_of(const Options& options, const Report& report) {
  const Measures measures = measures_of(report);
  std::vector<HtmlPage::Tile> out;
  const auto add = [&](std::string name, std::string_view measure, double factor, std::string unit, std::string note) {
    const auto value = measures.find(measure);
    if (value == measures.end()) return;
    out.push_back({std::move(name), format_number(value->second * factor), std::move(unit), std::move(note)});
  };
  out.push_back({"Players", grouped(report.in_world), "",
                 fmt::format("of {}, on {} map{}", grouped(options.count), report.maps, report.maps == 1 ? "" : "s")});
  add("Latency, p99", "p99", 1, "ms",
      fmt::format("half within {} ms", format_number(in_ms(report.stats.latency.at(0.5)))));
  add("Delivered", "delivered_ratio", 100, "%",
      fmt::format("{} moves", grouped(report.stats.received_of(MessageKind::player_move))));
  if (const auto fights = report.fights_at_once()) {
    const Histogram& answer = report.stats.answer;
    out.push_back({"Fights at once", grouped(static_cast<std::uint64_t>(std::llround(fights->average))), "",
                   answer.count() == 0
                       ? ""
                       : fmt::format("99 % of commands answered within {} ms", format_number(in_ms(answer.at(0.99))))});
  }
  if (!report.stages.empty()) {
    add("Log-ins", "logins_per_second", 1, "a second", fmt::format("{} in all", grouped(report.entered)));
    add("Coming back, p99", "reentry_p99", 1, "ms", fmt::format("{} at once", grouped(report.entry.reentry.count())));
  }
  add("Server's CPU", "server_cores", 1, "cores", "");
  if (const auto per_move = measures.find("server_us_per_move"); per_move != measures.end() && report.server) {
    out.back().note = fmt::format("{} µs a delivered move", format_number(per_move->second));
  }
  add("Memory a player", "server_rss_per_player", 1.0 / 1024, "KiB",
      report.server
          ? fmt::format("{} MiB in all", format_number(in_mib(static_cast<double>(report.server->end.resident_bytes))))
          : "");
  return out;
}

void add_verdict(HtmlPage& page, const Report& report) {
  for (const auto& failure : report.failures) page.banner(HtmlPage::Tone::bad, failure);
  std::size_t missed = 0;
  for (const auto& verdict : report.verdicts) {
    if (verdict.met) continue;
    ++missed;
    page.banner(HtmlPage::Tone::bad,
                fmt::format("Expected {}: {}.", verdict.expected,
                            verdict.measured ? "it is " + format_number(*verdict.measured) : "nothing was measured"));
  }
  if (report.failures.empty() && missed == 0) {
    page.banner(HtmlPage::Tone::good, report.verdicts.empty()
                                          ? "The server did not fail. Nothing was expected of it (--expect)."
                                          : fmt::format("All {} expectations were met.", report.verdicts.size()));
  }
  for (const auto& warning : report.warnings) page.banner(HtmlPage::Tone::warning, warning);
}

std::vector<std::string> quantiles(std::string name, const Histogram& h) {
  std::vector<std::string> row{std::move(name), grouped(h.count())};
  for (const double quantile : {0.5, 0.9, 0.99, 0.999, 1.0}) {
    row.push_back(h.count() == 0 ? "–" : format_number(in_ms(h.at(quantile))));
  }
  return row;
}

void add_times(HtmlPage& page, const Report& report) {
  std::vector<std::vector<std::string>> rows{{"ms", "samples", "p50", "p90", "p99", "p99.9", "slowest"}};
  rows.push_back(quantiles("A move, from intention to reader", report.stats.latency));
  for (const auto& stage : report.stages) rows.push_back(quantiles("… " + stage.name, stage.stats.latency));
  rows.push_back(quantiles("Of it, this program's own delay", report.stats.lag));
  if (report.stats.answer.count() > 0) {
    rows.push_back(quantiles("A command of a fight, to its answer", report.stats.answer));
  }
  rows.push_back(quantiles("One log-in call", report.entry.login));
  rows.push_back(quantiles("From the wish to log in to the welcome", report.entry.entry));
  if (report.entry.reentry.count() > 0) rows.push_back(quantiles("From the cut to the welcome", report.entry.reentry));
  page.heading("Times");
  page.grid(rows);
}

void add_expectations(HtmlPage& page, const Report& report) {
  if (report.verdicts.empty()) return;
  std::vector<std::vector<std::string>> rows{{"expected", "measured", ""}};
  for (const auto& verdict : report.verdicts) {
    rows.push_back({verdict.expected, verdict.measured ? format_number(*verdict.measured) : "nothing",
                    verdict.met ? "met" : "missed"});
  }
  page.heading("Expectations");
  page.grid(rows);
}

void add_counts(HtmlPage& page, const Report& report) {
  const Stats& stats = report.stats;
  std::map<std::string, std::uint64_t> received;
  for (std::size_t i = 0; i < kMessageKinds; ++i) {
    if (stats.received[i] > 0) received[std::string(to_string(static_cast<MessageKind>(i)))] = stats.received[i];
  }
  std::vector<HtmlPage::Row> rows{
      {"Moves sent", grouped(stats.moves_sent)},
      {"Moves delivered", fmt::format("{} of {} expected", grouped(stats.received_of(MessageKind::player_move)),
                                      grouped(stats.moves_expected))},
      {"Received", fmt::format("{} ({:.1f} MiB)", listed(received), in_mib(static_cast<double>(stats.bytes_received)))},
      {"Chat and map changes",
       fmt::format("{} lines sent, {} maps changed", grouped(stats.chats_sent), grouped(stats.maps_changed))}};
  if (stats.commands_sent > 0) {
    rows.push_back(
        {"Fights", fmt::format("{} ended; for their fighters: {}", grouped(stats.fights_ended), listed(stats.fights))});
    rows.push_back({"Commands of fights",
                    fmt::format("{} given; refused: {}", grouped(stats.commands_sent), listed(stats.refusals))});
  }
  rows.push_back({"Moves refused", listed(stats.corrections)});
  rows.push_back({"Errors", listed(stats.errors)});
  rows.push_back({"Disconnects, by code", listed(stats.closes)});
  rows.push_back({"Failed tries to connect", grouped(stats.connects_failed)});
  rows.push_back(
      {"Came in", fmt::format("{} registered, {} logged in, told to wait {} times, {} logged out of their own",
                              grouped(report.entry.registered), grouped(report.entry.logged_in),
                              grouped(report.entry.told_to_wait), grouped(report.entry.logged_out))});
  page.heading("What happened");
  page.table(rows);
}

std::string fighters_of(const Options& options) {
  if (options.fighters == 0) return "none who do nothing else";
  return fmt::format("{}, of whom {} % fight each other; at most {} commands a second each", grouped(options.fighters),
                     format_number(100 * options.duels), format_number(options.commands_per_second));
}

void add_settings(HtmlPage& page, const Options& options, const Report& report) {
  page.heading("How it was measured");
  page.table({{"Server", options.url.authority()},
              {"Scenario", options.scenario_name},
              {"Moves", fmt::format("{} a second for each player, as {}", format_number(options.moves_per_second),
                                    options.protocol == Protocol::bin ? "flumen.bin.v1" : "JSON")},
              {"Fighters", fighters_of(options)},
              {"Seed", std::to_string(options.seed)},
              {"This program", fmt::format("{} process{} of {} thread{}, {} cores used", options.processes,
                                           options.processes == 1 ? "" : "es", options.threads,
                                           options.threads == 1 ? "" : "s", format_number(report.own_cores))},
              {"Who takes the time", fmt::format("{} players on each map; the others count", options.listeners)}});
}

}  // namespace

std::string to_html(const Options& options, const Report& report) {
  HtmlPage page(fmt::format("{} players on a Flumen server", grouped(options.count)),
                fmt::format("Scenario {}, measured for {} s", options.scenario_name, format_number(report.seconds)));
  add_verdict(page, report);
  page.tiles(tiles_of(options, report));
  std::vector<std::string> svgs{latency_over_time(report), latency_distribution(report.stats.latency),
                                moves_over_time(report), cpu_over_time(report), players_over_time(report)};
  if (report.server) svgs.push_back(memory_over_time(report));
  if (report.fights_at_once()) {
    svgs.push_back(fights_over_time(report));
    svgs.push_back(answers_over_time(report));
  }
  page.charts(svgs);
  add_times(page, report);
  add_expectations(page, report);
  add_counts(page, report);
  add_settings(page, options, report);
  return page.finish();
}

}  // namespace flumen::bots
