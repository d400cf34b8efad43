#include "database/breaker.hpp"

#include <gtest/gtest.h>

namespace flumen::database {
namespace {

using std::chrono::milliseconds;

constexpr base::SteadyTime kStart{std::chrono::hours(1)};

TEST(Backoff, doubles_up_to_the_most_and_waits_at_least_half) {
  Backoff backoff(milliseconds(50), milliseconds(2'000));
  for (int i = 0; i < 100; ++i) {
    EXPECT_GE(backoff.delay(1), milliseconds(25));
    EXPECT_LE(backoff.delay(1), milliseconds(50));
    EXPECT_GE(backoff.delay(3), milliseconds(100));
    EXPECT_LE(backoff.delay(3), milliseconds(200));
    EXPECT_GE(backoff.delay(1'000), milliseconds(1'000));
    EXPECT_LE(backoff.delay(1'000), milliseconds(2'000));
  }
}

TEST(Breaker, lets_everyone_connect_until_an_attempt_fails) {
  Backoff backoff(milliseconds(50), milliseconds(2'000));
  Breaker breaker(backoff);
  EXPECT_FALSE(breaker.try_enter(kStart));
  EXPECT_FALSE(breaker.try_enter(kStart));
  EXPECT_FALSE(breaker.is_away());
  EXPECT_TRUE(breaker.failed(kStart).first);
  EXPECT_TRUE(breaker.is_away());
  EXPECT_FALSE(breaker.failed(kStart).first);
}

TEST(Breaker, lets_one_look_for_the_database_when_the_time_has_come) {
  Backoff backoff(milliseconds(50), milliseconds(2'000));
  Breaker breaker(backoff);
  const auto retry_at = breaker.failed(kStart).retry_at;
  EXPECT_EQ(breaker.try_enter(kStart), retry_at);
  EXPECT_FALSE(breaker.try_enter(retry_at));
  EXPECT_GT(breaker.try_enter(retry_at), retry_at);
  const auto away = breaker.succeeded(retry_at);
  EXPECT_EQ(away, retry_at - kStart);
  EXPECT_FALSE(breaker.is_away());
  EXPECT_FALSE(breaker.succeeded(retry_at));
}

}  // namespace
}  // namespace flumen::database
