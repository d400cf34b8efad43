#include "world/movement_budget.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace flumen::world {
namespace {

using namespace std::chrono_literals;

constexpr double kSpeed = 200;
constexpr double kSlack = 60;

class MovementBudgetTest : public testing::Test {
 protected:
  base::ManualClock clock;
  MovementBudget budget{kSpeed, kSlack, clock.steady_now()};

  bool spend_after(std::chrono::nanoseconds wait, double pixels) {
    clock.advance(wait);
    return budget.spend(pixels, clock.steady_now());
  }
};

TEST_F(MovementBudgetTest, starts_with_the_slack) {
  EXPECT_EQ(budget.available(clock.steady_now()), kSlack);
  EXPECT_FALSE(spend_after(0s, kSlack + 1));
  EXPECT_TRUE(spend_after(0s, kSlack));
  EXPECT_FALSE(spend_after(0s, 1));
}

TEST_F(MovementBudgetTest, lets_a_player_walk_at_full_speed_for_ever) {
  for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(spend_after(50ms, 10)) << i;
}

TEST_F(MovementBudgetTest, forgives_a_late_packet_followed_by_a_quick_one) {
  for (int i = 0; i < 1'000; ++i) {
    ASSERT_TRUE(spend_after(190ms, 20)) << i;
    ASSERT_TRUE(spend_after(10ms, 20)) << i;
  }
}

TEST_F(MovementBudgetTest, refuses_one_who_walks_a_tenth_too_fast) {
  int refused = 0;
  for (int i = 0; i < 1'000; ++i) refused += spend_after(50ms, 11) ? 0 : 1;
  EXPECT_GT(refused, 80);
}

TEST_F(MovementBudgetTest, is_not_cheated_by_sending_often) {
  double walked = 0;
  for (int i = 0; i < 100'000; ++i) walked += spend_after(100us, 1) ? 1 : 0;
  EXPECT_LE(walked, kSlack + 10 * kSpeed + 1);
  EXPECT_GT(walked, 10 * kSpeed);
}

TEST_F(MovementBudgetTest, spends_nothing_on_a_refused_move) {
  EXPECT_FALSE(spend_after(0s, 1'000));
  EXPECT_TRUE(spend_after(0s, kSlack));
}

TEST_F(MovementBudgetTest, never_holds_more_than_a_maps_diagonal) {
  clock.advance(24h);
  EXPECT_EQ(budget.available(clock.steady_now()), kMapDiagonal);
  EXPECT_TRUE(spend_after(0s, kMapDiagonal));
  EXPECT_FALSE(spend_after(0s, 1));
  EXPECT_EQ(MovementBudget(kSpeed, 1e9, clock.steady_now()).available(clock.steady_now()), kMapDiagonal);
}

TEST_F(MovementBudgetTest, refuses_what_is_no_distance) {
  clock.advance(1s);
  EXPECT_FALSE(spend_after(0s, std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(spend_after(0s, std::numeric_limits<double>::infinity()));
  EXPECT_FALSE(spend_after(0s, -1));
  EXPECT_TRUE(spend_after(0s, 0));
  EXPECT_EQ(budget.available(clock.steady_now()), kSlack + kSpeed);
}

TEST_F(MovementBudgetTest, gains_nothing_from_a_time_in_the_past) {
  const auto now = clock.steady_now();
  EXPECT_TRUE(budget.spend(kSlack, now));
  EXPECT_FALSE(budget.spend(1, now - 10s));
  EXPECT_EQ(budget.available(now), 0);
}

}  // namespace
}  // namespace flumen::world
