#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/guard/cost.hpp"

namespace flumen::bench {
namespace {

using ::testing::HasSubstr;

constexpr double kAllocationsPerFlush = 3.2;  // timers, which follow real time, add a stray one now and then

const std::filesystem::path kBaseline = std::filesystem::path(FLUMEN_SOURCE_DIR) / "bench/guard/baseline.json";

class hot_path : public ::testing::TestWithParam<protocol::MoveForm> {
 protected:
  const Workload workload_{.form = GetParam()};
};

// A flush makes one block: the block itself, its bytes, and what is in them. Everything else a move touches is kept
// from the last one.
TEST_P(hot_path, allocates_a_few_times_a_flush_and_never_for_a_move) {
  const auto cost = count_cost(workload_);
  ASSERT_TRUE(cost.has_value()) << cost.error().message;
  const double moves_per_flush = static_cast<double>(workload_.players_per_map) / kWindowsPerMove;
  EXPECT_LE(cost->allocations_per_move * moves_per_flush, kAllocationsPerFlush);
}

TEST_P(hot_path, keeps_nothing_of_a_move_on_the_heap) {
  const auto result = run_workload(workload_);
  ASSERT_GT(result.moves, 0U);
  EXPECT_EQ(result.refused, 0U);
  // Less than a byte for each: what timers hold at the end is not theirs.
  EXPECT_LT(result.steady.heap_bytes, static_cast<std::int64_t>(result.moves));
}

TEST_P(hot_path, writes_once_for_each_player_and_flush) {
  const auto result = run_workload(workload_);
  const std::uint64_t sends = std::uint64_t{workload_.rounds} * workload_.maps * workload_.players_per_map;
  ASSERT_GE(result.steady.system_calls, sends);
  // Besides: a read for each move, one more to find nothing left, and what epoll takes.
  EXPECT_LE(result.steady.system_calls, sends + 4 * result.moves);
}

INSTANTIATE_TEST_SUITE_P(moves_as, hot_path, ::testing::Values(protocol::MoveForm::text, protocol::MoveForm::binary),
                         [](const auto& instance) { return std::string(to_string(instance.param)); });

TEST(guard, costs_no_more_than_the_baseline) {
  const auto baseline = read_baseline(kBaseline);
  ASSERT_TRUE(baseline.has_value()) << baseline.error().message;
  if (baseline->toolchain != toolchain()) {
    GTEST_SKIP() << "the baseline is of " << baseline->toolchain << ", this is " << toolchain();
  }
  const auto costs = measure_costs(FLUMEN_GUARD);
  if (!costs && costs.error().code == base::Errc::unavailable) GTEST_SKIP() << costs.error().message;
  ASSERT_TRUE(costs.has_value()) << costs.error().message;
  for (const std::string& sentence : regressions(baseline->costs, *costs, 0.05)) ADD_FAILURE() << sentence;
  if (HasFailure()) {
    ADD_FAILURE() << "If the change is worth it, renew the baseline: " << FLUMEN_GUARD << " renew "
                  << kBaseline.string();
  }
}

TEST(guard, names_each_number_that_has_grown_by_more_than_the_tolerance) {
  const Cost cost{100, 0.5, 2, 1000};
  EXPECT_TRUE(regressions({cost, cost}, {Cost{104.9, 0.52, 2.09, 1040}, cost}, 0.05).empty());
  EXPECT_TRUE(regressions({cost, cost}, {cost, Cost{10, 0.1, 0, 10}}, 0.05).empty());
  const auto sentences = regressions({cost, cost}, {Cost{106, 0.5, 2, 1000}, Cost{100, 0.5, 2.2, 1000}}, 0.05);
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_THAT(sentences[0], HasSubstr("moves as text: 106.000 instructions"));
  EXPECT_THAT(sentences[1], HasSubstr("moves as binary: 2.200 allocations"));
}

TEST(guard, does_not_let_a_number_that_was_zero_grow) {
  const Cost none{100, 0.5, 0, 1000};
  EXPECT_EQ(regressions({none, none}, {none, Cost{100, 0.5, 0.01, 1000}}, 0.05).size(), 1U);
}

TEST(guard, reads_back_the_baseline_it_writes) {
  const auto file = std::filesystem::temp_directory_path() / ("baseline-" + std::to_string(::getpid()) + ".json");
  std::FILE* out = std::fopen(file.c_str(), "w");
  ASSERT_NE(out, nullptr);
  std::fputs(to_json({"GCC 12", {Cost{1, 2, 3, 4}, Cost{5, 6, 7, 8}}}).c_str(), out);
  std::fclose(out);
  const auto baseline = read_baseline(file);
  std::filesystem::remove(file);
  ASSERT_TRUE(baseline.has_value()) << baseline.error().message;
  EXPECT_EQ(baseline->toolchain, "GCC 12");
  EXPECT_EQ(baseline->costs[0].heap_bytes_per_player, 4);
  EXPECT_EQ(baseline->costs[1].instructions_per_delivered_move, 5);
}

TEST(guard, says_which_baseline_is_missing) {
  const auto baseline = read_baseline("/nowhere/baseline.json");
  ASSERT_TRUE(baseline.has_error());
  EXPECT_THAT(baseline.error().message, HasSubstr("/nowhere/baseline.json"));
}

}  // namespace
}  // namespace flumen::bench
