#include "telemetry/metrics.hpp"

#include <atomic>
#include <map>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

namespace flumen::telemetry {
namespace {

using namespace std::chrono_literals;

/// Reads the text format: each sample's name with its labels, and its value. Fails the test on any other line.
std::map<std::string, double> parse(const std::string& text) {
  std::map<std::string, double> samples;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("# HELP ") || line.starts_with("# TYPE ")) continue;
    const auto space = line.rfind(' ');
    if (space == std::string::npos) {
      ADD_FAILURE() << "not a sample: " << line;
      continue;
    }
    const auto [it, is_new] = samples.emplace(line.substr(0, space), std::stod(line.substr(space + 1)));
    EXPECT_TRUE(is_new) << "twice: " << line;
  }
  return samples;
}

TEST(Metrics, shows_every_instrument_before_anything_happened) {
  Metrics metrics({.version = "1.2.3", .loops = 2});
  const auto text = metrics.scrape();
  for (const char* name : {"flumen_build_info",
                           "flumen_connections",
                           "flumen_players",
                           "flumen_maps_loaded",
                           "flumen_messages_in_total",
                           "flumen_messages_out_total",
                           "flumen_bytes_in_total",
                           "flumen_bytes_out_total",
                           "flumen_writes_total",
                           "flumen_connections_refused_total",
                           "flumen_disconnects_total",
                           "flumen_http_requests_total",
                           "flumen_http_request_seconds",
                           "flumen_flush_seconds",
                           "flumen_move_to_flush_seconds",
                           "flumen_flush_window_seconds",
                           "flumen_moves_refused_total",
                           "flumen_fights",
                           "flumen_fights_begun_total",
                           "flumen_fights_ended_total",
                           "flumen_fight_wishes_total",
                           "flumen_fight_refusals_total",
                           "flumen_fight_decision_seconds",
                           "flumen_rewards_total",
                           "flumen_reward_lag_seconds",
                           "flumen_save_lag_seconds",
                           "flumen_saves_total",
                           "flumen_queue_depth",
                           "process_resident_memory_bytes",
                           "process_cpu_seconds_total",
                           "process_open_fds",
                           "process_start_time_seconds"}) {
    EXPECT_NE(text.find("# TYPE " + std::string(name) + " "), std::string::npos) << name;
  }
  const auto samples = parse(text);
  EXPECT_EQ(samples.at("flumen_build_info{version=\"1.2.3\"}"), 1);
  EXPECT_EQ(samples.at("flumen_flush_window_seconds{loop=\"1\"}"), 0);
  EXPECT_GT(samples.at("process_resident_memory_bytes"), 1e6);
  EXPECT_GT(samples.at("process_open_fds"), 2);
}

TEST(Metrics, counts_messages_by_a_bounded_set_of_types) {
  Metrics metrics;
  metrics.messages_in.at("player_move").add(3);
  metrics.messages_in.at("x\"}\n").add();
  metrics.messages_out.at("player_move").add(150);
  const auto samples = parse(metrics.scrape());
  EXPECT_EQ(samples.at("flumen_messages_in_total{type=\"player_move\"}"), 3);
  EXPECT_EQ(samples.at("flumen_messages_in_total{type=\"other\"}"), 1);
  EXPECT_EQ(samples.at("flumen_messages_out_total{type=\"player_move\"}"), 150);
}

TEST(Metrics, shows_a_histogram_with_cumulative_buckets) {
  Metrics metrics;
  metrics.move_to_flush_seconds.observe(4ms);
  metrics.move_to_flush_seconds.observe(45ms, 2);
  const auto samples = parse(metrics.scrape());
  EXPECT_EQ(samples.at("flumen_move_to_flush_seconds_bucket{le=\"0.005\"}"), 1);
  EXPECT_EQ(samples.at("flumen_move_to_flush_seconds_bucket{le=\"0.04\"}"), 1);
  EXPECT_EQ(samples.at("flumen_move_to_flush_seconds_bucket{le=\"0.05\"}"), 3);
  EXPECT_EQ(samples.at("flumen_move_to_flush_seconds_bucket{le=\"+Inf\"}"), 3);
  EXPECT_EQ(samples.at("flumen_move_to_flush_seconds_count"), 3);
  EXPECT_NEAR(samples.at("flumen_move_to_flush_seconds_sum"), 0.094, 1e-9);
}

TEST(Metrics, counts_requests_by_route_method_and_status) {
  Metrics metrics;
  metrics.http.record("/api/v1/characters/{id}", "GET", 200, 3ms);
  metrics.http.record("/api/v1/characters/{id}", "GET", 200, 4ms);
  metrics.http.record("/api/v1/characters/{id}", "DELETE", 404, 1ms);
  metrics.http.record("", "GET", 404, 1ms);
  const auto samples = parse(metrics.scrape());
  EXPECT_EQ(samples.at(R"(flumen_http_requests_total{route="/api/v1/characters/{id}",method="GET",status="200"})"), 2);
  EXPECT_EQ(samples.at(R"(flumen_http_requests_total{route="/api/v1/characters/{id}",method="DELETE",status="404"})"),
            1);
  EXPECT_EQ(samples.at(R"(flumen_http_requests_total{route="unmatched",method="GET",status="404"})"), 1);
  EXPECT_EQ(samples.at(R"(flumen_http_request_seconds_count{route="/api/v1/characters/{id}"})"), 3);
}

TEST(Metrics, keeps_the_number_of_request_series_bounded) {
  Metrics metrics;
  for (int i = 0; i < 2000; ++i) metrics.http.record("/" + std::to_string(i), "GET", 200, 1ms);
  std::size_t series = 0;
  std::uint64_t total = 0;
  metrics.http.visit(
      [&](const auto&, std::uint64_t count) {
        ++series;
        total += count;
      },
      [](const auto&, const auto&) {});
  EXPECT_EQ(series, HttpMetrics::kMaxSeries + 1);
  EXPECT_EQ(total, 2000U);
}

TEST(Metrics, counts_a_close_code_a_peer_made_up_as_other) {
  Metrics metrics;
  metrics.count_disconnect(4003);
  metrics.count_disconnect(3999);
  const auto samples = parse(metrics.scrape());
  EXPECT_EQ(samples.at("flumen_disconnects_total{code=\"4003\"}"), 1);
  EXPECT_EQ(samples.at("flumen_disconnects_total{code=\"other\"}"), 1);
  EXPECT_FALSE(samples.contains("flumen_disconnects_total{code=\"3999\"}"));
}

TEST(Metrics, asks_each_queue_for_its_depth_at_every_scrape) {
  Metrics metrics;
  std::size_t depth = 7;
  metrics.add_queue("database", [&] { return depth; });
  EXPECT_EQ(parse(metrics.scrape()).at("flumen_queue_depth{queue=\"database\"}"), 7);
  depth = 9;
  EXPECT_EQ(parse(metrics.scrape()).at("flumen_queue_depth{queue=\"database\"}"), 9);
}

TEST(Metrics, may_be_scraped_while_it_is_written) {
  Metrics metrics;
  std::atomic<bool> stop{false};
  std::jthread writer([&] {
    while (!stop.load()) {
      metrics.messages_in.at("chat").add();
      metrics.moves_refused.at("too_far").add();
      metrics.flush_seconds.observe(20us);
      metrics.http.record("/healthz", "GET", 200, 1ms);
    }
  });
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(metrics.scrape().empty());
  stop = true;
}

}  // namespace
}  // namespace flumen::telemetry
