#include "bots/walker.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

TEST(Walker, never_walks_farther_than_it_may_nor_past_a_corner) {
  Walker walker;
  walker.place({0, 0});
  walker.follow({{100, 0}, {100, 50}});
  EXPECT_EQ(walker.advance(70), (Point{70, 0}));
  EXPECT_EQ(walker.advance(70), (Point{100, 0}));
  EXPECT_FALSE(walker.arrived());
  EXPECT_EQ(walker.advance(70), (Point{100, 50}));
  EXPECT_TRUE(walker.arrived());
  EXPECT_EQ(walker.advance(70), (Point{100, 50}));
}

TEST(Walker, has_positions_of_two_decimals) {
  Walker walker;
  walker.place({1.0 / 3, 2.0 / 3});
  EXPECT_EQ(walker.position(), (Point{0.33, 0.67}));
  walker.follow({{700, 431}});
  while (!walker.arrived()) {
    const Point p = walker.advance(17.77);
    EXPECT_NEAR(p.x * 100, std::round(p.x * 100), 1e-6);
    EXPECT_NEAR(p.y * 100, std::round(p.y * 100), 1e-6);
  }
}

TEST(Walker, forgets_its_way_when_it_is_placed) {
  Walker walker;
  walker.place({0, 0});
  walker.follow({{100, 0}});
  walker.place({5, 5});
  EXPECT_TRUE(walker.arrived());
  EXPECT_EQ(walker.advance(10), (Point{5, 5}));
}

}  // namespace
}  // namespace flumen::bots
