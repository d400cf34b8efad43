#include "bots/recorder.hpp"

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

using std::chrono::seconds;

const base::SteadyTime kStart{std::chrono::hours(1)};

Recorder::Look look(int second, std::uint64_t moves, std::optional<double> server_cpu) {
  Recorder::Look out;
  out.at = kStart + seconds(second);
  out.snapshot.stats.moves_sent = moves;
  out.snapshot.cpu_seconds = 0.25 * second;
  out.in_world = 7;
  if (server_cpu) out.server = ProcessUsage{*server_cpu, 1000};
  return out;
}

TEST(Recorder, tells_what_happened_in_each_interval) {
  Recorder recorder;
  EXPECT_FALSE(recorder.add(look(0, 0, 0.0))) << "nothing has begun";
  recorder.begin(look(10, 100, 5.0));
  auto second = look(12, 300, 6.0);
  second.snapshot.stats.latency.record(4'000);
  const auto sample = recorder.add(second);
  ASSERT_TRUE(sample);
  EXPECT_DOUBLE_EQ(sample->at, 2);
  EXPECT_DOUBLE_EQ(sample->moves_sent, 100);
  EXPECT_NEAR(*sample->p99_ms, 4, 0.05);
  EXPECT_DOUBLE_EQ(*sample->server_cores, 0.5);
  EXPECT_DOUBLE_EQ(sample->own_cores, 0.25);
  EXPECT_FALSE(sample->own_delay_p99_ms);
  EXPECT_EQ(sample->in_world, 7U);

  auto third = second;
  third.at += seconds(1);
  EXPECT_FALSE(recorder.add(third)->p99_ms) << "the latency belongs to the interval before";
  EXPECT_EQ(recorder.take().size(), 2U);
}

TEST(Recorder, averages_a_server_that_is_asked_less_often) {
  Recorder recorder;
  recorder.begin(look(0, 0, 1.0));
  EXPECT_FALSE(recorder.add(look(1, 0, std::nullopt))->server_cores);
  EXPECT_DOUBLE_EQ(*recorder.add(look(4, 0, 3.0))->server_cores, 0.5);
}

TEST(Recorder, keeps_a_bounded_number_of_samples) {
  Recorder recorder;
  recorder.begin(look(0, 0, std::nullopt));
  for (int i = 1; i <= static_cast<int>(Recorder::kMostSamples) + 5; ++i) recorder.add(look(i, 0, std::nullopt));
  EXPECT_EQ(recorder.take().size(), Recorder::kMostSamples);
}

}  // namespace
}  // namespace flumen::bots
