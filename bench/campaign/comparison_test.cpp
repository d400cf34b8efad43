#include "bench/campaign/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::bench {
namespace {

using ::testing::HasSubstr;

Results with(std::string_view id, std::initializer_list<double> p99) {
  Results results;
  for (const double value : p99) results.add(id, {{"p99", value}});
  return results;
}

TEST(Comparison, agrees_where_the_runs_overlap) {
  const auto compared = compare(with("flumen.w1.bin", {20, 22, 30}), with("flumen.w1.bin", {28, 33, 35}));
  ASSERT_EQ(compared.size(), 1U);
  EXPECT_TRUE(compared[0].agree());
  const std::string text = to_text(compared);
  EXPECT_THAT(text, HasSubstr("22.0 ± 5.0"));
  EXPECT_THAT(text, HasSubstr("33.0 ± 3.5"));
  EXPECT_THAT(text, HasSubstr("+50 %  agree"));
  EXPECT_THAT(text, HasSubstr("1 of 1 agree"));
}

TEST(Comparison, differs_where_they_do_not) {
  const auto compared = compare(with("flumen.w1.bin", {20, 22}), with("flumen.w1.bin", {23, 25}));
  ASSERT_EQ(compared.size(), 1U);
  EXPECT_FALSE(compared[0].agree());
  EXPECT_THAT(to_text(compared), HasSubstr("0 of 1 agree"));
}

TEST(Comparison, leaves_out_what_has_no_spread_or_was_measured_once) {
  EXPECT_TRUE(compare(with("flumen.w5", {20}), with("flumen.w5", {21, 22})).empty());
  EXPECT_TRUE(compare(with("flumen.w1.bin", {20, 21}), with("flumen.w2.bin", {20, 21})).empty());
  EXPECT_TRUE(compare(with("flumen.w4", {0, 0}), with("flumen.w4", {0, 0})).empty());
}

}  // namespace
}  // namespace flumen::bench
