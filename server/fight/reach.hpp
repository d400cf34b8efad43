#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "fight/command.hpp"
#include "fight/grid.hpp"
#include "fight/spell.hpp"
#include "fight/state.hpp"

namespace flumen::fight {

/// What can be walked to. Tackling is left out: whether it holds is a matter of luck.
struct Reach {
  static constexpr std::uint8_t kUnreached = 0xFF;
  std::array<std::uint8_t, kCells> steps;  ///< to each cell; 0 where one stands
  CellSet cells;                           ///< that can be reached, the start among them

  /// A shortest way to a cell; of several, the one that, seen from its end, goes back to the first direction of
  /// kDirections that is nearer. Empty for the start and for what cannot be reached.
  [[nodiscard]] Path path_to(Cell cell) const noexcept;
};

/// Breadth first over shared sides from `start`, through walkable cells not in `occupied`, at most `steps` steps.
/// REQUIRES in_grid(start), 0 ≤ steps ≤ kMaxMovementPoints.
[[nodiscard]] Reach reach_from(const Grid& grid, const CellSet& occupied, Cell start, int steps) noexcept;

/// Steps on foot from each cell to `target` around obstacles and `occupied` (which may hold `target`);
/// Reach::kUnreached when more than 254 or none. REQUIRES in_grid(target).
[[nodiscard]] std::array<std::uint8_t, kCells> steps_to(const Grid& grid, const CellSet& occupied,
                                                        Cell target) noexcept;

/// The furthest a spell goes: its range, with `bonus` if it can change, never less than its least range nor more than
/// kMaxRange.
[[nodiscard]] int most_range(const Spell& spell, std::int32_t bonus) noexcept;

/// The walkable cells a spell could be aimed at from `from`, by range, line and line of sight; what stands on them
/// (`occupied` only blocks the view), points and limits left aside. REQUIRES in_grid(from).
[[nodiscard]] CellSet castable_cells(const Grid& grid, const CellSet& occupied, const Spell& spell,
                                     std::int32_t range_bonus, Cell from) noexcept;

}  // namespace flumen::fight
