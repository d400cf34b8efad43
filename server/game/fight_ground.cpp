#include "game/fight_ground.hpp"

#include <algorithm>

#include "world/cell_grid.hpp"
#include "world/tiles.hpp"

namespace flumen::game {
namespace {

static_assert(world::kColumns == fight::kColumns && world::kRows == fight::kRows);

/// The tile a layer has in a cell, or kNoTile; tiles of other sets than Flumen's own have no meaning here.
world::Tile tile_at(const world::MapDocument& map, std::string_view layer, std::size_t index) {
  const auto found = std::ranges::find(map.layers, layer, &world::TileLayer::name);
  if (found == map.layers.end() || index >= found->tiles.size()) return world::kNoTile;
  const std::int16_t name = found->tiles[index];
  if (name < 0 || static_cast<std::size_t>(name) >= map.tile_names.size()) return world::kNoTile;
  return world::tile_named(map.tile_names[static_cast<std::size_t>(name)]).value_or(world::kNoTile);
}

bool is_open_water(const world::MapDocument& map, std::size_t index) {
  const world::Tile ground = tile_at(map, "ground", index);
  const world::Tile decor = tile_at(map, "decor", index);
  const bool low = decor == world::kNoTile || decor == world::Tile::water_lily || !world::blocks(decor);
  return ground != world::kNoTile && world::is_water(ground) && low;
}

}  // namespace

fight::Grid fight_ground(const world::MapDocument& map) {
  fight::Grid grid;
  for (std::size_t index = 0; index < world::kCellCount; ++index) {
    const bool walkable = map.walkable.at(world::cell_of(index));
    grid.walkable[index] = walkable;
    grid.blocks_sight[index] = !walkable && !is_open_water(map, index);
  }
  return grid;
}

world::Point point_of(fight::Cell cell) noexcept {
  return world::centre(world::cell_of(static_cast<std::size_t>(cell)));
}

fight::Cell fight_cell_at(world::Point point) noexcept {
  const auto cell = world::cell_at(point);
  return cell ? static_cast<fight::Cell>(world::index_of(*cell)) : fight::kNoCell;
}

}  // namespace flumen::game
