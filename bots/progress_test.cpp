#include "bots/progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Report::Sample busy() {
  Report::Sample sample;
  sample.in_world = 2500;
  sample.moves_sent = 4998;
  sample.moves_delivered = 245'103;
  sample.p50_ms = 9.1;
  sample.p99_ms = 21.4;
  sample.server_cores = 0.62;
  sample.own_cores = 0.3;
  return sample;
}

TEST(Progress, tells_the_last_second_in_a_line) {
  EXPECT_EQ(progress_line("measuring, 12 of 60 s", 2500, busy(), 0, 200),
            "measuring, 12 of 60 s · 2,500/2,500 in the world · p50 9.1 p99 21.4 ms · 4,998 moves/s · 245,103 "
            "delivered/s · server 0.62 cores · bots 0.30");
}

TEST(Progress, fits_a_narrow_terminal) {
  const std::string line = progress_line("measuring, 12 of 60 s", 2500, busy(), 3, 64);
  EXPECT_EQ(line, "measuring, 12 of 60 s · 2,500/2,500 in the world · 3 errors");
}

TEST(Progress, is_silent_about_what_does_not_happen) {
  const std::string line = progress_line("coming in", 10, Report::Sample{}, 0, 200);
  EXPECT_THAT(line, Not(HasSubstr("p99")));
  EXPECT_THAT(line, Not(HasSubstr("errors")));
}

}  // namespace
}  // namespace flumen::bots
