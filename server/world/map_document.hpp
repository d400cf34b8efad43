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
/// A document has two: `ground`, a tile in every cell, and `decor`, what stands on it. What blocks is not a layer of
/// its own: `walkable` says it.
struct TileLayer {
  std::string name;
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
  /// The transition at `edge`, or null.
  [[nodiscard]] const Transition* transition_at(base::Edge edge) const noexcept;
  /// Where one appears who comes in by `edge`: the map's own spawn point, else the protocol's default.
  [[nodiscard]] Point spawn(base::Edge edge) const noexcept;
  /// Where a new character starts.
  [[nodiscard]] Point default_spawn() const noexcept;
};

/// Where a new character starts on a map without a `default` spawn point of its own.
inline constexpr Point kDefaultSpawn{758, 605};

/// Where one who comes in by `edge` appears on a map without a spawn point of its own for that edge.
[[nodiscard]] Point default_entry(base::Edge edge) noexcept;

/// The documents read are at most this long, bytes.
inline constexpr std::size_t kMaxDocumentBytes = 256 * 1024;

/// Reads a document, checking everything (docs/maps.md): form, ranges, that every spawn point is walkable and every
/// entry can be walked to from every other. The error names `source`, where in it, and what is wrong; its code is
/// Errc::invalid_argument.
[[nodiscard]] base::Result<MapDocument> parse_map_document(std::string_view json, std::string_view source);

/// The JSON of docs/maps.md, the same bytes for the same document.
[[nodiscard]] std::string to_json(const MapDocument& document);

}  // namespace flumen::world
