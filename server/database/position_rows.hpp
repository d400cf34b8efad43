#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "database/records.hpp"

namespace flumen::database {

/// Positions as the one parameter of the statement that saves them.
struct PositionRows {
  std::string json;         ///< [{"id": …, "map_id": …, "x": …, "y": …}, …]
  std::size_t count = 0;    ///< rows in it
  std::size_t refused = 0;  ///< left out: not finite, or the map's id is none
};

/// Of several positions of one character the last is taken. One bad position must not keep all others from being saved.
[[nodiscard]] PositionRows position_rows(std::span<const CharacterPosition> positions);

}  // namespace flumen::database
