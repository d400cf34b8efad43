#include "bots/map_grid.hpp"

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

MapGrid open_grid() {
  MapGrid grid;
  for (std::size_t i = 0; i < kCellCount; ++i) grid.set(cell_of(i), true);
  return grid;
}

/// A wall across all columns of two rows (one alone leaves diagonal gaps), with a gap at `gap`.
MapGrid walled_grid(int row, int gap) {
  MapGrid grid = open_grid();
  for (int column = 0; column < kColumns; ++column) {
    grid.set({column, row}, column == gap);
    grid.set({column, row + 1}, column == gap);
  }
  return grid;
}

/// Walks the path in small steps and looks at every one of them.
void expect_walkable(const MapGrid& grid, Point from, const std::vector<Point>& path) {
  for (const Point to : path) {
    for (int i = 0; i <= 200; ++i) {
      const Point p{from.x + (to.x - from.x) * i / 200, from.y + (to.y - from.y) * i / 200};
      ASSERT_TRUE(grid.walkable(p)) << p.x << ", " << p.y;
    }
    from = to;
  }
}

TEST(MapGrid, finds_the_cell_of_every_centre) {
  for (std::size_t i = 0; i < kCellCount; ++i) {
    EXPECT_EQ(cell_at(centre(cell_of(i))), cell_of(i));
    const Point middle = centre(cell_of(i));
    EXPECT_EQ(cell_at({middle.x + 42, middle.y}), cell_of(i));
    EXPECT_EQ(cell_at({middle.x, middle.y - 21}), cell_of(i));
  }
}

TEST(MapGrid, puts_the_spawn_of_the_protocol_where_the_grid_says) {
  EXPECT_EQ(centre({0, 0}), (Point{43, 21.5}));
  EXPECT_EQ(centre({0, 1}), (Point{86, 43}));
}

TEST(MapGrid, walks_straight_where_nothing_is_in_the_way) {
  const auto path = open_grid().find_path(centre({2, 10}), goal_cell({15, 30}));
  EXPECT_EQ(path, (std::vector<Point>{centre({15, 30})}));
}

TEST(MapGrid, walks_around_a_wall) {
  const MapGrid grid = walled_grid(20, 3);
  const Point from = centre({18, 10});
  EXPECT_FALSE(grid.clear(from, centre({18, 35})));
  const auto path = grid.find_path(from, goal_cell({18, 35}));
  ASSERT_FALSE(path.empty());
  EXPECT_EQ(path.back(), centre({18, 35}));
  expect_walkable(grid, from, path);
}

TEST(MapGrid, finds_nothing_behind_a_closed_wall_or_from_within_one) {
  const MapGrid grid = walled_grid(20, -1);
  EXPECT_TRUE(grid.find_path(centre({18, 10}), goal_cell({18, 35})).empty());
  EXPECT_TRUE(grid.find_path(centre({18, 20}), goal_cell({18, 35})).empty());
  EXPECT_TRUE(open_grid().find_path({-5, 10}, goal_cell({1, 1})).empty());
}

TEST(MapGrid, finds_its_way_on_random_maps) {
  std::srand(1);
  for (int round = 0; round < 200; ++round) {
    MapGrid grid;
    for (std::size_t i = 0; i < kCellCount; ++i) grid.set(cell_of(i), std::rand() % 4 != 0);
    const Cell start = cell_of(static_cast<std::size_t>(std::rand()) % kCellCount);
    const Cell end = cell_of(static_cast<std::size_t>(std::rand()) % kCellCount);
    const Point from = centre(start);
    const auto path = grid.find_path(from, goal_cell(end));
    if (path.empty()) continue;
    EXPECT_EQ(path.back(), centre(end));
    expect_walkable(grid, from, path);
  }
}

TEST(MapGrid, reaches_into_an_area_at_the_edge) {
  const MapGrid grid = open_grid();
  const Rect area{1860, 480, 60, 120};
  const auto path = grid.find_path({100, 538}, goal_area(area));
  ASSERT_FALSE(path.empty());
  const Point end = path.back();
  EXPECT_GE(end.x, area.x);
  EXPECT_LE(end.x, area.x + area.width);
  EXPECT_GE(end.y, area.y);
  EXPECT_LE(end.y, area.y + area.height);
}

TEST(MapGrid, keeps_a_pixel_from_what_cannot_be_walked_on) {
  MapGrid grid = open_grid();
  grid.set({10, 20}, false);
  const Point middle = centre({10, 20});
  // The blocked diamond's upper corner is 21.5 px above its middle.
  EXPECT_FALSE(grid.clear({middle.x - 200, middle.y - 22}, {middle.x + 200, middle.y - 22}));
  EXPECT_TRUE(grid.clear({middle.x - 200, middle.y - 23}, {middle.x + 200, middle.y - 23}));
}

}  // namespace
}  // namespace flumen::bots
