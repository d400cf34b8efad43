#include "charts/scale.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::charts {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> texts(const Scale& scale) {
  std::vector<std::string> out;
  for (const Tick& tick : scale.ticks()) out.push_back(tick.text);
  return out;
}

TEST(Scale, begins_at_zero_and_ends_on_a_round_number) {
  const Scale scale(Axis{}, 3, 47, 5);
  EXPECT_THAT(texts(scale), ElementsAre("0", "10", "20", "30", "40", "50"));
  EXPECT_DOUBLE_EQ(*scale.part(0), 0);
  EXPECT_DOUBLE_EQ(*scale.part(25), 0.5);
}

TEST(Scale, keeps_the_ends_it_is_given) {
  Axis axis;
  axis.min = 10;
  axis.max = 47;
  const Scale scale(axis, 0, 0, 4);
  EXPECT_THAT(texts(scale), ElementsAre("10", "20", "30", "40"));
  EXPECT_DOUBLE_EQ(*scale.part(47), 1);
}

TEST(Scale, goes_below_zero_for_values_that_do) {
  const Scale scale(Axis{}, -4, 4, 4);
  EXPECT_LE(scale.low(), -4);
  EXPECT_GT(*scale.part(0), 0);
}

TEST(Scale, clamps_what_lies_outside) {
  const Scale scale(Axis{}, 0, 10, 5);
  EXPECT_DOUBLE_EQ(*scale.part(-5), 0);
  EXPECT_DOUBLE_EQ(*scale.part(1e9), 1);
  EXPECT_FALSE(scale.part(std::numeric_limits<double>::quiet_NaN()));
}

TEST(Scale, has_ticks_for_values_that_are_all_the_same_or_none) {
  for (const double value :
       {0.0, 1e-9, 5.0, 1e12, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    for (const bool logarithmic : {false, true}) {
      Axis axis;
      axis.logarithmic = logarithmic;
      const Scale scale(axis, value, value, 5);
      EXPECT_GE(scale.ticks().size(), 2U) << value;
      EXPECT_LE(scale.ticks().size(), 20U) << value;
    }
  }
}

TEST(Scale, has_powers_and_what_lies_between_when_it_is_logarithmic) {
  Axis axis;
  axis.logarithmic = true;
  EXPECT_THAT(texts(Scale(axis, 1.5, 40, 6)), ElementsAre("1", "2", "5", "10", "20", "50"));
  EXPECT_THAT(texts(Scale(axis, 0.5, 90'000, 5)), ElementsAre("0.1", "1", "10", "100", "1,000", "10,000", "100,000"));
  EXPECT_FALSE(Scale(axis, 1, 10, 5).part(0));
}

TEST(Axis, names_its_unit) {
  Axis axis;
  axis.label = "latency";
  EXPECT_EQ(axis.caption(), "latency");
  axis.unit = "ms";
  EXPECT_EQ(axis.caption(), "latency (ms)");
}

}  // namespace
}  // namespace flumen::charts
