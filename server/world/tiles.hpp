#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace flumen::world {

/// The tiles Flumen's own maps are made of, in the order of kTiles. docs/maps.md says what each looks like.
enum class Tile : std::int16_t {
  // Ground: one in every cell.
  grass,
  grass_flowers,
  grass_tall,
  moss,
  path,
  cobble,
  stone,
  gravel,
  sand,
  snow,
  mud,
  field,
  bridge,
  water,
  water_deep,
  // Decor one can walk through.
  flowers,
  mushrooms,
  reeds,
  pebbles,
  bones,
  // Decor that blocks.
  tree_oak,
  tree_birch,
  tree_pine,
  tree_pine_snow,
  tree_apple,
  tree_palm,
  tree_dead,
  cactus,
  bush,
  hedge,
  stump,
  log,
  rock,
  boulder,
  cliff,
  ore,
  water_lily,
  fence,
  wall_stone,
  ruin_wall,
  column,
  column_broken,
  statue,
  well,
  fountain,
  lamp,
  signpost,
  bench,
  stall,
  barrel,
  crates,
  hay,
  cart,
  boat,
  tent,
  campfire,
  house_cottage,
  house_hall,
  house_mill,
};

inline constexpr Tile kNoTile = static_cast<Tile>(-1);

struct TileKind {
  std::string_view name;
  bool blocks = false;
  /// It covers size × size cells: its own and those up to size − 1 steps to the north-west and north-east of it.
  int size = 1;
};

inline constexpr std::array kTiles{
    TileKind{"grass"},
    TileKind{"grass_flowers"},
    TileKind{"grass_tall"},
    TileKind{"moss"},
    TileKind{"path"},
    TileKind{"cobble"},
    TileKind{"stone"},
    TileKind{"gravel"},
    TileKind{"sand"},
    TileKind{"snow"},
    TileKind{"mud"},
    TileKind{"field"},
    TileKind{"bridge"},
    TileKind{"water", true},
    TileKind{"water_deep", true},
    TileKind{"flowers"},
    TileKind{"mushrooms"},
    TileKind{"reeds"},
    TileKind{"pebbles"},
    TileKind{"bones"},
    TileKind{"tree_oak", true},
    TileKind{"tree_birch", true},
    TileKind{"tree_pine", true},
    TileKind{"tree_pine_snow", true},
    TileKind{"tree_apple", true},
    TileKind{"tree_palm", true},
    TileKind{"tree_dead", true},
    TileKind{"cactus", true},
    TileKind{"bush", true},
    TileKind{"hedge", true},
    TileKind{"stump", true},
    TileKind{"log", true},
    TileKind{"rock", true},
    TileKind{"boulder", true},
    TileKind{"cliff", true},
    TileKind{"ore", true},
    TileKind{"water_lily", true},
    TileKind{"fence", true},
    TileKind{"wall_stone", true},
    TileKind{"ruin_wall", true},
    TileKind{"column", true},
    TileKind{"column_broken", true},
    TileKind{"statue", true},
    TileKind{"well", true},
    TileKind{"fountain", true, 2},
    TileKind{"lamp", true},
    TileKind{"signpost", true},
    TileKind{"bench", true},
    TileKind{"stall", true},
    TileKind{"barrel", true},
    TileKind{"crates", true},
    TileKind{"hay", true},
    TileKind{"cart", true},
    TileKind{"boat", true},
    TileKind{"tent", true},
    TileKind{"campfire", true},
    TileKind{"house_cottage", true, 2},
    TileKind{"house_hall", true, 3},
    TileKind{"house_mill", true, 2},
};
static_assert(kTiles.size() == static_cast<std::size_t>(Tile::house_mill) + 1);

/// REQUIRES tile ≠ kNoTile.
[[nodiscard]] constexpr const TileKind& kind_of(Tile tile) noexcept { return kTiles[static_cast<std::size_t>(tile)]; }

[[nodiscard]] constexpr bool blocks(Tile tile) noexcept { return tile != kNoTile && kind_of(tile).blocks; }

/// Ground tiles come first.
[[nodiscard]] constexpr bool is_ground(Tile tile) noexcept { return tile >= Tile::grass && tile <= Tile::water_deep; }

[[nodiscard]] constexpr bool is_water(Tile tile) noexcept { return tile == Tile::water || tile == Tile::water_deep; }

[[nodiscard]] constexpr std::optional<Tile> tile_named(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kTiles.size(); ++i) {
    if (kTiles[i].name == name) return static_cast<Tile>(i);
  }
  return std::nullopt;
}

}  // namespace flumen::world
