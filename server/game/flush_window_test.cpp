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

TEST(FlushWindow, grows_to_its_bound_under_load_and_comes_back) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  for (int i = 0; i < 30; ++i) window.update(1.0);
  EXPECT_EQ(window.value(), milliseconds(40));
  for (int i = 0; i < 100; ++i) window.update(0.1);
  EXPECT_EQ(window.value(), milliseconds(5));
}

TEST(FlushWindow, settles_where_the_load_is_bearable) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  // A core on which sending costs 0.3 whatever the window, and 6 ms of work for every window.
  const auto load_at = [](FlushWindow::Duration length) {
    return 0.3 + 6e-3 / std::chrono::duration<double>(length).count();
  };
  for (int i = 0; i < 200; ++i) window.update(std::min(1.0, load_at(window.value())));
  EXPECT_GT(load_at(window.value()), 0.5);
  EXPECT_LT(load_at(window.value()), 0.7);
}

TEST(FlushWindow, holds_back_what_comes_alone_only_while_the_thread_is_busy) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  EXPECT_EQ(window.delay(milliseconds(5)), milliseconds(0));
  EXPECT_EQ(window.delay(milliseconds(4)), milliseconds(5));
  for (int i = 0; i < 30; ++i) window.update(1.0);
  EXPECT_EQ(window.delay(milliseconds(5)), milliseconds(40));
  EXPECT_EQ(window.delay(milliseconds(100)), milliseconds(40));
}

TEST(FlushWindow, does_not_jump_for_one_busy_moment) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  for (int i = 0; i < 20; ++i) window.update(0.2);
  window.update(1.0);
  EXPECT_EQ(window.value(), milliseconds(5));
}

}  // namespace
}  // namespace flumen::game
