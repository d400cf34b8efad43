#include "bots/expectation.hpp"

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

TEST(Expectation, compares_in_the_unit_of_its_measure) {
  const auto p99 = parse_expectation("p99<50ms");
  ASSERT_TRUE(p99);
  EXPECT_TRUE(p99->holds(49.9));
  EXPECT_FALSE(p99->holds(50));
  EXPECT_DOUBLE_EQ(parse_expectation("p99.9 <= 0.2s")->bound, 200);
  EXPECT_TRUE(parse_expectation("p99.9 <= 0.2s")->holds(200));
  EXPECT_DOUBLE_EQ(parse_expectation("server_rss_per_player<32KiB")->bound, 32768);
  EXPECT_TRUE(parse_expectation("delivered_ratio>=99%")->holds(0.99));
  EXPECT_TRUE(parse_expectation("corrections=0")->holds(0));
  EXPECT_FALSE(parse_expectation("corrections = 0")->holds(1));
}

TEST(Expectation, says_what_is_wrong_with_what_is_none) {
  for (const char* text :
       {"", "p99", "p99<", "p99<abc", "p99<5parsec", "p42<5", "<5", "p99<<5", "p99<nan", "p99<inf"}) {
    const auto result = parse_expectation(text);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, base::Errc::invalid_argument);
  }
}

}  // namespace
}  // namespace flumen::bots
