#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/map_id.hpp"
#include "bots/map_grid.hpp"

namespace flumen::bots {

/// What a bot wants to know of a map document (docs/maps.md). Immutable once read; shared between bots.
struct MapView {
  struct Exit {
    base::MapId to;
    Rect area;
  };

  base::MapId id;
  MapGrid grid;
  std::vector<Exit> exits;

  [[nodiscard]] const Exit* exit_to(base::MapId map) const noexcept;
};

/// Reads a map document. Errc::corrupt, with a sentence that says where, when it is none.
[[nodiscard]] base::Result<MapView> parse_map_view(std::string_view json);

}  // namespace flumen::bots
