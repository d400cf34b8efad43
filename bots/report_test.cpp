#include "bots/report.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

Report measured() {
  Report report;
  report.seconds = 10;
  report.in_world = 100;
  report.maps = 2;
  for (int i = 0; i < 1000; ++i) report.stats.latency.record(static_cast<std::uint64_t>(i) * 10);
  report.stats.moves_sent = 2000;
  report.stats.moves_expected = 100'000;
  report.stats.received[static_cast<std::size_t>(MessageKind::player_move)] = 99'000;
  report.stats.corrections["wall"] = 3;
  report.stats.closes[4008] = 1;
  report.server = Report::Server{{1, 10 << 20}, {5, 11 << 20}, {8.5, 12 << 20}};
  return report;
}

TEST(Report, derives_its_measures) {
  const Measures measures = measures_of(measured());
  EXPECT_NEAR(measures.at("p99"), 9.9, 0.1);
  EXPECT_DOUBLE_EQ(measures.at("delivered_ratio"), 0.99);
  EXPECT_DOUBLE_EQ(measures.at("server_cores"), 0.35);
  EXPECT_DOUBLE_EQ(measures.at("server_rss_per_player"), (2 << 20) / 100.0);
  EXPECT_EQ(measures.at("corrections"), 3);
  for (const auto& [name, value] : measures) {
    EXPECT_TRUE(std::any_of(known_measures().begin(), known_measures().end(), [&](const auto& known) {
      return known.name == name;
    })) << name;
  }
}

TEST(Report, tells_how_many_fights_there_were_at_once_and_how_they_went) {
  Report report = measured();
  EXPECT_FALSE(report.fights_at_once());
  EXPECT_THAT(to_text(Options{}, report), Not(HasSubstr("at once")));
  report.series = {{.at = 1, .seconds = 1, .fights = 100}, {.at = 4, .seconds = 3, .fights = 20}};
  report.stats.fights_ended = 7;
  report.stats.commands_sent = 50;
  report.stats.refusals["out_of_range"] = 4;
  report.stats.answer.record(2'000);
  const Measures measures = measures_of(report);
  EXPECT_DOUBLE_EQ(measures.at("fights_at_once"), 40);
  EXPECT_EQ(measures.at("fights"), 7);
  EXPECT_EQ(measures.at("commands_refused"), 4);
  EXPECT_NEAR(measures.at("answer_p99"), 2, 0.05);
  Options options;
  options.fighters = 30;
  const std::string text = to_text(options, report);
  EXPECT_THAT(text, HasSubstr("70 bots and 30 fighters"));
  EXPECT_THAT(text, HasSubstr("40 at once (20 to 100), 7 ended"));
  EXPECT_THAT(text, HasSubstr("out_of_range 4"));
  const auto fights = boost::json::parse(to_json(options, report)).at("fights");
  EXPECT_EQ(fights.at("at_once").at("most").to_number<int>(), 100);
  EXPECT_EQ(fights.at("ended").to_number<int>(), 7);
}

TEST(Report, judges_by_what_was_expected) {
  Report report = measured();
  judge(report, {*parse_expectation("p99<50ms"), *parse_expectation("disconnects<=1")});
  EXPECT_TRUE(report.good());
  judge(report, {*parse_expectation("p99<5ms"), *parse_expectation("corrections=0")});
  EXPECT_FALSE(report.good());
  ASSERT_THAT(report.verdicts, SizeIs(4));
  EXPECT_FALSE(report.verdicts[2].met);
  EXPECT_NEAR(report.verdicts[2].measured.value(), 9.9, 0.1);
}

TEST(Report, does_not_pass_what_could_not_be_measured) {
  Report report;
  judge(report, {*parse_expectation("p99<50ms")});
  ASSERT_THAT(report.verdicts, SizeIs(1));
  EXPECT_FALSE(report.good());
  EXPECT_THAT(to_text(Options{}, report), HasSubstr("nothing was measured"));
}

TEST(Report, of_a_storm_compares_before_and_during) {
  Report report = measured();
  report.entry_seconds = 4;
  report.entered = 1000;
  Report::Stage before{.name = std::string(kBeforeStorm), .begin = 0, .end = 10, .stats = {}, .entry = {}};
  before.stats.latency.record(3'000);
  Report::Stage back{.name = std::string(kReconnects), .begin = 20, .end = 22, .stats = {}, .entry = {}};
  back.stats.latency.record(9'000);
  for (int i = 0; i < 500; ++i) back.entry.reentry.record(100'000);
  report.entry.reentry = back.entry.reentry;
  report.stages = {before, back};
  const Measures measures = measures_of(report);
  EXPECT_NEAR(measures.at("p99_before"), 3, 0.05);
  EXPECT_NEAR(measures.at("p99_reconnects"), 9, 0.1);
  EXPECT_DOUBLE_EQ(measures.at("reentries_per_second"), 250);
  EXPECT_DOUBLE_EQ(measures.at("logins_per_second"), 250);
  EXPECT_FALSE(measures.contains("p99_log_ins"));
}

TEST(Report, warns_when_it_measured_itself) {
  Options options;
  Report report = measured();
  warn_of_own_limits(options, report);
  EXPECT_THAT(report.warnings, SizeIs(0));

  report.own_cores = 0.95;
  for (int i = 0; i < 1000; ++i) report.stats.lag.record(8'000);
  report.stats.moves_skipped = 1;
  warn_of_own_limits(options, report);
  EXPECT_THAT(report.warnings, SizeIs(3));
  EXPECT_THAT(to_text(options, report), HasSubstr("bottleneck"));

  Report shared_out = measured();
  shared_out.own_cores = 0.95;
  options.processes = 4;
  warn_of_own_limits(options, shared_out);
  EXPECT_THAT(shared_out.warnings, SizeIs(0));
}

TEST(Report, says_the_same_to_people_and_programs) {
  const Options options;
  const Report report = measured();
  EXPECT_THAT(to_text(options, report), HasSubstr("99,000 delivered of 100,000 expected (99.00 %)"));
  EXPECT_THAT(to_text(options, report), HasSubstr("wall 3"));
  const auto document = boost::json::parse(to_json(options, report));
  EXPECT_EQ(document.at("disconnects").at("4008").to_number<int>(), 1);
  EXPECT_EQ(document.at("measures").at("corrections").to_number<int>(), 3);
  EXPECT_EQ(document.at("failures").as_array().size(), 0U);
  EXPECT_EQ(document.at("series").as_array().size(), 0U);
}

}  // namespace
}  // namespace flumen::bots
