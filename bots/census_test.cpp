#include "bots/census.hpp"

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

TEST(Census, has_so_many_listeners_on_a_map_and_replaces_one_who_leaves) {
  Census census(4, 2);
  const base::MapId map{3, 4};
  EXPECT_TRUE(census.enter(map));
  EXPECT_TRUE(census.enter(map));
  EXPECT_FALSE(census.enter(map));
  EXPECT_EQ(census.bots_on(map), 3U);
  census.leave(map, true);
  EXPECT_TRUE(census.enter(map));
  EXPECT_FALSE(census.enter(map));
  EXPECT_EQ(census.bots_on({0, 0}), 0U);
}

TEST(Census, lets_nobody_listen_who_does_not_want_to) {
  Census census(4, 2);
  EXPECT_FALSE(census.enter({0, 0}, false));
  EXPECT_TRUE(census.enter({0, 0}));
  EXPECT_EQ(census.bots_on({0, 0}), 2U);
}

TEST(Census, tells_maps_apart_on_all_sides_of_the_grid) {
  Census census(9, 1);
  for (int x = -1; x <= 1; ++x) {
    for (int y = -1; y <= 1; ++y) EXPECT_TRUE(census.enter({x, y})) << x << "," << y;
  }
  for (int x = -1; x <= 1; ++x) {
    for (int y = -1; y <= 1; ++y) EXPECT_EQ(census.bots_on({x, y}), 1U);
  }
}

TEST(Census, goes_on_when_it_has_no_room_for_another_map) {
  Census census(1, 1);
  for (int x = 0; x < 100; ++x) (void)census.enter({x, 0});
  EXPECT_FALSE(census.enter({1000, 0}));
  EXPECT_EQ(census.bots_on({1000, 0}), 0U);
  census.leave({1000, 0}, false);
  EXPECT_EQ(census.bots_on({0, 0}), 1U);
}

}  // namespace
}  // namespace flumen::bots
