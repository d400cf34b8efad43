#include "base/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace flumen::base {
namespace {

using namespace std::chrono_literals;

class RateLimiterTest : public ::testing::Test {
 protected:
  /// How many of `tries` calls at once are allowed.
  int allowed(const Rate& rate, int tries) {
    int count = 0;
    for (int i = 0; i < tries; ++i) count += limiter_.allow(rate, now_) ? 1 : 0;
    return count;
  }

  RateLimiter limiter_;
  SteadyTime now_{1h};
};

TEST_F(RateLimiterTest, allows_a_burst_and_no_more) {
  const Rate rate(30, 60);
  EXPECT_TRUE(limiter_.is_full(now_));
  EXPECT_EQ(allowed(rate, 100), 60);
  EXPECT_FALSE(limiter_.has_token(rate, now_));
  EXPECT_FALSE(limiter_.is_full(now_));
}

TEST_F(RateLimiterTest, gives_tokens_back_with_time) {
  const Rate rate(10, 20);
  EXPECT_EQ(allowed(rate, 20), 20);
  now_ += 99ms;
  EXPECT_EQ(allowed(rate, 20), 0);
  now_ += 1ms;
  EXPECT_EQ(allowed(rate, 20), 1);
  now_ += 500ms;
  EXPECT_EQ(allowed(rate, 20), 5);
}

TEST_F(RateLimiterTest, never_holds_more_than_a_burst) {
  const Rate rate(10, 20);
  EXPECT_EQ(allowed(rate, 20), 20);
  now_ += 1999ms;
  EXPECT_FALSE(limiter_.is_full(now_));
  now_ += 1ms;
  EXPECT_TRUE(limiter_.is_full(now_));
  now_ += 1h;
  EXPECT_EQ(allowed(rate, 100), 20);
}

TEST_F(RateLimiterTest, holds_the_average_of_who_asks_all_the_time) {
  const Rate rate(30, 60);
  int count = 0;
  for (int i = 0; i < 10'000; ++i, now_ += 1ms) count += limiter_.allow(rate, now_) ? 1 : 0;
  EXPECT_NEAR(count, 60 + 300, 1);
}

TEST_F(RateLimiterTest, asking_takes_nothing) {
  const Rate rate(1, 1);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(limiter_.has_token(rate, now_));
  EXPECT_TRUE(limiter_.allow(rate, now_));
  EXPECT_FALSE(limiter_.has_token(rate, now_));
}

TEST_F(RateLimiterTest, a_rate_of_zero_is_the_burst_alone) {
  const Rate rate(0, 3);
  EXPECT_EQ(allowed(rate, 10), 3);
  now_ += 30min;
  EXPECT_EQ(allowed(rate, 10), 0);
}

}  // namespace
}  // namespace flumen::base
