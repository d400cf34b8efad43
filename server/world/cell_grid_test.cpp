#include "world/cell_grid.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace flumen::world {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Walkability open_map() {
  Walkability open;
  for (std::size_t i = 0; i < kCellCount; ++i) open.set(cell_of(i), true);
  return open;
}

/// By the definition of a diamond, with its two upper sides its own.
bool diamond_contains(Cell cell, Point p) {
  const Point middle = centre(cell);
  const double u = (p.x - middle.x) + 2 * (p.y - middle.y);
  const double v = 2 * (p.y - middle.y) - (p.x - middle.x);
  return u >= -43 && u < 43 && v >= -43 && v < 43;
}

/// Points of the grid's own resolution, many of them exactly on borders and corners.
class Points {
 public:
  explicit Points(unsigned seed) : engine_(seed) {}

  Point next() {
    switch (below(3)) {
      case 0:
        return {below(1921) * 1.0, below(1081) * 1.0};
      case 1:
        return {below(2 * 1920 / 43 + 1) * 21.5, below(2 * 1080 / 43 + 1) * 21.5};
      default:
        return {below(1920 * 65536) / 65536.0, below(1080 * 65536) / 65536.0};
    }
  }

  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(engine_); }

 private:
  std::mt19937 engine_;
};

TEST(CellGrid, finds_the_cell_of_every_middle) {
  for (std::size_t i = 0; i < kCellCount; ++i) EXPECT_EQ(cell_at(centre(cell_of(i))), cell_of(i));
  EXPECT_EQ(centre({0, 0}), (Point{43, 21.5}));
  EXPECT_EQ(centre({21, 47}), (Point{1892, 1032}));
}

TEST(CellGrid, finds_the_one_diamond_that_contains_a_point) {
  Points points(1);
  for (int i = 0; i < 3'000; ++i) {
    const Point p = points.next();
    std::optional<Cell> expected;
    for (std::size_t cell = 0; cell < kCellCount; ++cell) {
      if (!diamond_contains(cell_of(cell), p)) continue;
      EXPECT_FALSE(expected) << "two cells hold " << p.x << ", " << p.y;
      expected = cell_of(cell);
    }
    EXPECT_EQ(cell_at(p), expected) << p.x << ", " << p.y;
  }
}

TEST(CellGrid, has_an_answer_for_any_number) {
  const Walkability open = open_map();
  for (const double wild : {kNan, kInfinity, -kInfinity, 1e308, -1e308, 1e18, -5.0, 5000.0, -0.001, 1e-320}) {
    for (const Point p : {Point{wild, 500}, Point{500, wild}, Point{wild, wild}}) {
      const bool on_map = p.x >= 0 && p.x <= kMapWidth && p.y >= 0 && p.y <= kMapHeight;
      if (on_map) continue;
      EXPECT_FALSE(open.at(p)) << p.x << ", " << p.y;
      EXPECT_FALSE(open.segment_is_walkable({758, 605}, p));
      EXPECT_FALSE(open.segment_is_walkable(p, {758, 605}));
    }
  }
  EXPECT_EQ(cell_at({1e308, 1e308}), std::nullopt);
  EXPECT_EQ(cell_at({kNan, 0}), std::nullopt);
}

TEST(CellGrid, keeps_what_lies_beyond_the_map_unwalkable) {
  const Walkability open = open_map();
  EXPECT_TRUE(cell_at({1925, 559})) << "the last cell of an odd row reaches beyond the map";
  EXPECT_FALSE(open.at(Point{1925, 559}));
  EXPECT_TRUE(open.at(Point{1920, 559}));
  EXPECT_FALSE(open.at(Cell{22, 0}));
  EXPECT_FALSE(open.at(Cell{0, -1}));
}

TEST(CellGrid, knows_neighbours_as_those_that_share_a_side) {
  for (const Cell cell : {Cell{5, 10}, Cell{5, 11}}) {
    const Point middle = centre(cell);
    const auto around = neighbours(cell);
    EXPECT_EQ(centre(around[0]), (Point{middle.x + 43, middle.y - 21.5}));
    EXPECT_EQ(centre(around[1]), (Point{middle.x + 43, middle.y + 21.5}));
    EXPECT_EQ(centre(around[2]), (Point{middle.x - 43, middle.y + 21.5}));
    EXPECT_EQ(centre(around[3]), (Point{middle.x - 43, middle.y - 21.5}));
  }
}

// --- Segments -------------------------------------------------------------------------------------------------------

/// Whether a segment passes through the inside of a diamond, by clipping it against the four sides in whole numbers.
/// The ends of the part inside are fractions n/d with d > 0.
bool enters(Cell cell, Point from, Point to) {
  const auto units = [](double value) { return static_cast<std::int64_t>(std::llround(value * 65536)); };
  const std::int64_t mx = units(centre(cell).x);
  const std::int64_t my = units(centre(cell).y);
  const std::int64_t x0 = units(from.x) - mx;
  const std::int64_t y0 = units(from.y) - my;
  const std::int64_t x1 = units(to.x) - mx;
  const std::int64_t y1 = units(to.y) - my;
  const std::int64_t half = std::int64_t{43} * 65536;
  struct Fraction {
    std::int64_t n;
    std::int64_t d;
    bool operator<(const Fraction& other) const { return n * other.d < other.n * d; }
  };
  Fraction begin{0, 1};
  Fraction end{1, 1};
  for (const auto& [a, b] : {std::pair{x0 + 2 * y0, x1 + 2 * y1}, std::pair{2 * y0 - x0, 2 * y1 - x1}}) {
    if (a == b) {
      if (a <= -half || a >= half) return false;
      continue;
    }
    const std::int64_t sign = b > a ? 1 : -1;
    const Fraction in{(-half * sign - a) * sign, (b - a) * sign};
    const Fraction out{(half * sign - a) * sign, (b - a) * sign};
    if (begin < in) begin = in;
    if (out < end) end = out;
  }
  return begin < end;
}

