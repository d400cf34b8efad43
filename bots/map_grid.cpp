#include "bots/map_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace flumen::bots {
namespace {

constexpr double kMapWidth = 1920;
constexpr double kMapHeight = 1080;
constexpr double kCellWidth = 86;
constexpr double kCellHeight = 43;

/// On the axes u = x + 2y and v = 2y − x, in units of 86 px, the diamonds are unit squares around whole numbers.
struct Diagonal {
  double u = 0;
  double v = 0;
};

Diagonal to_diagonal(Point p) noexcept { return {(p.x + 2 * p.y) / kCellWidth, (2 * p.y - p.x) / kCellWidth}; }

Cell to_cell(int u, int v) noexcept {
  const int row = u + v - 1;
  return {(row - (row & 1)) / 2 - v, row};
}

int nearest(double value) noexcept { return static_cast<int>(std::floor(value + 0.5)); }

/// True when every cell the segment enters is walkable; at a corner, the cells beside it too.
bool segment_is_walkable(const MapGrid& grid, Point from, Point to) noexcept {
  const Diagonal a = to_diagonal(from);
  const Diagonal b = to_diagonal(to);
  int u = nearest(a.u);
  int v = nearest(a.v);
  const int last_u = nearest(b.u);
  const int last_v = nearest(b.v);
  const int step_u = b.u < a.u ? -1 : 1;
  const int step_v = b.v < a.v ? -1 : 1;
  // When, from 0 at the start to 1 at the end, the next border of each axis is crossed.
  const auto crossing = [](double at, double length, int square, int step) {
    if (length == 0) return std::numeric_limits<double>::infinity();
    return (square + 0.5 * step - at) / length;
  };
  constexpr double kCorner = 1e-6;

  if (!grid.walkable(to_cell(u, v))) return false;
  while (u != last_u || v != last_v) {
    const double next_u = u == last_u ? std::numeric_limits<double>::infinity() : crossing(a.u, b.u - a.u, u, step_u);
    const double next_v = v == last_v ? std::numeric_limits<double>::infinity() : crossing(a.v, b.v - a.v, v, step_v);
    if (std::fabs(next_u - next_v) < kCorner) {
      if (!grid.walkable(to_cell(u + step_u, v)) || !grid.walkable(to_cell(u, v + step_v))) return false;
      u += step_u;
      v += step_v;
    } else if (next_u < next_v) {
      u += step_u;
    } else {
      v += step_v;
    }
    if (!grid.walkable(to_cell(u, v))) return false;
  }
  return true;
}

std::array<Cell, 4> neighbours(Cell cell) noexcept {
  const int east = (cell.row & 1) != 0 ? cell.column + 1 : cell.column;
  return {Cell{east, cell.row - 1}, Cell{east, cell.row + 1}, Cell{east - 1, cell.row + 1},
          Cell{east - 1, cell.row - 1}};
}

/// Takes out every point that can be passed by.
std::vector<Point> straighten(const MapGrid& grid, Point from, const std::vector<Point>& points) {
  std::vector<Point> out;
  std::size_t next = 0;
  while (next < points.size()) {
    std::size_t farthest = next;
    for (std::size_t i = points.size() - 1; i > next; --i) {
      if (grid.clear(from, points[i])) {
        farthest = i;
        break;
      }
    }
    from = points[farthest];
    out.push_back(from);
    next = farthest + 1;
  }
  return out;
}

}  // namespace

double distance(Point a, Point b) noexcept { return std::hypot(a.x - b.x, a.y - b.y); }

Point centre(Cell cell) noexcept {
  const double half = (cell.row & 1) != 0 ? 1.0 : 0.5;
  return {(cell.column + half) * kCellWidth, (cell.row + 1) * (kCellHeight / 2)};
}

Cell cell_at(Point p) noexcept {
  const Diagonal diagonal = to_diagonal(p);
  return to_cell(nearest(diagonal.u), nearest(diagonal.v));
}

bool MapGrid::walkable(Point p) const noexcept {
  return p.x >= 0 && p.x <= kMapWidth && p.y >= 0 && p.y <= kMapHeight && walkable(cell_at(p));
}

bool MapGrid::clear(Point from, Point to) const noexcept {
  const double length = distance(from, to);
  if (length == 0) return walkable(from);
  const double across_x = -(to.y - from.y) / length;
  const double across_y = (to.x - from.x) / length;
  for (const double side : {0.0, 1.0, -1.0}) {
    const Point start{from.x + side * across_x, from.y + side * across_y};
    const Point end{to.x + side * across_x, to.y + side * across_y};
    if (!segment_is_walkable(*this, start, end)) return false;
  }
  return true;
}

std::vector<Point> MapGrid::find_path(Point from, const Goal& goal) const {
  constexpr std::uint16_t kUnseen = UINT16_MAX;
  const Cell start = cell_at(from);
  if (!walkable(from)) return {};

  // Breadth first: every step costs the same, so the first goal met is the nearest.
  std::array<std::uint16_t, kCellCount> came_from;
  came_from.fill(kUnseen);
  std::array<std::uint16_t, kCellCount> queue;
  std::size_t begin = 0;
  std::size_t end = 0;
  queue[end++] = static_cast<std::uint16_t>(index_of(start));
  came_from[index_of(start)] = static_cast<std::uint16_t>(index_of(start));
  while (begin < end) {
    const std::size_t at = queue[begin++];
    if (const auto last = goal(cell_of(at))) {
      std::vector<Point> points{*last};
      for (std::size_t i = at;; i = came_from[i]) {
        // Between the middles of two cells that share a side, and from anywhere in a cell to its middle, nothing
        // else is touched.
        if (!(centre(cell_of(i)) == points.back())) points.push_back(centre(cell_of(i)));
        if (came_from[i] == i) break;
      }
      std::reverse(points.begin(), points.end());
      return straighten(*this, from, points);
    }
    for (const Cell next : neighbours(cell_of(at))) {
      if (!walkable(next) || came_from[index_of(next)] != kUnseen) continue;
      came_from[index_of(next)] = static_cast<std::uint16_t>(at);
      queue[end++] = static_cast<std::uint16_t>(index_of(next));
    }
  }
  return {};
}

MapGrid::Goal goal_cell(Cell cell) {
  return [cell](Cell at) { return at == cell ? std::optional(centre(at)) : std::nullopt; };
}

MapGrid::Goal goal_area(Rect area) {
  return [area](Cell at) -> std::optional<Point> {
    // A pixel inside, where the rectangle is that large, so that rounding does not lead out of it.
    const double inset_x = std::min(1.0, area.width / 2);
    const double inset_y = std::min(1.0, area.height / 2);
    const Point middle = centre(at);
    const Point inside{std::clamp(middle.x, area.x + inset_x, area.x + area.width - inset_x),
                       std::clamp(middle.y, area.y + inset_y, area.y + area.height - inset_y)};
    if (inside.x < 0 || inside.x > kMapWidth || inside.y < 0 || inside.y > kMapHeight) return std::nullopt;
    // As far from the cell's own border: a diamond shrunk by a pixel or so.
    const double depth =
        std::fabs(inside.x - middle.x) / (kCellWidth / 2) + std::fabs(inside.y - middle.y) / (kCellHeight / 2);
    if (depth > 0.94) return std::nullopt;
    return inside;
  };
}

}  // namespace flumen::bots
