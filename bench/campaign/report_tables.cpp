#include <algorithm>

#include <fmt/format.h>

#include "bench/campaign/goals.hpp"
#include "bench/campaign/report.hpp"

namespace flumen::bench {
namespace {

constexpr double kKiB = 1024;

std::string_view words(Verdict verdict) {
  switch (verdict) {
    case Verdict::goal:
      return "**reached**";
    case Verdict::floor:
      return "promise kept, goal missed";
    case Verdict::missed:
      return "missed";
    case Verdict::unknown:
      return "not measured";
  }
  return "";
}

Table goals(const Results& results) {
  Table table{"To reach",
              "Medians of all runs; ± is half of what lies between the smallest and the largest. Core: of the one core "
              "the server has.",
              {"", "promise", "goal", "measured", ""},
              {}};
  for (const Goal& goal : judge_goals(results)) {
    table.rows.push_back({goal.what, goal.floor, goal.aim, goal.measured, std::string(words(goal.verdict))});
  }
  return table;
}

struct Named {
  const char* id;
  const char* name;
};

/// One row of what a server did under a load.
void add_load(Table& table, const Results& results, const Named& what) {
  if (results.runs(what.id).empty()) return;
  const auto of = [&](const char* measure, int decimals, double factor = 1) {
    return with_spread(results.summary(what.id, measure), decimals, factor);
  };
  const auto disconnects = results.summary(what.id, "disconnects");
  table.rows.push_back({what.name, of("p50", 1), of("p99", 1), of("server_cores", 2), of("moves_per_second", 0, 1e-3),
                        of("cpu_us_per_move", 2), of("server_rss_per_player", 1, 1 / kKiB),
                        disconnects ? fmt::format("{:.0f}", disconnects->median) : "–"});
}

Table loads(const Results& results, std::string title, std::string note, std::initializer_list<Named> rows) {
  Table table{std::move(title),
              std::move(note),
              {"", "p50, ms", "p99, ms", "cores", "moves delivered, thousand/s", "CPU a delivered move, µs",
               "memory a player, KiB", "disconnects"},
              {}};
  for (const Named& row : rows) add_load(table, results, row);
  return table;
}

Table flumen(const Results& results) {
  return loads(results, "Flumen", "2,500 players on one core unless the row says otherwise.",
               {{"flumen.w1.bin", "W1 steady, binary moves"},
                {"flumen.w1.json", "W1 steady, JSON"},
                {"flumen.w1.economical", "W1 steady, binary moves, a window of 44 ms"},
                {"flumen.w1.fights", "W1 steady, binary moves, beside 2,150 more who fight"},
                {"flumen.w1.two_threads", "W1 steady, binary moves, a window of 44 ms, two I/O threads"},
                {"flumen.w1.tls", "W1 steady, binary moves, TLS 1.3"},
                {"flumen.w1.tls.json", "W1 steady, JSON, TLS 1.3"},
                {"flumen.w2.bin", "W2 busy, binary moves"},
                {"flumen.w2.json", "W2 busy, JSON"},
                {"flumen.w3.bin", "W3 crowd, binary moves"},
                {"flumen.w3.json", "W3 crowd, JSON"},
                {"flumen.w4", "W4 idle"},
                {"flumen.w5", "W5 storm"},
                {"flumen.w6", "W6 life"},
                {"flumen.growth.500", "0.3 moves/s, 500 players"},
                {"flumen.growth.2500", "0.3 moves/s, 2,500 players"},
                {"flumen.growth.15000", "0.3 moves/s, 15,000 players"}});
}

Table peers(const Results& results) {
  return loads(
      results, "Peers",
      "The same machine, the same minutes, one core, 2,500 players unless the row says otherwise. The hubs "
      "are sent the same JSON by the same load generator; Colyseus speaks its own protocol, and its players only move.",
      {{"flumen.w1.json.few", "W1, 500 players · Flumen"},
       {"go.w1.few", "W1, 500 players · Go, gorilla/websocket"},
       {"node.w1.few", "W1, 500 players · Node.js, ws"},
       {"colyseus.w1.few", "W1, 500 players · Colyseus"},
       {"flumen.w1.json", "W1 · Flumen"},
       {"go.w1", "W1 · Go, gorilla/websocket"},
       {"node.w1", "W1 · Node.js, ws"},
       {"colyseus.w1", "W1 · Colyseus"},
       {"flumen.w2.json", "W2 · Flumen"},
       {"go.w2", "W2 · Go, gorilla/websocket"},
       {"node.w2", "W2 · Node.js, ws"},
       {"colyseus.w2", "W2 · Colyseus"},
       {"flumen.w3.json", "W3 · Flumen"},
       {"go.w3", "W3 · Go, gorilla/websocket"},
       {"node.w3", "W3 · Node.js, ws"},
       {"colyseus.w3", "W3 · Colyseus"}});
}

Table limits(const Results& results) {
  Table table{"Most players with p99 < 50 ms",
              "On one core, 50 a map, found by bracketing: held, and the smallest number that was not.",
              {"", "held", "too many", "runs"},
              {}};
  for (const Named& what : std::initializer_list<Named>{{"flumen.w1.bin.most_players", "W1 · Flumen, binary moves"},
                                                        {"flumen.w1.json.most_players", "W1 · Flumen, JSON"},
                                                        {"go.w1.most_players", "W1 · Go, gorilla/websocket"},
                                                        {"node.w1.most_players", "W1 · Node.js, ws"},
                                                        {"colyseus.w1.most_players", "W1 · Colyseus"},
                                                        {"flumen.w6.bin.most_players", "W6 · Flumen, binary moves"}}) {
    if (results.runs(what.id).empty()) continue;
    table.rows.push_back({what.name, with_spread(results.summary(what.id, "passed"), 0),
                          with_spread(results.summary(what.id, "failed"), 0),
                          with_spread(results.summary(what.id, "probes"), 0)});
  }
  return table;
}

Table floor(const Results& results) {
  Table table{
      "How near the send floor",
      "CPU time of one send() of the same size over as many sockets, against all the server's CPU time for each "
      "of its sends: reading, checking and encoding moves included.",
      {"", "bytes a send", "sends/s", "floor, µs", "Flumen, µs", "floor's share", "floor over TLS 1.3, µs"},
      {}};
  for (const Named& what : std::initializer_list<Named>{
           {"flumen.w1.json", "W1, JSON"}, {"flumen.w2.json", "W2, JSON"}, {"flumen.w3.json", "W3, JSON"}}) {
    const std::string id(what.id);
    const auto plain = results.summary("floor.plain." + id, "us_per_send");
    const auto server = results.summary(id, "cpu_us_per_send");
    if (!plain || !server) continue;
    table.rows.push_back({what.name, with_spread(results.summary(id, "bytes_per_send"), 0),
                          with_spread(results.summary(id, "sends_per_second"), 0), with_spread(plain, 2),
                          with_spread(server, 2), fmt::format("{:.0f} %", 100 * plain->median / server->median),
                          with_spread(results.summary("floor.tls." + id, "us_per_send"), 2)});
  }
  return table;
}

Table micro(const Results& results) {
  Table table{"One by one", "Google Benchmark, CPU time on the server's core.", {"", "µs"}, {}};
  for (const std::string& id : results.ids("micro.")) {
    table.rows.push_back({"`" + id.substr(std::string_view("micro.").size()) + "`",
                          with_spread(results.summary(id, "cpu_ns"), 3, 1e-3)});
  }
  return table;
}

Table machine(const Results& results) {
  Table table{"Where and when", "", {"", ""}, {}};
  for (const auto& [name, value] : results.description()) {
    if (!value.empty()) table.rows.push_back({name, value});
  }
  return table;
}

Table problems(const Results& results) {
  Table table{"What went wrong",
              "A peer that is overloaded is expected here: what it could not do is part of what was measured.",
              {"", ""},
              {}};
  for (const auto& [id, sentences] : results.notes()) {
    for (const std::string& sentence : sentences) table.rows.push_back({"`" + id + "`", sentence});
  }
  return table;
}

}  // namespace

std::vector<Table> tables_of(const Results& results) {
  std::vector<Table> tables;
  for (const auto make : {goals, flumen, peers, limits, floor, micro, machine, problems}) {
    Table table = make(results);
    if (!table.rows.empty()) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace flumen::bench
