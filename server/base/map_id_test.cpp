#include "base/map_id.hpp"

#include <gtest/gtest.h>

namespace flumen::base {
namespace {

TEST(MapId, reads_what_it_writes) {
  for (const MapId id : {MapId{0, 0}, MapId{-1, 12}, MapId{999'999, -999'999}}) {
    EXPECT_EQ(MapId::parse(id.to_string()), id);
    EXPECT_LE(id.to_string().size(), 20U) << "must fit VARCHAR(20)";
  }
}

TEST(MapId, refuses_every_form_but_the_canonical_one) {
  for (const char* text : {"",
                           "map_",
                           "map_0",
                           "map_0_",
                           "map__0",
                           "map_0_0 ",
                           " map_0_0",
                           "map_-0_0",
                           "map_00_0",
                           "map_01_0",
                           "map_0_-01",
                           "map_+1_0",
                           "map_1000000_0",
                           "map_0_-1000000",
                           "map_1_2_3",
                           "Map_0_0",
                           "map_0x1_0",
                           "map_1e3_0",
                           "map_99999999999999999999_0",
                           "map_1.0_0"}) {
    EXPECT_FALSE(MapId::parse(text)) << text;
  }
  EXPECT_FALSE(MapId::parse(std::string_view("map_0_0\0", 8)));
}

TEST(MapId, north_is_up_and_east_is_right) {
  const MapId origin{0, 0};
  EXPECT_EQ(origin.neighbour(Edge::north), (MapId{0, 1}));
  EXPECT_EQ(origin.neighbour(Edge::east), (MapId{1, 0}));
  EXPECT_EQ(origin.neighbour(Edge::south), (MapId{0, -1}));
  EXPECT_EQ(origin.neighbour(Edge::west), (MapId{-1, 0}));
}

TEST(MapId, has_no_neighbour_beyond_the_end_of_the_grid) {
  EXPECT_FALSE((MapId{999'999, 0}.neighbour(Edge::east)));
  EXPECT_FALSE((MapId{0, -999'999}.neighbour(Edge::south)));
}

}  // namespace
}  // namespace flumen::base
