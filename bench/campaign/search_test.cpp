#include "bench/campaign/search.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace flumen::bench {
namespace {

TEST(find_limit, closes_in_on_the_limit_from_below) {
  const Bracket bracket =
      find_limit({.begin = 1000, .precision = 0.05, .probes = 20}, [](double n) { return n <= 7300; });
  ASSERT_TRUE(bracket.passed && bracket.failed);
  EXPECT_LE(*bracket.passed, 7300);
  EXPECT_GT(*bracket.failed, 7300);
  EXPECT_LE(*bracket.failed, *bracket.passed * 1.05);
}

TEST(find_limit, closes_in_on_the_limit_from_above) {
  const Bracket bracket =
      find_limit({.begin = 9000, .precision = 0.05, .probes = 20}, [](double n) { return n <= 400; });
  ASSERT_TRUE(bracket.passed && bracket.failed);
  EXPECT_LE(*bracket.passed, 400);
  EXPECT_GT(*bracket.failed, 400);
}

TEST(find_limit, says_that_all_passed_up_to_the_most) {
  const Bracket bracket = find_limit({.begin = 1000, .most = 5000, .probes = 20}, [](double) { return true; });
  EXPECT_EQ(bracket.passed, 5000);
  EXPECT_FALSE(bracket.failed);
}

TEST(find_limit, says_that_not_even_the_least_passed) {
  const Bracket bracket = find_limit({.begin = 1000, .least = 100, .probes = 20}, [](double) { return false; });
  EXPECT_FALSE(bracket.passed);
  EXPECT_EQ(bracket.failed, 100);
}

TEST(find_limit, stops_after_the_probes_it_may_make_and_asks_for_no_number_twice) {
  std::vector<double> asked;
  const Bracket bracket = find_limit({.begin = 1000, .precision = 0, .probes = 6}, [&](double n) {
    asked.push_back(n);
    return n <= 7300;
  });
  EXPECT_EQ(bracket.probes, 6);
  ASSERT_EQ(asked.size(), 6U);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(asked[i], asked[j]);
  }
}

}  // namespace
}  // namespace flumen::bench