std::set<Cell> cells_needed(Point from, Point to) {
  std::set<Cell> needed{*cell_at(from), *cell_at(to)};
  for (std::size_t i = 0; i < kCellCount; ++i) {
    if (enters(cell_of(i), from, to)) needed.insert(cell_of(i));
  }
  return needed;
}

/// Neither along a border (which belongs to one of two cells and enters neither) nor over one of the notches.
bool is_ordinary(Point from, Point to) {
  if (from.x + 2 * from.y == to.x + 2 * to.y || 2 * from.y - from.x == 2 * to.y - to.x) return false;
  return open_map().segment_is_walkable(from, to);
}

TEST(Segment, needs_exactly_the_cells_it_enters) {
  Points points(2);
  int tried = 0;
  for (int i = 0; i < 600; ++i) {
    const Point from = points.next();
    const Point to = points.next();
    if (!is_ordinary(from, to)) continue;
    ++tried;
    const auto needed = cells_needed(from, to);
    Walkability only;
    for (const Cell cell : needed) only.set(cell, true);
    ASSERT_TRUE(only.segment_is_walkable(from, to)) << from.x << "," << from.y << " " << to.x << "," << to.y;
    ASSERT_TRUE(only.segment_is_walkable(to, from)) << from.x << "," << from.y << " " << to.x << "," << to.y;
    for (const Cell cell : needed) {
      Walkability holed = open_map();
      holed.set(cell, false);
      ASSERT_FALSE(holed.segment_is_walkable(from, to)) << cell.column << "," << cell.row;
      ASSERT_FALSE(holed.segment_is_walkable(to, from)) << cell.column << "," << cell.row;
    }
  }
  EXPECT_GT(tried, 200);
}

TEST(Segment, is_the_same_in_both_directions) {
  Points points(3);
  for (int map = 0; map < 40; ++map) {
    Walkability random;
    for (std::size_t i = 0; i < kCellCount; ++i) random.set(cell_of(i), points.below(100) < 97);
    for (int i = 0; i < 500; ++i) {
      const Point from = points.next();
      const Point to = points.next();
      ASSERT_EQ(random.segment_is_walkable(from, to), random.segment_is_walkable(to, from))
          << from.x << "," << from.y << " " << to.x << "," << to.y;
    }
  }
}

TEST(Segment, is_stopped_by_a_wall_however_thin) {
  Walkability walled = open_map();
  for (int row = 0; row < kRows; ++row) walled.set({10, row}, false);
  EXPECT_FALSE(walled.segment_is_walkable({300, 300}, {1600, 320}));
  EXPECT_FALSE(walled.segment_is_walkable({1600, 320}, {300, 300}));
  EXPECT_TRUE(walled.segment_is_walkable({300, 300}, {700, 800}));
}

TEST(Segment, slips_through_a_corner_between_cells) {
  const Cell cell{10, 20};
  const Point corner{centre(cell).x + 43, centre(cell).y};
  const Cell beyond{11, 20};
  Walkability two;
  two.set(cell, true);
  two.set(beyond, true);
  EXPECT_TRUE(two.segment_is_walkable(centre(cell), centre(beyond)));
  EXPECT_TRUE(two.segment_is_walkable(centre(beyond), centre(cell)));
  EXPECT_FALSE(two.segment_is_walkable(centre(cell), corner)) << "the corner itself is a point of the cell below it";
  EXPECT_FALSE(two.segment_is_walkable({centre(cell).x, centre(cell).y + 0.001}, centre(beyond)))
      << "just beside the corner a third cell is entered";
}

TEST(Segment, along_a_border_lies_in_one_of_the_two_cells) {
  const Cell cell{10, 20};
  const Point middle = centre(cell);
  // Along its upper right side, which is its own.
  const Point from{middle.x + 10, middle.y - 16.5};
  const Point to{middle.x + 30, middle.y - 6.5};
  Walkability own;
  own.set(cell, true);
  EXPECT_TRUE(own.segment_is_walkable(from, to));
  EXPECT_TRUE(own.segment_is_walkable(to, from));
  Walkability other = open_map();
  other.set(cell, false);
  EXPECT_FALSE(other.segment_is_walkable(from, to));
}

TEST(Segment, may_be_a_single_point) {
  Walkability one;
  one.set({8, 27}, true);
  EXPECT_TRUE(one.segment_is_walkable({758, 605}, {758, 605}));
  EXPECT_FALSE(one.segment_is_walkable({100, 538}, {100, 538}));
}

TEST(Geometry, measures_the_distance_to_a_rectangle) {
  const Rect rect{10, 20, 30, 40};
  EXPECT_EQ(rect.distance_to({20, 30}), 0);
  EXPECT_EQ(rect.distance_to({40, 60}), 0);
  EXPECT_EQ(rect.distance_to({43, 64}), 5);
  EXPECT_EQ(rect.distance_to({7, 30}), 3);
}

}  // namespace
}  // namespace flumen::world
