#include "bots/snapshot.hpp"

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

Snapshot eventful() {
  Snapshot snapshot;
  for (std::uint64_t value = 1; value < 1'000'000; value *= 2) snapshot.stats.latency.record(value);
  snapshot.stats.moves_sent = 12;
  snapshot.stats.received[0] = 34;
  snapshot.stats.corrections["collision"] = 5;
  snapshot.stats.answer.record(300);
  snapshot.stats.fights_ended = 8;
  snapshot.stats.refusals["out_of_range"] = 9;
  snapshot.stats.closes[4008] = 6;
  snapshot.entry.login.record(77);
  snapshot.entry.reentry.record(99);
  snapshot.entry.logged_out = 7;
  snapshot.cpu_seconds = 1.25;
  snapshot.last_problem = "the server closed with 4008: \"too slow\"\n";
  return snapshot;
}

TEST(Snapshot, arrives_as_it_was_sent) {
  const std::string line = to_line(eventful());
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto arrived = snapshot_from_line(line);
  ASSERT_TRUE(arrived) << arrived.error().message;
  EXPECT_EQ(to_line(*arrived), line);
  EXPECT_EQ(arrived->stats.latency.at(0.5), eventful().stats.latency.at(0.5));
  EXPECT_EQ(arrived->stats.closes.at(4008), 6U);
  EXPECT_EQ(arrived->last_problem, eventful().last_problem);
}

TEST(Snapshot, adds_up_over_processes) {
  Snapshot all = eventful();
  all.merge(eventful());
  EXPECT_EQ(all.stats.moves_sent, 24U);
  EXPECT_EQ(all.stats.corrections["collision"], 10U);
  EXPECT_EQ(all.stats.answer.count(), 2U);
  EXPECT_EQ(all.stats.fights_ended, 16U);
  EXPECT_EQ(all.stats.refusals["out_of_range"], 18U);
  EXPECT_EQ(all.entry.login.count(), 2U);
  EXPECT_DOUBLE_EQ(all.cpu_seconds, 2.5);
}

TEST(Snapshot, tells_what_happened_between_two) {
  const Snapshot before = eventful();
  Snapshot after = eventful();
  after.merge(eventful());
  const Stats between = after.stats.since(before.stats);
  EXPECT_EQ(between.moves_sent, 12U);
  EXPECT_EQ(between.received[0], 34U);
  EXPECT_EQ(between.corrections.at("collision"), 5U);
  EXPECT_EQ(between.latency.count(), 20U);
  EXPECT_TRUE(before.stats.since(before.stats).closes.empty());
  EXPECT_EQ(after.entry.since(before.entry).logged_out, 7U);
}

TEST(Snapshot, refuses_what_is_none) {
  for (const char* line : {"", "{}", "[]", "{\"moves_sent\":\"many\"}", "nonsense"}) {
    EXPECT_FALSE(snapshot_from_line(line)) << line;
  }
  std::string line = to_line(eventful());
  line.replace(line.find("\"4008\""), 6, "\"code\"");
  EXPECT_FALSE(snapshot_from_line(line));
}

}  // namespace
}  // namespace flumen::bots
