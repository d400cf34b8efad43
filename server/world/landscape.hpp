#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/map_id.hpp"
#include "world/tiles.hpp"

namespace flumen::world {

/// What a generated map is made of. Thresholds are compared to noise of 0 … 65,535 with a mean of 32,768.
struct Landscape {
  std::string_view name;
  Tile ground;
  Tile ground_patches;  ///< where the patch noise is high
  Tile road;
  Tile shore;  ///< beside water
  std::array<Tile, 3> trees;
  std::array<Tile, 2> stones;
  std::array<Tile, 2> sprinkles;  ///< what can be walked through
  int water_below;                ///< the water noise below which there is water
  int water_period;               ///< px
  int trees_above;                ///< the tree noise above which trees stand close
  int tree_percent;               ///< how close, there
  int stone_percent;
  int sprinkle_percent;
  bool settled;  ///< has houses
};

/// The landscapes form regions some maps wide, by heat, moisture and height.
[[nodiscard]] const Landscape& landscape_of(std::uint64_t seed, base::MapId id) noexcept;

/// All of them, for tests.
[[nodiscard]] const std::array<Landscape, 9>& landscapes() noexcept;

}  // namespace flumen::world
