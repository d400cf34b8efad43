#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "fight/grid.hpp"

namespace flumen::fight {

/// The cells around a target cell that an effect reaches. Distances are those of distance().
enum class Shape : std::uint8_t {
  cell,           ///< the target cell
  line,           ///< the target cell and `size` more, away from the caster
  perpendicular,  ///< the target cell and `size` to either side, across the caster's direction
  cross,          ///< the target cell and `size` in each of the four directions
  circle,         ///< every cell at most `size` away
  ring,           ///< every cell exactly `size` away
};
inline constexpr std::size_t kShapes = 6;

struct Area {
  Shape shape = Shape::cell;
  std::uint8_t size = 0;  ///< cells, at most kMaxAreaSize
  bool operator==(const Area&) const = default;
};
inline constexpr int kMaxAreaSize = 9;

/// The cells of an area, those in the grid. Obstacles do not matter: nobody stands on them.
/// `caster` gives `line` and `perpendicular` their direction, as direction_of() says; with caster == target they are
/// the target cell alone. REQUIRES both in the grid.
[[nodiscard]] CellSet cells_of(Area area, Cell caster, Cell target) noexcept;

/// What is left of a number so many cells from the middle of its area: 10 % less a cell, rounded down, never negative.
[[nodiscard]] constexpr std::int32_t fall_off(std::int32_t amount, int cells) noexcept {
  const int percent = cells >= 10 ? 0 : 100 - 10 * cells;
  return static_cast<std::int32_t>(static_cast<std::int64_t>(amount) * percent / 100);
}

[[nodiscard]] std::string_view to_string(Shape shape) noexcept;
[[nodiscard]] std::optional<Shape> shape_from(std::string_view name) noexcept;

}  // namespace flumen::fight
