#include "fight/placement.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "fight/reach.hpp"

namespace flumen::fight {
namespace {

/// Cells left free between the middle and each side, on the axis that parts them, in half cells.
constexpr int kGap = 2;

Cell nearest_standing_room(const Grid& grid, Cell around) {
  Cell best = kNoCell;
  int best_distance = std::numeric_limits<int>::max();
  for (Cell cell = 0; cell < kCells; ++cell) {
    if (!grid.can_stand(cell) || distance(cell, around) >= best_distance) continue;
    best = cell;
    best_distance = distance(cell, around);
  }
  return best;
}

/// The places along the four lines that can part the sides: west to east, north to south, and the two diagonals.
int along(int line, Cell cell) {
  const Diamond place = diamond_of(cell);
  switch (line) {
    case 0:
      return place.x - place.y;
    case 1:
      return place.x + place.y;
    case 2:
      return 2 * place.x;
    default:
      return 2 * place.y;
  }
}

}  // namespace

std::optional<StartCells> find_start_cells(const Grid& grid, Cell around, std::size_t wanted) {
  const Cell middle = nearest_standing_room(grid, around);
  if (middle == kNoCell) return std::nullopt;
  const auto steps = steps_to(grid, CellSet{}, middle);
  std::vector<Cell> region;
  for (Cell cell = 0; cell < kCells; ++cell) {
    if (steps[static_cast<std::size_t>(cell)] != Reach::kUnreached) region.push_back(cell);
  }
  std::ranges::stable_sort(region, {}, [&](Cell cell) { return steps[static_cast<std::size_t>(cell)]; });

  for (int line = 0; line < 4; ++line) {
    StartCells found;
    for (const Cell cell : region) {
      const int off = along(line, cell) - along(line, middle);
      if (off > -kGap && off < kGap) continue;
      auto& side = found[off < 0 ? 0 : 1];
      if (side.size() < wanted) side.push_back(cell);
    }
    if (std::ranges::all_of(found, [](const auto& side) { return side.size() >= kMaxSideFighters; })) return found;
  }
  return std::nullopt;
}

}  // namespace flumen::fight
