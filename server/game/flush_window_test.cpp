#include "game/flush_window.hpp"

#include <gtest/gtest.h>

namespace flumen::game {
namespace {

using std::chrono::milliseconds;

TEST(FlushWindow, is_short_while_there_is_time) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  EXPECT_EQ(window.value(), milliseconds(5));
  window.update(0.1);
  EXPECT_EQ(window.value(), milliseconds(5));
}

TEST(FlushWindow, grows_at_once_with_the_load_and_shrinks_slowly) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  window.update(1.0);
  EXPECT_EQ(window.value(), milliseconds(40));
  window.update(0.0);
  EXPECT_GT(window.value(), milliseconds(30));
  for (int i = 0; i < 50; ++i) window.update(0.0);
  EXPECT_EQ(window.value(), milliseconds(5));
}

TEST(FlushWindow, lies_between_its_bounds_in_between) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  window.update(0.4);
  EXPECT_GT(window.value(), milliseconds(5));
  EXPECT_LT(window.value(), milliseconds(40));
}

}  // namespace
}  // namespace flumen::game
