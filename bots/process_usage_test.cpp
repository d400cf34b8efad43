#include "bots/process_usage.hpp"

#include <unistd.h>

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

TEST(ProcessUsage, reads_ticks_behind_a_name_with_blanks_and_parentheses) {
  EXPECT_EQ(cpu_ticks("42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 120 45 0 0 20 0").value(), 165U);
  EXPECT_FALSE(cpu_ticks("42 (short) S 1 2"));
  EXPECT_FALSE(cpu_ticks(""));
}

TEST(ProcessUsage, sees_this_process_and_no_other_of_an_impossible_number) {
  const auto usage = process_usage(::getpid());
  ASSERT_TRUE(usage) << usage.error().message;
  EXPECT_GT(usage->resident_bytes, 1024U * 1024U);
  EXPECT_EQ(process_usage(-1).error().code, base::Errc::not_found);
}

TEST(ProcessUsage, cannot_raise_the_limit_beyond_what_is_allowed) {
  const std::size_t now = raise_descriptor_limit(1);
  EXPECT_GE(now, 1U);
  EXPECT_GE(raise_descriptor_limit(now), now);
}

}  // namespace
}  // namespace flumen::bots
