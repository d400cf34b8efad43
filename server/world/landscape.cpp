#include "world/landscape.hpp"

#include "world/noise.hpp"

namespace flumen::world {
namespace {

using enum Tile;

constexpr Landscape kMeadow{.name = "meadow",
                            .ground = grass,
                            .ground_patches = grass_flowers,
                            .road = path,
                            .shore = sand,
                            .trees = {tree_oak, tree_birch, bush},
                            .stones = {rock, bush},
                            .sprinkles = {flowers, flowers},
                            .water_below = 14'000,
                            .water_period = 640,
                            .trees_above = 45'000,
                            .tree_percent = 55,
                            .stone_percent = 2,
                            .sprinkle_percent = 8,
                            .settled = false};

constexpr Landscape kVillage = [] {
  Landscape village = kMeadow;
  village.name = "village";
  village.trees = {tree_oak, tree_apple, bush};
  village.water_below = 10'000;
  village.trees_above = 48'000;
  village.settled = true;
  return village;
}();

constexpr Landscape kForest{.name = "forest",
                            .ground = moss,
                            .ground_patches = grass,
                            .road = path,
                            .shore = mud,
                            .trees = {tree_oak, tree_birch, tree_pine},
                            .stones = {stump, log},
                            .sprinkles = {mushrooms, flowers},
                            .water_below = 13'000,
                            .water_period = 560,
                            .trees_above = 31'000,
                            .tree_percent = 62,
                            .stone_percent = 3,
                            .sprinkle_percent = 7,
                            .settled = false};

constexpr Landscape kPinewood{.name = "pinewood",
                              .ground = moss,
                              .ground_patches = gravel,
                              .road = path,
                              .shore = gravel,
                              .trees = {tree_pine, tree_pine, tree_pine},
                              .stones = {rock, log},
                              .sprinkles = {mushrooms, pebbles},
                              .water_below = 14'000,
                              .water_period = 640,
                              .trees_above = 32'000,
                              .tree_percent = 58,
                              .stone_percent = 5,
                              .sprinkle_percent = 5,
                              .settled = false};

constexpr Landscape kShore{.name = "shore",
                           .ground = grass,
                           .ground_patches = sand,
                           .road = path,
                           .shore = sand,
                           .trees = {tree_birch, bush, tree_birch},
                           .stones = {rock, log},
                           .sprinkles = {reeds, pebbles},
                           .water_below = 29'000,
                           .water_period = 1'100,
                           .trees_above = 45'000,
                           .tree_percent = 50,
                           .stone_percent = 2,
                           .sprinkle_percent = 7,
                           .settled = false};

constexpr Landscape kHills{.name = "hills",
                           .ground = grass,
                           .ground_patches = stone,
                           .road = gravel,
                           .shore = gravel,
                           .trees = {cliff, boulder, tree_pine},
                           .stones = {boulder, rock},
                           .sprinkles = {pebbles, flowers},
                           .water_below = 11'000,
                           .water_period = 560,
                           .trees_above = 40'000,
                           .tree_percent = 70,
                           .stone_percent = 6,
                           .sprinkle_percent = 6,
                           .settled = false};

constexpr Landscape kMarsh{.name = "marsh",
                           .ground = mud,
                           .ground_patches = grass_tall,
                           .road = path,
                           .shore = mud,
                           .trees = {tree_dead, bush, tree_birch},
                           .stones = {log, stump},
                           .sprinkles = {reeds, reeds},
                           .water_below = 25'500,
                           .water_period = 340,
                           .trees_above = 45'000,
                           .tree_percent = 45,
                           .stone_percent = 3,
                           .sprinkle_percent = 18,
                           .settled = false};

constexpr Landscape kDesert{.name = "desert",
                            .ground = sand,
                            .ground_patches = gravel,
                            .road = stone,
                            .shore = grass,
                            .trees = {cactus, boulder, cactus},
                            .stones = {rock, cactus},
                            .sprinkles = {pebbles, bones},
                            .water_below = 9'500,
                            .water_period = 560,
                            .trees_above = 46'000,
                            .tree_percent = 40,
                            .stone_percent = 5,
                            .sprinkle_percent = 4,
                            .settled = false};

constexpr Landscape kSnow{.name = "snow",
                          .ground = snow,
                          .ground_patches = stone,
                          .road = gravel,
                          .shore = gravel,
                          .trees = {tree_pine_snow, tree_pine_snow, boulder},
                          .stones = {rock, tree_pine_snow},
                          .sprinkles = {pebbles, pebbles},
                          .water_below = 13'500,
                          .water_period = 640,
                          .trees_above = 39'000,
                          .tree_percent = 55,
                          .stone_percent = 4,
                          .sprinkle_percent = 3,
                          .settled = false};

constexpr std::array kLandscapes{kMeadow, kVillage, kForest, kPinewood, kShore, kHills, kMarsh, kDesert, kSnow};

/// Maps from one extreme of the climate to the next.
constexpr std::int64_t kRegionPeriod = 7;
constexpr int kVillagePercent = 14;

}  // namespace

const Landscape& landscape_of(std::uint64_t seed, base::MapId id) noexcept {
  const auto climate = [&](std::uint64_t salt) { return fractal_noise(mix(seed ^ salt), id.x, id.y, kRegionPeriod); };
  const auto heat = climate(0x48454154);
  const auto moisture = climate(0x4D4F4953);
  const auto height = climate(0x48474854);
  if (heat < 19'000) return height > 33'000 ? kSnow : kPinewood;
  if (height > 44'000) return kHills;
  if (height < 22'500) return moisture > 40'000 ? kMarsh : kShore;
  if (heat > 44'000 && moisture < 33'000) return kDesert;
  if (moisture > 45'000) return kMarsh;
  Random dice(hash_of(mix(seed ^ 0x56494C4C), id.x, id.y));
  if (dice.chance(kVillagePercent)) return kVillage;
  return moisture > 33'000 ? kForest : kMeadow;
}

const std::array<Landscape, 9>& landscapes() noexcept { return kLandscapes; }

}  // namespace flumen::world
