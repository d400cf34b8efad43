#include "telemetry/metrics.hpp"

#include <array>
#include <charconv>
#include <span>

#include "telemetry/exposition.hpp"
#include "telemetry/process_stats.hpp"

namespace flumen::telemetry {
namespace {

using namespace std::chrono_literals;
using std::chrono::nanoseconds;
using Type = prometheus::MetricType;

// A flush of a small map takes microseconds, one of thousands of players milliseconds.
constexpr std::array<nanoseconds, 14> kFlushBounds = {5us, 10us,   25us, 50us, 100us, 250us, 500us,
                                                      1ms, 2500us, 5ms,  10ms, 25ms,  50ms,  100ms};
// The flush window is 5 to 40 ms, and 50 ms is the promise: fine around those.
constexpr std::array<nanoseconds, 15> kMoveBounds = {500us, 1ms,  2ms,  5ms,  7500us, 10ms,  15ms,  20ms,
                                                     30ms,  40ms, 50ms, 75ms, 100ms,  250ms, 1000ms};
// A monster may think for 5 ms.
constexpr std::array<nanoseconds, 11> kDecisionBounds = {10us, 25us,   50us, 100us, 250us, 500us,
                                                         1ms,  2500us, 5ms,  10ms,  50ms};
constexpr std::array<nanoseconds, 13> kRequestBounds = {500us, 1ms,   2500us, 5ms,    10ms,   25ms, 50ms,
                                                        100ms, 250ms, 500ms,  1000ms, 2500ms, 10s};

constexpr std::array<std::string_view, 16> kCloseCodes = {"1000", "1001", "1002", "1003", "1005", "1006",
                                                          "1007", "1008", "1009", "1011", "1013", "4001",
                                                          "4002", "4003", "4008", "4009"};
constexpr std::array<std::string_view, 2> kSaveResults = {"ok", "failed"};
constexpr std::array<std::string_view, 0> kNoneYet = {};

constexpr std::string_view kUnmatched = "unmatched";

std::span<const std::string_view> view(const auto& values) { return {values.data(), values.size()}; }

void write_process(Exposition& out) {
  const auto stats = read_process_stats();
  if (!stats) return;
  out.gauge("process_resident_memory_bytes", "Memory in RAM, bytes.", static_cast<double>(stats->resident_bytes));
  out.family("process_cpu_seconds_total", "CPU time spent, user and system, s.", Type::Counter)
      .sample(stats->cpu_seconds);
  out.gauge("process_open_fds", "Open file descriptors.", static_cast<double>(stats->open_fds));
  out.gauge("process_max_fds", "File descriptors the process may open.", static_cast<double>(stats->max_fds));
  out.gauge("process_threads", "Threads.", static_cast<double>(stats->threads));
  out.gauge("process_start_time_seconds", "When the process started, s since the epoch.", stats->start_time_seconds);
}

void write_http(Exposition& out, const HttpMetrics& http) {
  struct Requests {
    HttpMetrics::Series series;
    std::uint64_t count;
  };
  std::vector<Requests> requests;
  std::vector<std::pair<std::string, const Histogram*>> durations;
  http.visit(
      [&](const auto& series, std::uint64_t count) {
        requests.push_back({series, count});
      },
      [&](const auto& route, const Histogram& took) { durations.emplace_back(route, &took); });

  out.family("flumen_http_requests_total", "HTTP requests answered.", Type::Counter);
  for (const auto& [series, count] : requests) {
    out.sample(static_cast<double>(count),
               {{"route", series.route}, {"method", series.method}, {"status", std::to_string(series.status)}});
  }
  out.family("flumen_http_request_seconds", "From a whole request to its answer, s.", Type::Histogram);
  for (const auto& [route, took] : durations) out.sample(*took, {{"route", route}});
}

}  // namespace

HttpMetrics::HttpMetrics() = default;

void HttpMetrics::record(std::string_view route, std::string_view method, int status, nanoseconds took) {
  Series series{std::string(route.empty() ? kUnmatched : route), std::string(method), status};
  auto entry = find(series);
  if (entry.count == nullptr) entry = add(std::move(series));
  entry.count->add();
  entry.took->observe(took);
}

HttpMetrics::Entry HttpMetrics::find(const Series& series) const {
  const std::shared_lock lock(mutex_);
  const auto count = counts_.find(series);
  if (count == counts_.end()) return {};
  return {count->second.get(), durations_.find(series.route)->second.get()};
}

HttpMetrics::Entry HttpMetrics::add(Series series) {
  const std::unique_lock lock(mutex_);
  if (counts_.size() >= kMaxSeries && !counts_.contains(series)) {
    series = {std::string(CounterFamily::kOther), std::string(CounterFamily::kOther), 0};
  }
  auto& took = durations_[series.route];
  if (!took) took = std::make_unique<Histogram>(kRequestBounds);
  auto& count = counts_[std::move(series)];
  if (!count) count = std::make_unique<Counter>();
  return {count.get(), took.get()};
}

void HttpMetrics::visit(const std::function<void(const Series&, std::uint64_t)>& on_count,
                        const std::function<void(const std::string&, const Histogram&)>& on_duration) const {
  const std::shared_lock lock(mutex_);
  for (const auto& [series, count] : counts_) on_count(series, count->value());
  for (const auto& [route, took] : durations_) on_duration(route, *took);
}

Metrics::Metrics(MetricsOptions options)
    : messages_in(CounterFamily::Kind::closed, options.message_types),
      messages_out(CounterFamily::Kind::closed, options.message_types),
      connections_refused(CounterFamily::Kind::open, view(kNoneYet)),
      disconnects(CounterFamily::Kind::closed, view(kCloseCodes)),
      flush_seconds(kFlushBounds),
      move_to_flush_seconds(kMoveBounds),
      moves_refused(CounterFamily::Kind::open, view(kNoneYet)),
      saves(CounterFamily::Kind::closed, view(kSaveResults)),
      fights_begun(CounterFamily::Kind::open, view(kNoneYet)),
      fights_ended(CounterFamily::Kind::open, view(kNoneYet)),
      fight_wishes(CounterFamily::Kind::open, view(kNoneYet)),
      fight_refusals(CounterFamily::Kind::open, view(kNoneYet)),
      fight_decision_seconds(kDecisionBounds),
      rewards(CounterFamily::Kind::closed, view(kSaveResults)),
      reward_lag_seconds(kRequestBounds),
      version_(std::move(options.version)),
      flush_windows_(options.loops) {}

void Metrics::count_disconnect(std::uint16_t code) noexcept {
  std::array<char, 8> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), code).ptr;
  disconnects.at({text.data(), static_cast<std::size_t>(end - text.data())}).add();
}

