#pragma once

#include <optional>
#include <vector>

#include "world/cell_grid.hpp"
#include "world/geometry.hpp"

namespace flumen::world {

/// The cells that can be walked to from `start` over shared sides, `start` among them; none if it is not walkable.
[[nodiscard]] Walkability reachable_from(const Walkability& walkable, Cell start) noexcept;

/// True when some point inside `area` lies in a walkable cell of `walkable` (and on the map).
[[nodiscard]] bool area_is_walkable(const Walkability& walkable, const Rect& area) noexcept;

/// A short way on foot from `from` to `to`: the points to walk to one after the other in straight lines, ending with
/// `to`, without `from`. Every leg satisfies Walkability::segment_is_walkable. It leads over the fewest cells
/// (A* over shared sides; Hart, Nilsson, Raphael 1968), then cuts what corners can be cut.
/// Nothing when there is no way, or when either end is not walkable. Takes time of the order of kCellCount at most.
[[nodiscard]] std::optional<std::vector<Point>> find_path(const Walkability& walkable, Point from, Point to);

}  // namespace flumen::world
