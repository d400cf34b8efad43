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

/// A core on which reading costs `reading` whatever the window, and every window 6 ms of work.
struct Core {
  double reading;
  [[nodiscard]] double load_at(FlushWindow::Duration length) const {
    return std::min(1.0, reading + 6e-3 / std::chrono::duration<double>(length).count());
  }
  [[nodiscard]] FlushWindow::Duration settle() const {
    FlushWindow window(milliseconds(5), milliseconds(40));
    for (int i = 0; i < 400; ++i) window.update(load_at(window.value()));
    return window.value();
  }
};

TEST(FlushWindow, settles_where_the_load_is_bearable) {
  const Core core{0.3};
  EXPECT_GT(core.load_at(core.settle()), 0.5);
  EXPECT_LT(core.load_at(core.settle()), 0.7);
}

TEST(FlushWindow, hardly_grows_for_what_else_there_is_to_do) {
  const Core core{0.3};
  const Core busier{0.4};
  EXPECT_GT(busier.load_at(busier.settle()), core.load_at(core.settle()) + 0.05) << "the core does it";
  EXPECT_GT(busier.settle(), core.settle());
  EXPECT_LT(busier.settle(), core.settle() + milliseconds(2));
}

TEST(FlushWindow, grows_when_the_core_has_no_more_to_give) {
  const Core core{0.55};
  EXPECT_GT(core.settle(), milliseconds(25));
  EXPECT_LT(core.load_at(core.settle()), 0.78);
}

TEST(FlushWindow, stays_within_a_tenth_when_the_load_flickers) {
  const Core core{0.3};
  FlushWindow window(milliseconds(5), milliseconds(40));
  for (int i = 0; i < 400; ++i) window.update(core.load_at(window.value()));
  const auto mean = window.value();
  for (int i = 0; i < 400; ++i) {
    window.update(core.load_at(window.value()) + (i % 2 == 0 ? 0.1 : -0.1));
    EXPECT_LT(std::chrono::abs(window.value() - mean), mean / 10);
  }
}

TEST(FlushWindow, keeps_to_a_fixed_length) {
  FlushWindow window(milliseconds(20), milliseconds(20));
  for (const double busy : {0.0, 1.0, 0.6}) window.update(busy);
  EXPECT_EQ(window.value(), milliseconds(20));
}

TEST(FlushWindow, holds_back_what_comes_alone_only_while_the_thread_is_busy) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  constexpr milliseconds kFanOut{1};
  EXPECT_EQ(window.delay(milliseconds(5), kFanOut), milliseconds(0));
  EXPECT_EQ(window.delay(milliseconds(4), kFanOut), milliseconds(5));
  for (int i = 0; i < 30; ++i) window.update(1.0);
  EXPECT_EQ(window.delay(milliseconds(5), kFanOut), milliseconds(40));
  EXPECT_EQ(window.delay(milliseconds(100), kFanOut), milliseconds(40));
}

TEST(FlushWindow, leaves_a_crowd_time_to_read) {
  const FlushWindow window(milliseconds(5), milliseconds(40));
  EXPECT_EQ(window.delay(milliseconds(0), milliseconds(16)), milliseconds(28));
  EXPECT_EQ(window.delay(milliseconds(0), milliseconds(90)), milliseconds(40)) << "the bound holds for crowds, too";
}

TEST(FlushWindow, does_not_jump_for_one_busy_moment) {
  FlushWindow window(milliseconds(5), milliseconds(40));
  for (int i = 0; i < 20; ++i) window.update(0.2);
  window.update(1.0);
  EXPECT_EQ(window.value(), milliseconds(5));
}

}  // namespace
}  // namespace flumen::game