void Metrics::add_queue(std::string name, std::function<std::size_t()> depth) {
  const std::lock_guard lock(queues_mutex_);
  queues_.insert_or_assign(std::move(name), std::move(depth));
}

std::string Metrics::scrape() const {
  Exposition out;
  out.family("flumen_build_info", "1, with the version as a label.", Type::Gauge).sample(1, {{"version", version_}});

  out.gauge("flumen_connections", "Open connections, HTTP and WebSocket.", connections.value());
  out.gauge("flumen_players", "Sessions in the world.", players.value());
  out.gauge("flumen_maps_loaded", "Maps in memory.", maps_loaded.value());

  out.counters("flumen_messages_in_total", "Messages from clients, by type.", "type", messages_in);
  out.counters("flumen_messages_out_total", "Messages to clients, by type, once per receiver.", "type", messages_out);
  out.counter("flumen_bytes_in_total", "Bytes read from sockets.", bytes_in);
  out.counter("flumen_bytes_out_total", "Bytes written to sockets.", bytes_out);
  out.counter("flumen_writes_total", "Writes to sockets: a system call each.", writes);
  out.counters("flumen_connections_refused_total", "Connections refused, by reason.", "reason", connections_refused);
  out.counters("flumen_disconnects_total", "WebSockets ended, by close code.", "code", disconnects);
  write_http(out, http);

  out.histogram("flumen_flush_seconds", "One flush of one map, s.", flush_seconds);
  out.histogram("flumen_move_to_flush_seconds", "From a move's receipt to its sending, s.", move_to_flush_seconds);
  out.family("flumen_flush_window_seconds", "How long changes are collected now, s, by event loop.", Type::Gauge);
  for (std::size_t i = 0; i < flush_windows_.size(); ++i) {
    out.sample(flush_windows_[i].value(), {{"loop", std::to_string(i)}});
  }
  out.counters("flumen_moves_refused_total", "Moves answered with a correction, by reason.", "reason", moves_refused);

  out.gauge("flumen_fights", "Fights that are open.", fights.value());
  out.counters("flumen_fights_begun_total", "Fights begun, by kind.", "kind", fights_begun);
  out.counters("flumen_fights_ended_total", "Fights ended, by outcome.", "outcome", fights_ended);
  out.counters("flumen_fight_wishes_total", "Wishes of fights carried out, by action.", "action", fight_wishes);
  out.counters("flumen_fight_refusals_total", "Wishes of fights refused, by action.", "action", fight_refusals);
  out.histogram("flumen_fight_decision_seconds", "One thing a monster does, s.", fight_decision_seconds);
  out.counters("flumen_rewards_total", "Tries to save what a fight gives, by result.", "result", rewards);
  out.histogram("flumen_reward_lag_seconds", "From a fight's end to its saving, s.", reward_lag_seconds);

  out.gauge("flumen_save_lag_seconds", "Age of the oldest unsaved position, s.", save_lag_seconds.value());
  out.counters("flumen_saves_total", "Positions written behind, by result.", "result", saves);
  out.family("flumen_queue_depth", "What waits in a bounded queue.", Type::Gauge);
  {
    const std::lock_guard lock(queues_mutex_);
    for (const auto& [name, depth] : queues_) out.sample(static_cast<double>(depth()), {{"queue", name}});
  }
  write_process(out);
  return out.text();
}

}  // namespace flumen::telemetry
