#pragma once

#include <bitset>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace flumen::bots {

/// A position in map pixels, y downwards.
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

[[nodiscard]] double distance(Point a, Point b) noexcept;

/// An axis-aligned rectangle in map pixels, its edges included.
struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// A cell of the staggered diamond grid (docs/protocol.md, "Space").
struct Cell {
  int column = 0;
  int row = 0;
  bool operator==(const Cell&) const = default;
};

inline constexpr int kColumns = 22;
inline constexpr int kRows = 49;
inline constexpr std::size_t kCellCount = static_cast<std::size_t>(kColumns) * kRows;

[[nodiscard]] constexpr bool in_grid(Cell cell) noexcept {
  return cell.column >= 0 && cell.column < kColumns && cell.row >= 0 && cell.row < kRows;
}
[[nodiscard]] constexpr std::size_t index_of(Cell cell) noexcept {
  return static_cast<std::size_t>(cell.row) * kColumns + static_cast<std::size_t>(cell.column);
}
[[nodiscard]] constexpr Cell cell_of(std::size_t index) noexcept {
  return {static_cast<int>(index) % kColumns, static_cast<int>(index) / kColumns};
}

[[nodiscard]] Point centre(Cell cell) noexcept;
/// The cell whose diamond contains `p`; it may lie outside the grid.
[[nodiscard]] Cell cell_at(Point p) noexcept;

/// Where one can walk on a map, and how to get there. A way found here keeps clear of what the server refuses: it
/// stays a pixel away from cells that cannot be stood on wherever it cuts a corner.
class MapGrid {
 public:
  void set(Cell cell, bool walkable) { cells_[index_of(cell)] = walkable; }
  [[nodiscard]] bool walkable(Cell cell) const { return in_grid(cell) && cells_[index_of(cell)]; }
  /// False off the map, too.
  [[nodiscard]] bool walkable(Point p) const noexcept;
  /// True when the straight segment stays on walkable cells with a pixel to spare on both sides.
  [[nodiscard]] bool clear(Point from, Point to) const noexcept;

  /// Where to end in a cell; nothing when the cell is no goal.
  using Goal = std::function<std::optional<Point>(Cell)>;

  /// The points to walk to in straight lines from `from` to the nearest goal (by the number of cells), without `from`.
  /// Empty when there is none or `from` is not walkable. Looks at every cell once at most.
  [[nodiscard]] std::vector<Point> find_path(Point from, const Goal& goal) const;

 private:
  std::bitset<kCellCount> cells_;
};

/// A goal: the middle of one cell.
[[nodiscard]] MapGrid::Goal goal_cell(Cell cell);
/// A goal: any cell that reaches into `area`, at its point in there nearest to the cell's middle.
[[nodiscard]] MapGrid::Goal goal_area(Rect area);

}  // namespace flumen::bots
