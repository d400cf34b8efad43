#include "world/path.hpp"

#include <deque>
#include <map>
#include <random>

#include <gtest/gtest.h>

namespace flumen::world {
namespace {

Walkability random_map(unsigned seed, int walkable_percent) {
  std::mt19937 engine(seed);
  Walkability map;
  for (std::size_t i = 0; i < kCellCount; ++i) map.set(cell_of(i), static_cast<int>(engine() % 100) < walkable_percent);
  return map;
}

TEST(Path, leads_along_walkable_legs_wherever_there_is_a_way) {
  std::mt19937 engine(7);
  int found = 0;
  int missing = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    const Walkability map = random_map(seed, 68);
    for (int i = 0; i < 10; ++i) {
      const Point from{static_cast<double>(engine() % 1920), static_cast<double>(engine() % 1080)};
      const Point to{static_cast<double>(engine() % 1920), static_cast<double>(engine() % 1080)};
      const auto path = find_path(map, from, to);
      const bool expected = map.at(from) && map.at(to) && reachable_from(map, *cell_at(from)).at(to);
      ASSERT_EQ(path.has_value(), expected);
      ++(path ? found : missing);
      if (!path) continue;
      Point here = from;
      for (const Point next : *path) {
        ASSERT_TRUE(map.segment_is_walkable(here, next));
        here = next;
      }
      ASSERT_EQ(here, to);
    }
  }
  EXPECT_GT(found, 50);
  EXPECT_GT(missing, 50);
}

TEST(Path, goes_straight_where_nothing_is_in_the_way) {
  const Walkability open = random_map(0, 100);
  const auto path = find_path(open, {200, 200}, {1500, 900});
  ASSERT_TRUE(path);
  EXPECT_EQ(path->size(), 1U);
  EXPECT_EQ(find_path(open, {200, 200}, {200, 200}), (std::vector<Point>{{200, 200}}));
}

TEST(Path, goes_round_a_wall) {
  Walkability walled = random_map(0, 100);
  for (int row = 0; row < 40; ++row) walled.set({10, row}, false);
  const auto path = find_path(walled, {600, 300}, {1300, 300});
  ASSERT_TRUE(path);
  EXPECT_GE(path->size(), 2U);
  double length = 0;
  Point here{600, 300};
  for (const Point next : *path) {
    length += distance(here, next);
    here = next;
  }
  EXPECT_LT(length, 2'200);
}

TEST(Path, reaches_only_over_shared_sides) {
  Walkability corners;
  corners.set({10, 20}, true);
  corners.set({11, 20}, true);
  EXPECT_FALSE(reachable_from(corners, {10, 20}).at(Cell{11, 20}));
  EXPECT_FALSE(find_path(corners, centre({10, 20}), centre({11, 20})));
  corners.set(neighbours({10, 20})[0], true);
  EXPECT_TRUE(reachable_from(corners, {10, 20}).at(Cell{11, 20}));
  EXPECT_FALSE(reachable_from(corners, {0, 0}).at(Cell{0, 0})) << "a closed cell reaches nothing";
}

TEST(Path, finds_the_walkable_part_of_an_area) {
  Walkability one;
  one.set({0, 24}, true);  // x 0 … 86, y 516 … 559
  EXPECT_TRUE(area_is_walkable(one, {0, 500, 71, 80}));
  EXPECT_TRUE(area_is_walkable(one, {0, 537, 5, 1}));
  EXPECT_FALSE(area_is_walkable(one, {0, 516, 20, 10})) << "in the notch beside the diamond";
  EXPECT_FALSE(area_is_walkable(one, {1849, 500, 71, 80}));
  Walkability last;
  last.set({21, 25}, true);
  EXPECT_TRUE(area_is_walkable(last, {1900, 500, 20, 80}));
}

}  // namespace
}  // namespace flumen::world
