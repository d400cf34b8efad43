#include "fight/line_of_sight.hpp"

#include <cstdlib>

namespace flumen::fight {

// Amanatides and Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing", 1987, on the two diagonal axes. From middle
// to middle, border i + ½ of an axis of length n is crossed at (2i + 1) / 2n of the way: compared without division.
bool has_line_of_sight(const CellSet& blocking, Cell from, Cell to) noexcept {
  Diamond place = diamond_of(from);
  const Diamond end = diamond_of(to);
  const int dx = std::abs(end.x - place.x);
  const int dy = std::abs(end.y - place.y);
  const int step_x = end.x < place.x ? -1 : 1;
  const int step_y = end.y < place.y ? -1 : 1;
  int crossed_x = 0;
  int crossed_y = 0;
  while (true) {
    const int x_later = (2 * crossed_x + 1) * dy - (2 * crossed_y + 1) * dx;
    // In a corner (0) both borders are crossed at once, and the cells beside it are not entered.
    if (x_later <= 0 && crossed_x < dx) {
      place.x += step_x;
      ++crossed_x;
    }
    if (x_later >= 0 && crossed_y < dy) {
      place.y += step_y;
      ++crossed_y;
    }
    if (crossed_x == dx && crossed_y == dy) return true;
    const Cell cell = cell_at(place);
    if (cell == kNoCell || blocking[static_cast<std::size_t>(cell)]) return false;
  }
}

}  // namespace flumen::fight
