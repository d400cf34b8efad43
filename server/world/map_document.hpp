#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/map_id.hpp"
#include "world/cell_grid.hpp"
#include "world/geometry.hpp"

namespace flumen::world {

/// Where a player appears. `name` is `default`, or the edge the player comes in by.
struct SpawnPoint {
  std::string name;
  Point position;
};

/// Where a player may leave the map.
struct Transition {
  base::MapId to;
  base::Edge edge = base::Edge::north;
  Rect area;
};

/// One layer of tiles: kRows × kColumns indices into `tile_names` of the document, -1 for none, row by row.
struct TileLayer {
  std::string name;  ///< `ground`, `decor` or `collisions`
  std::vector<std::int16_t> tiles;
};

/// Everything there is to know about one map. Immutable once built; shared between threads.
struct MapDocument {
  base::MapId id;
  std::string title;
  std::string landscape;  ///< `meadow`, `forest`, `shore`, …
  Walkability walkable;
  std::vector<SpawnPoint> spawn_points;
  std::vector<Transition> transitions;
  std::vector<std::string> tile_names;
  std::vector<TileLayer> layers;

  /// The transition that leads to `to`, or null.
  [[nodiscard]] const Transition* transition_to(base::MapId to) const noexcept;
  /// Where one appears who comes in by `edge`: the map's own spawn point, else the protocol's default.
  [[nodiscard]] Point spawn(base::Edge edge) const noexcept;
  /// Where a new character starts.
  [[nodiscard]] Point default_spawn() const noexcept;
};

/// The protocol's default for a map without a spawn point of its own.
[[nodiscard]] Point default_entry(base::Edge edge) noexcept;

/// Reads a document, checking everything (docs/maps.md): form, ranges, that every spawn point is walkable and every
/// entry can be walked to from every other. The error names `source`, where in it, and what is wrong.
[[nodiscard]] base::Result<MapDocument> parse_map_document(std::string_view json, std::string_view source);

/// The JSON of docs/maps.md, the same bytes for the same document.
[[nodiscard]] std::string to_json(const MapDocument& document);

}  // namespace flumen::world
