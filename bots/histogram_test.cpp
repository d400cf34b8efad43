#include "bots/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

TEST(Histogram, is_exact_for_small_values) {
  Histogram histogram;
  for (std::uint64_t value = 1; value <= 100; ++value) histogram.record(value);
  EXPECT_EQ(histogram.at(0.5), 50U);
  EXPECT_EQ(histogram.at(0.99), 99U);
  EXPECT_EQ(histogram.at(1.0), 100U);
  EXPECT_EQ(histogram.at(0.0), 1U);
  EXPECT_EQ(histogram.max(), 100U);
  EXPECT_DOUBLE_EQ(histogram.mean(), 50.5);
}

TEST(Histogram, tells_any_quantile_within_one_percent) {
  std::mt19937_64 random(5);
  std::lognormal_distribution<double> distribution(9, 2);
  Histogram histogram;
  std::vector<std::uint64_t> values;
  for (int i = 0; i < 20'000; ++i) {
    values.push_back(static_cast<std::uint64_t>(distribution(random)));
    histogram.record(values.back());
  }
  std::sort(values.begin(), values.end());
  for (const double quantile : {0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::ceil(quantile * static_cast<double>(values.size())));
    const auto exact = static_cast<double>(values[rank - 1]);
    EXPECT_NEAR(static_cast<double>(histogram.at(quantile)), exact, exact * 0.01) << quantile;
    EXPECT_GE(static_cast<double>(histogram.at(quantile)), exact) << quantile;
  }
}

TEST(Histogram, says_zero_when_it_is_empty) {
  const Histogram histogram;
  EXPECT_EQ(histogram.at(0.99), 0U);
  EXPECT_EQ(histogram.max(), 0U);
  EXPECT_EQ(histogram.mean(), 0);
}

TEST(Histogram, counts_what_is_too_large_at_its_end) {
  Histogram histogram;
  histogram.record(~std::uint64_t{0});
  EXPECT_EQ(histogram.at(0.5), Histogram::kMaxValue);
}

TEST(Histogram, merges_as_if_all_had_been_recorded_in_one) {
  Histogram all;
  Histogram even;
  Histogram odd;
  for (std::uint64_t value = 0; value < 50'000; value += 7) {
    all.record(value);
    (value % 2 == 0 ? even : odd).record(value);
  }
  even.merge(odd);
  EXPECT_EQ(even.count(), all.count());
  EXPECT_EQ(even.max(), all.max());
  for (const double quantile : {0.1, 0.5, 0.9, 0.999}) EXPECT_EQ(even.at(quantile), all.at(quantile));
}

TEST(Histogram, tells_what_came_after_an_earlier_copy) {
  Histogram histogram;
  for (int i = 0; i < 100; ++i) histogram.record(50'000);
  const Histogram earlier = histogram;
  for (int i = 0; i < 10; ++i) histogram.record(700);
  const Histogram later = histogram.since(earlier);
  EXPECT_EQ(later.count(), 10U);
  EXPECT_NEAR(static_cast<double>(later.at(0.99)), 700, 7);
  EXPECT_NEAR(static_cast<double>(later.max()), 700, 7);
  EXPECT_DOUBLE_EQ(later.mean(), 700);
  EXPECT_EQ(histogram.since(histogram).count(), 0U);
}

TEST(Histogram, can_be_sent_elsewhere) {
  Histogram histogram;
  for (std::uint64_t value = 1; value < 1'000'000; value *= 3) histogram.record(value);
  const auto copy = Histogram::restored(histogram.buckets(), histogram.sum(), histogram.max());
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->count(), histogram.count());
  EXPECT_EQ(copy->at(0.7), histogram.at(0.7));
  EXPECT_EQ(copy->max(), histogram.max());
  EXPECT_DOUBLE_EQ(copy->mean(), histogram.mean());
  EXPECT_FALSE(Histogram::restored(std::vector<std::uint64_t>(1'000'000), 0, 0));
}

}  // namespace
}  // namespace flumen::bots
