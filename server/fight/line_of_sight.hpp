#pragma once

#include "fight/grid.hpp"

namespace flumen::fight {

/// True when the straight line between the middles of two cells enters no cell of `blocking` between them. The two
/// cells themselves never block, and where the line passes exactly through a corner the cells beside it do not either.
/// The same in both directions. REQUIRES both in the grid.
[[nodiscard]] bool has_line_of_sight(const CellSet& blocking, Cell from, Cell to) noexcept;

}  // namespace flumen::fight
