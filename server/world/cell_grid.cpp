#include "world/cell_grid.hpp"

#include <cstdint>

namespace flumen::world {
namespace {

// All decisions are made on whole numbers, so that they are exact and the same everywhere: positions in units of
// 1/65,536 px, in which every border and corner of the grid is a whole number too.
//
// On the two diagonal axes u = x + 2y and v = 2y − x the diamonds are squares with sides of 86 px, centred on the
// multiples of 86.
constexpr std::int64_t kUnit = std::int64_t{1} << 16;
constexpr std::int64_t kSide = 86 * kUnit;
static_assert(kCellWidth == 86 && kCellHeight == 43, "the axes u and v assume diamonds twice as wide as high");

/// A point on the diagonal axes. |u|, |v| < 2³⁰, so products of two differences fit 64 bits.
struct Diagonal {
  std::int64_t u = 0;
  std::int64_t v = 0;
};

/// A square on the diagonal axes: the multiple of kSide it is centred on. Each holds its lower borders only.
struct Square {
  std::int64_t u = 0;
  std::int64_t v = 0;
};

/// Nearest whole unit. REQUIRES |value| ≤ 4,096: the conversion cannot overflow.
std::int64_t to_units(double value) noexcept {
  return static_cast<std::int64_t>(std::floor(value * static_cast<double>(kUnit) + 0.5));
}

/// Nothing for what is far outside the map or not a number.
std::optional<Diagonal> to_diagonal(Point p) noexcept {
  constexpr double kFar = 4096;
  if (!(std::fabs(p.x) <= kFar && std::fabs(p.y) <= kFar)) return std::nullopt;
  const std::int64_t x = to_units(p.x);
  const std::int64_t y = to_units(p.y);
  return Diagonal{x + 2 * y, 2 * y - x};
}

std::int64_t floor_divide(std::int64_t value, std::int64_t by) noexcept {
  const std::int64_t quotient = value / by;
  return value % by < 0 ? quotient - 1 : quotient;
}

Square square_at(Diagonal p) noexcept {
  return {floor_divide(p.u + kSide / 2, kSide), floor_divide(p.v + kSide / 2, kSide)};
}

Cell to_cell(Square square) noexcept {
  const std::int64_t row = square.u + square.v - 1;
  const std::int64_t column = floor_divide(row, 2) - square.v;
  return {static_cast<int>(column), static_cast<int>(row)};
}

bool on_map(Point p) noexcept { return p.x >= 0 && p.x <= kMapWidth && p.y >= 0 && p.y <= kMapHeight; }

/// How a segment runs along one axis: from square to square, crossing a border each time.
struct Axis {
  Axis(std::int64_t from, std::int64_t to, std::int64_t from_square, std::int64_t to_square) noexcept
      : step(to_square < from_square ? -1 : 1),
        crossings_left((to_square - from_square) * step),
        length((to - from) * step),
        to_next((from_square * kSide + step * (kSide / 2) - from) * step) {}

  void cross() noexcept {
    to_next += kSide;
    --crossings_left;
  }

  std::int64_t step;
  std::int64_t crossings_left;
  std::int64_t length;   ///< ≥ 0 when there are crossings
  std::int64_t to_next;  ///< from the start of the segment to the next border
};

}  // namespace

Point centre(Cell cell) noexcept {
  const double half = (cell.row & 1) != 0 ? 1.0 : 0.5;
  return {(cell.column + half) * kCellWidth, (cell.row + 1) * (kCellHeight / 2)};
}

std::optional<Cell> cell_at(Point p) noexcept {
  const auto diagonal = to_diagonal(p);
  if (!diagonal) return std::nullopt;
  const Cell cell = to_cell(square_at(*diagonal));
  if (!in_grid(cell)) return std::nullopt;
  return cell;
}

std::array<Cell, 4> neighbours(Cell cell) noexcept {
  const int east = (cell.row & 1) != 0 ? cell.column + 1 : cell.column;
  const int west = east - 1;
  return {Cell{east, cell.row - 1}, Cell{east, cell.row + 1}, Cell{west, cell.row + 1}, Cell{west, cell.row - 1}};
}

bool Walkability::at(Point p) const noexcept {
  if (!on_map(p)) return false;
  const auto cell = cell_at(p);
  return cell && cells_[index_of(*cell)];
}

// Amanatides and Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing", 1987, in two dimensions; the crossings of
// the two axes are ordered by cross-multiplication instead of division, and counted instead of compared to an end.
bool Walkability::segment_is_walkable(Point from, Point to) const noexcept {
  if (!on_map(from) || !on_map(to)) return false;
  const auto start = to_diagonal(from);
  const auto end = to_diagonal(to);
  if (!start || !end) return false;

  Square square = square_at(*start);
  const Square last = square_at(*end);
  Axis u(start->u, end->u, square.u, last.u);
  Axis v(start->v, end->v, square.v, last.v);

  while (at(to_cell(square))) {
    if (u.crossings_left == 0 && v.crossings_left == 0) return true;
    const bool only_u = v.crossings_left == 0;
    const bool only_v = u.crossings_left == 0;
    const std::int64_t u_later = only_u ? -1 : only_v ? 1 : u.to_next * v.length - v.to_next * u.length;
    // At a corner (0) both are crossed at once: the cells beside the corner are not entered.
    if (u_later <= 0) {
      square.u += u.step;
      u.cross();
    }
    if (u_later >= 0) {
      square.v += v.step;
      v.cross();
    }
  }
  return false;
}

}  // namespace flumen::world
