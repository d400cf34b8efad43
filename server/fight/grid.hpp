#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>

/// Turn-based fights: pure rules. No clock (time is passed in), no I/O, whole numbers only: the same commands give the
/// same fight on every machine. docs/fights.md tells the rules.
namespace flumen::fight {

/// A cell of the map's diamond grid, numbered row by row: row · 22 + column, as world::index_of() numbers them.
using Cell = std::int16_t;

inline constexpr int kColumns = 22;
inline constexpr int kRows = 49;
inline constexpr int kCells = kColumns * kRows;
inline constexpr Cell kNoCell = -1;

[[nodiscard]] constexpr bool in_grid(Cell cell) noexcept { return cell >= 0 && cell < kCells; }

/// The cell with that number, or kNoCell: for numbers that come from outside.
[[nodiscard]] constexpr Cell cell_from(std::int64_t number) noexcept {
  return number >= 0 && number < kCells ? static_cast<Cell>(number) : kNoCell;
}

/// A place on the two diagonal axes, in cells: x grows to the south-east, y to the south-west.
struct Diamond {
  int x = 0;
  int y = 0;
  bool operator==(const Diamond&) const = default;
};

/// x = column + ⌈row / 2⌉, y = ⌊row / 2⌋ − column. REQUIRES in_grid(cell).
[[nodiscard]] constexpr Diamond diamond_of(Cell cell) noexcept {
  const int column = cell % kColumns;
  const int row = cell / kColumns;
  return {column + (row + 1) / 2, row / 2 - column};
}

/// The cell at a place, or kNoCell outside the grid.
[[nodiscard]] constexpr Cell cell_at(Diamond place) noexcept {
  const int row = place.x + place.y;
  if (row < 0 || row >= kRows) return kNoCell;
  const int column = row / 2 - place.y;
  return column >= 0 && column < kColumns ? static_cast<Cell>(row * kColumns + column) : kNoCell;
}

/// The four directions one can walk in.
enum class Direction : std::uint8_t { north_east, south_east, south_west, north_west };
inline constexpr std::array kDirections = {Direction::north_east, Direction::south_east, Direction::south_west,
                                           Direction::north_west};

[[nodiscard]] constexpr Diamond step_of(Direction direction) noexcept {
  constexpr std::array<Diamond, 4> kSteps = {Diamond{0, -1}, Diamond{1, 0}, Diamond{0, 1}, Diamond{-1, 0}};
  return kSteps[static_cast<std::size_t>(direction)];
}

/// The next cell in a direction, or kNoCell at the edge. REQUIRES in_grid(cell).
[[nodiscard]] Cell neighbour(Cell cell, Direction direction) noexcept;

/// Steps from cell to cell, obstacles aside: |Δx| + |Δy|. REQUIRES both in the grid.
[[nodiscard]] int distance(Cell a, Cell b) noexcept;

/// True when both lie on one diagonal: Δx = 0 or Δy = 0. REQUIRES both in the grid.
[[nodiscard]] bool in_line(Cell a, Cell b) noexcept;

/// The direction of the longer of Δx and Δy; of x when they are equal. REQUIRES from ≠ to, both in the grid.
[[nodiscard]] Direction direction_of(Cell from, Cell to) noexcept;

using CellSet = std::bitset<kCells>;

/// What the ground of a fight allows. Whoever builds it from a map copies bit by bit: the numbers agree.
struct Grid {
  CellSet walkable;
  CellSet blocks_sight;

  /// REQUIRES nothing: a cell outside the grid is not walkable.
  [[nodiscard]] bool can_stand(Cell cell) const noexcept {
    return in_grid(cell) && walkable[static_cast<std::size_t>(cell)];
  }
  bool operator==(const Grid&) const = default;
};

}  // namespace flumen::fight
