#pragma once

#include "fight/grid.hpp"
#include "world/geometry.hpp"
#include "world/map_document.hpp"

namespace flumen::game {

/// A map as ground to fight on: cells that cannot be walked on block the sight, but water does not.
[[nodiscard]] fight::Grid fight_ground(const world::MapDocument& map);

/// The middle of a fight's cell on the map, px. REQUIRES fight::in_grid(cell).
[[nodiscard]] world::Point point_of(fight::Cell cell) noexcept;

/// The cell at a point of the map, or kNoCell.
[[nodiscard]] fight::Cell fight_cell_at(world::Point point) noexcept;

}  // namespace flumen::game
