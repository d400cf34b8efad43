#include "bots/region.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

std::shared_ptr<MapView> map_at(int x, int y, std::vector<base::MapId> exits) {
  auto map = std::make_shared<MapView>();
  map->id = {x, y};
  for (const auto id : exits) map->exits.push_back({id, {}});
  return map;
}

TEST(Region, takes_the_nearest_maps_ring_by_ring) {
  const auto ids = nearest_maps(50);
  ASSERT_EQ(ids.size(), 50U);
  EXPECT_EQ(ids[0], (base::MapId{0, 0}));
  EXPECT_EQ((std::set<base::MapId>(ids.begin(), ids.end()).size()), 50U);
  for (std::size_t i = 1; i < 9; ++i) EXPECT_EQ(std::max(std::abs(ids[i].x), std::abs(ids[i].y)), 1);
  EXPECT_EQ(nearest_maps(1), (std::vector<base::MapId>{{0, 0}}));
}

TEST(Region, takes_maps_that_hang_together_however_many) {
  const auto ids = nearest_maps(300);
  for (std::size_t i = 1; i < ids.size(); ++i) {
    const bool joined = std::any_of(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), [&](base::MapId other) {
      return std::abs(other.x - ids[i].x) + std::abs(other.y - ids[i].y) == 1;
    });
    EXPECT_TRUE(joined) << ids[i].to_string();
  }
}

TEST(Region, finds_the_way_around_a_border_that_is_closed) {
  // From (0,0) to (1,0) only by (0,1) and (1,1).
  const Region region(
      {map_at(0, 0, {{0, 1}}), map_at(1, 0, {{1, 1}}), map_at(0, 1, {{0, 0}, {1, 1}}), map_at(1, 1, {{1, 0}, {0, 1}})});
  EXPECT_EQ(region.next_on_the_way(*region.maps()[0], {1, 0}), (base::MapId{0, 1}));
  EXPECT_EQ(region.next_on_the_way(*region.maps()[2], {1, 0}), (base::MapId{1, 1}));
  EXPECT_EQ(region.next_on_the_way(*region.maps()[1], {1, 0}), std::nullopt);
}

TEST(Region, leaves_out_what_cannot_be_reached) {
  const Region region({map_at(0, 0, {{1, 0}, {5, 5}}), map_at(1, 0, {{0, 0}}), map_at(-1, 0, {{0, 0}})});
  EXPECT_EQ(region.maps().size(), 2U);
  EXPECT_FALSE(region.contains({-1, 0}));
  EXPECT_EQ(region.neighbours(*region.maps()[0]), (std::vector<base::MapId>{{1, 0}}));
}

TEST(Region, leads_home_from_outside) {
  const Region region({map_at(0, 0, {{1, 0}}), map_at(1, 0, {{0, 0}})});
  const auto far = map_at(7, 3, {{8, 3}, {6, 3}, {7, 4}});
  EXPECT_EQ(region.next_on_the_way(*far, {0, 0}), (base::MapId{6, 3}));
}

}  // namespace
}  // namespace flumen::bots
