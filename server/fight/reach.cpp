#include "fight/reach.hpp"

#include <algorithm>

#include "fight/line_of_sight.hpp"

namespace flumen::fight {
namespace {

using Steps = std::array<std::uint8_t, kCells>;
constexpr std::uint8_t kUnreached = Reach::kUnreached;

/// Breadth first; `steps` holds kUnreached everywhere.
void flood(const Grid& grid, const CellSet& occupied, Cell start, int most, Steps& steps) noexcept {
  std::array<Cell, kCells> queue;
  std::size_t head = 0;
  std::size_t tail = 0;
  steps[static_cast<std::size_t>(start)] = 0;
  queue[tail++] = start;
  while (head < tail) {
    const Cell cell = queue[head++];
    const int next = steps[static_cast<std::size_t>(cell)] + 1;
    if (next > most) return;
    for (const Direction direction : kDirections) {
      const Cell beside = neighbour(cell, direction);
      if (!grid.can_stand(beside)) continue;
      const auto index = static_cast<std::size_t>(beside);
      if (occupied[index] || steps[index] != kUnreached) continue;
      steps[index] = static_cast<std::uint8_t>(next);
      queue[tail++] = beside;
    }
  }
}

}  // namespace

Path Reach::path_to(Cell cell) const noexcept {
  Path path;
  if (!in_grid(cell) || steps[static_cast<std::size_t>(cell)] == kUnreached) return path;
  while (steps[static_cast<std::size_t>(cell)] > 0) {
    path.push_back(cell);
    for (const Direction direction : kDirections) {
      const Cell back = neighbour(cell, direction);
      if (back == kNoCell || steps[static_cast<std::size_t>(back)] != steps[static_cast<std::size_t>(cell)] - 1)
        continue;
      cell = back;
      break;
    }
  }
  std::ranges::reverse(path);
  return path;
}

Reach reach_from(const Grid& grid, const CellSet& occupied, Cell start, int steps) noexcept {
  Reach reach;
  reach.steps.fill(kUnreached);
  flood(grid, occupied, start, steps, reach.steps);
  for (std::size_t i = 0; i < kCells; ++i) reach.cells[i] = reach.steps[i] != kUnreached;
  return reach;
}

std::array<std::uint8_t, kCells> steps_to(const Grid& grid, const CellSet& occupied, Cell target) noexcept {
  Steps steps;
  steps.fill(kUnreached);
  flood(grid, occupied, target, kUnreached - 1, steps);
  return steps;
}

int most_range(const Spell& spell, std::int32_t bonus) noexcept {
  const int most = spell.most_range + (spell.range_is_modifiable ? bonus : 0);
  return std::clamp<int>(most, spell.least_range, kMaxRange);
}

CellSet castable_cells(const Grid& grid, const CellSet& occupied, const Spell& spell, std::int32_t range_bonus,
                       Cell from) noexcept {
  CellSet cells;
  const CellSet blocking = grid.blocks_sight | occupied;
  const int most = most_range(spell, range_bonus);
  for (int i = 0; i < kCells; ++i) {
    const auto cell = static_cast<Cell>(i);
    if (!grid.can_stand(cell)) continue;
    const int away = distance(from, cell);
    if (away < spell.least_range || away > most) continue;
    if (spell.in_line_only && !in_line(from, cell)) continue;
    if (spell.needs_line_of_sight && !has_line_of_sight(blocking, from, cell)) continue;
    cells.set(static_cast<std::size_t>(i));
  }
  return cells;
}

}  // namespace flumen::fight
