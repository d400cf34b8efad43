#include "bots/map_view.hpp"

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

std::string document(const std::string& transitions) {
  std::string rows;
  for (int row = 0; row < kRows; ++row) {
    rows +=
        (row == 0 ? "\"" : ",\"") + std::string(row == 5 ? "##...................." : "......................") + "\"";
  }
  return R"({"format":1,"id":"map_2_-3","title":"x","walkable":[)" + rows + R"(],"transitions":[)" + transitions + "]}";
}

TEST(MapView, reads_what_a_bot_needs) {
  const auto view = parse_map_view(
      document(R"({"to":"map_3_-3","edge":"east","area":{"x":1860,"y":480.5,"width":60,"height":120}})"));
  ASSERT_TRUE(view) << view.error().message;
  EXPECT_EQ(view->id, (base::MapId{2, -3}));
  EXPECT_FALSE(view->grid.walkable(Cell{1, 5}));
  EXPECT_TRUE(view->grid.walkable(Cell{2, 5}));
  ASSERT_NE(view->exit_to({3, -3}), nullptr);
  EXPECT_EQ(view->exit_to({3, -3})->area.y, 480.5);
  EXPECT_EQ(view->exit_to({1, -3}), nullptr);
}

TEST(MapView, refuses_what_is_no_map_document) {
  EXPECT_FALSE(parse_map_view("<html>"));
  EXPECT_FALSE(parse_map_view("{}"));
  EXPECT_FALSE(parse_map_view(R"({"id":"map_0_0","walkable":[],"transitions":[]})"));
  EXPECT_FALSE(parse_map_view(R"({"id":"map_00_0","walkable":[],"transitions":[]})"));
  EXPECT_FALSE(parse_map_view(document(R"({"to":"elsewhere"})")));
}

}  // namespace
}  // namespace flumen::bots
