#pragma once

#include <array>
#include <bitset>
#include <compare>
#include <cstddef>
#include <optional>

#include "world/geometry.hpp"

namespace flumen::world {

/// A cell of the staggered diamond grid; the layout Godot calls isometric, "stacked".
struct Cell {
  int column = 0;
  int row = 0;
  auto operator<=>(const Cell&) const = default;
};

inline constexpr int kColumns = 22;
inline constexpr int kRows = 49;
inline constexpr std::size_t kCellCount = static_cast<std::size_t>(kColumns) * kRows;

/// The middle of a cell: x = (column + ½ (+ ½ in odd rows)) · 86, y = (row + 1) · 21.5.
[[nodiscard]] Point centre(Cell cell) noexcept;

/// The cell whose diamond contains `p`, or nothing outside the grid and for what is not finite. Positions are taken to
/// the nearest 1/65,536 px. Points on a shared border belong to exactly one cell, the same on every machine: the one
/// to the south-east or south-west.
[[nodiscard]] std::optional<Cell> cell_at(Point p) noexcept;

[[nodiscard]] constexpr bool in_grid(Cell cell) noexcept {
  return cell.column >= 0 && cell.column < kColumns && cell.row >= 0 && cell.row < kRows;
}

/// The place of a cell where cells are kept row by row. REQUIRES in_grid(cell).
[[nodiscard]] constexpr std::size_t index_of(Cell cell) noexcept {
  return static_cast<std::size_t>(cell.row) * kColumns + static_cast<std::size_t>(cell.column);
}

/// The inverse of index_of(). REQUIRES index < kCellCount.
[[nodiscard]] constexpr Cell cell_of(std::size_t index) noexcept {
  return {static_cast<int>(index) % kColumns, static_cast<int>(index) / kColumns};
}

/// The four cells that share a side with `cell`, in the order north-east, south-east, south-west, north-west.
/// They may lie outside the grid.
[[nodiscard]] std::array<Cell, 4> neighbours(Cell cell) noexcept;

/// Which cells can be stood on. 1,078 cells in 144 bytes.
class Walkability {
 public:
  [[nodiscard]] bool at(Cell cell) const noexcept { return in_grid(cell) && cells_[index_of(cell)]; }
  /// A point that is not on the map (0 ≤ x ≤ 1920, 0 ≤ y ≤ 1080), or not finite, is not walkable.
  [[nodiscard]] bool at(Point p) const noexcept;
  /// REQUIRES in_grid(cell).
  void set(Cell cell, bool walkable) noexcept { cells_[index_of(cell)] = walkable; }

  /// True when every cell the straight segment touches is walkable (exact traversal, not sampling).
  /// A segment through a corner shared by cells needs only those cells whose inside it enters. The same in both
  /// directions; both ends must be walkable points themselves.
  [[nodiscard]] bool segment_is_walkable(Point from, Point to) const noexcept;

  bool operator==(const Walkability&) const = default;

 private:
  std::bitset<kCellCount> cells_;
};

}  // namespace flumen::world
