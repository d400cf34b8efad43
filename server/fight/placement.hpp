#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include <boost/container/static_vector.hpp>

#include "fight/state.hpp"

namespace flumen::fight {

using StartCells = std::array<boost::container::static_vector<Cell, kMaxStartCells>, 2>;

/// Start cells for both sides around the place where they met: up to `wanted` each, at least kMaxSideFighters, all
/// within one walkable region, two groups on either side of `around` with a few cells between them. The same place
/// gives the same cells. Nothing where there is no room for a fight.
/// REQUIRES in_grid(around), kMaxSideFighters ≤ wanted ≤ kMaxStartCells.
[[nodiscard]] std::optional<StartCells> find_start_cells(const Grid& grid, Cell around, std::size_t wanted = 10);

}  // namespace flumen::fight
