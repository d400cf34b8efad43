#include <fmt/format.h>

#include "bench/campaign/report.hpp"
#include "charts/bar_chart.hpp"

namespace flumen::bench {
namespace {

struct Row {
  const char* label;
  const char* id;
  bool emphasised = false;
};

/// Bars of one measure; rows that were not measured are left out.
charts::BarChart bars(const Results& results, const char* measure, double factor, std::initializer_list<Row> rows) {
  charts::BarChart chart;
  chart.series = {""};
  for (const Row& row : rows) {
    const auto summary = results.summary(row.id, measure);
    if (!summary) continue;
    charts::BarChart::Bar bar;
    bar.value = summary->median * factor;
    if (summary->runs > 1) {
      bar.low = summary->low * factor;
      bar.high = summary->high * factor;
    }
    chart.groups.push_back({row.label, {bar}, row.emphasised});
  }
  return chart;
}

charts::BarChart latency(const Results& results) {
  auto chart = bars(results, "p99", 1,
                    {{"W1 steady", "flumen.w1.bin"},
                     {"W1, long window", "flumen.w1.economical"},
                     {"W2 busy", "flumen.w2.bin"},
                     {"W3 crowd", "flumen.w3.bin"},
                     {"W6 life", "flumen.w6"}});
  chart.title = "From one player's move to another's screen";
  chart.subtitle = "99th percentile, 2,500 players, one core";
  chart.axis = {.label = "p99 latency", .unit = "ms"};
  chart.thresholds = {{50, "promise"}};
  return chart;
}

charts::BarChart most_players(const Results& results) {
  auto chart = bars(results, "passed", 1,
                    {{"Flumen, binary moves", "flumen.w1.bin.most_players", true},
                     {"Flumen, JSON", "flumen.w1.json.most_players", true},
                     {"Go, gorilla/websocket", "go.w1.most_players"},
                     {"Node.js, ws", "node.w1.most_players"},
                     {"Colyseus", "colyseus.w1.most_players"}});
  chart.title = "Most players on one core with p99 < 50 ms";
  chart.subtitle = "W1: 50 a map, 2 moves a second each";
  chart.axis = {.label = "players"};
  chart.thresholds = {{2500, "promise"}};
  return chart;
}

charts::BarChart memory(const Results& results) {
  auto chart = bars(results, "server_rss_per_player", 1.0 / 1024,
                    {{"Flumen", "flumen.w1.json.few", true},
                     {"Go, gorilla/websocket", "go.w1.few"},
                     {"Node.js, ws", "node.w1.few"},
                     {"Colyseus", "colyseus.w1.few"}});
  chart.title = "Resident memory for each player in the world";
  chart.subtitle = "500 players who walk; what the process grew by";
  chart.axis = {.label = "memory", .unit = "KiB"};
  return chart;
}

charts::BarChart cost(const Results& results) {
  auto chart = bars(results, "cpu_us_per_move", 1,
                    {{"Flumen, 2,500 players", "flumen.w1.json", true},
                     {"Flumen", "flumen.w1.json.few", true},
                     {"Go, gorilla/websocket", "go.w1.few"},
                     {"Node.js, ws", "node.w1.few"},
                     {"Colyseus", "colyseus.w1.few"}});
  chart.title = "CPU time for each delivered move";
  chart.subtitle = "W1, JSON, 500 players: Flumen then spends what time it has on latency";
  chart.axis = {.label = "CPU time", .unit = "µs"};
  return chart;
}

charts::BarChart floor(const Results& results) {
  charts::BarChart chart;
  chart.series = {"one send(), the floor", "Flumen, everything"};
  for (const auto& [label, id] :
       {std::pair("W1", "flumen.w1.json"), {"W2", "flumen.w2.json"}, {"W3", "flumen.w3.json"}}) {
    charts::BarChart::Group group{label, {}, false};
    for (const auto& summary :
         {results.summary(std::string("floor.plain.") + id, "us_per_send"), results.summary(id, "cpu_us_per_send")}) {
      charts::BarChart::Bar bar;
      if (summary) bar = {summary->median, summary->low, summary->high, ""};
      group.bars.push_back(bar);
    }
    if (group.bars.front().value && group.bars.back().value) chart.groups.push_back(std::move(group));
  }
  chart.title = "How near the send floor";
  chart.subtitle = "CPU time for each send, JSON";
  chart.axis = {.label = "CPU time", .unit = "µs"};
  return chart;
}

}  // namespace

std::vector<Chart> charts_of(const Results& results) {
  std::vector<Chart> out;
  const auto add = [&](const char* name, const charts::BarChart& chart) {
    if (chart.groups.empty()) return;
    out.push_back({name, chart.title + ": " + chart.subtitle, charts::to_svg(chart),
                   charts::to_svg(chart, charts::Placement::embedded)});
  };
  add("latency", latency(results));
  add("most-players", most_players(results));
  add("cost", cost(results));
  add("memory", memory(results));
  add("floor", floor(results));
  return out;
}

}  // namespace flumen::bench
