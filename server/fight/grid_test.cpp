#include "fight/grid.hpp"

#include <gtest/gtest.h>

namespace flumen::fight {
namespace {

TEST(Grid, finds_every_cell_by_its_place) {
  for (Cell cell = 0; cell < kCells; ++cell) EXPECT_EQ(cell_at(diamond_of(cell)), cell);
}

TEST(Grid, knows_no_cell_beyond_its_edges) {
  EXPECT_EQ(neighbour(0, Direction::north_east), kNoCell);
  EXPECT_EQ(neighbour(0, Direction::north_west), kNoCell);
  EXPECT_EQ(neighbour(0, Direction::south_west), kNoCell);
  EXPECT_EQ(neighbour(0, Direction::south_east), 22);
  EXPECT_EQ(cell_from(-1), kNoCell);
  EXPECT_EQ(cell_from(1078), kNoCell);
  EXPECT_EQ(cell_from(1077), 1077);
  EXPECT_EQ(cell_from(std::int64_t{1} << 40), kNoCell);
}

TEST(Grid, has_neighbours_across_sides) {
  // Row 24 is even, so its eastern neighbours have its own column; docs/maps.md.
  const Cell cell = 24 * 22 + 11;
  EXPECT_EQ(neighbour(cell, Direction::north_east), 23 * 22 + 11);
  EXPECT_EQ(neighbour(cell, Direction::south_east), 25 * 22 + 11);
  EXPECT_EQ(neighbour(cell, Direction::south_west), 25 * 22 + 10);
  EXPECT_EQ(neighbour(cell, Direction::north_west), 23 * 22 + 10);
}

TEST(Grid, counts_steps_and_lines_on_the_diagonals) {
  const Cell cell = 24 * 22 + 11;
  EXPECT_EQ(distance(cell, cell), 0);
  EXPECT_EQ(distance(cell, cell + 1), 2) << "the next column is two steps away";
  EXPECT_EQ(distance(cell, cell + 44), 2);
  EXPECT_FALSE(in_line(cell, cell + 1));
  EXPECT_TRUE(in_line(cell, neighbour(cell, Direction::south_west)));
}

TEST(Grid, takes_the_longer_leg_for_the_direction) {
  const Diamond middle = diamond_of(539);
  const auto from_middle = [&](int x, int y) { return direction_of(539, cell_at({middle.x + x, middle.y + y})); };
  EXPECT_EQ(from_middle(3, -1), Direction::south_east);
  EXPECT_EQ(from_middle(1, -3), Direction::north_east);
  EXPECT_EQ(from_middle(-2, 2), Direction::north_west) << "equal legs: x counts";
  EXPECT_EQ(from_middle(0, 4), Direction::south_west);
}

}  // namespace
}  // namespace flumen::fight
