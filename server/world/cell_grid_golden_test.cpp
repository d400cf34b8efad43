#include <fstream>
#include <sstream>
#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "world/cell_grid.hpp"

namespace flumen::world {
namespace {

namespace json = boost::json;

/// tests/golden/cell_grid.json: answers the client has to give, too.
json::value golden() {
  std::ifstream file(FLUMEN_SOURCE_DIR "/tests/golden/cell_grid.json");
  std::ostringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

double number(const json::value& value) { return value.to_number<double>(); }

TEST(GoldenCellGrid, finds_the_same_cell_for_the_same_point) {
  const json::value root = golden();
  for (const auto& entry : root.at("points").as_array()) {
    const auto& row = entry.as_array();
    const Cell cell = cell_at({number(row[0]), number(row[1])}).value_or(Cell{-1, -1});
    EXPECT_EQ(cell, (Cell{row[2].to_number<int>(), row[3].to_number<int>()})) << json::serialize(row);
  }
}

TEST(GoldenCellGrid, gives_the_same_answer_for_the_same_segment) {
  const json::value root = golden();
  Walkability walkable;
  for (std::size_t i = 0; i < kCellCount; ++i) {
    const Cell cell = cell_of(i);
    const auto& row = root.at("walkable").as_array()[static_cast<std::size_t>(cell.row)].as_string();
    walkable.set(cell, row[static_cast<std::size_t>(cell.column)] == '.');
  }
  for (const auto& entry : root.at("segments").as_array()) {
    const auto& row = entry.as_array();
    const Point from{number(row[0]), number(row[1])};
    const Point to{number(row[2]), number(row[3])};
    EXPECT_EQ(walkable.segment_is_walkable(from, to), row[4].as_bool()) << json::serialize(row);
  }
}

}  // namespace
}  // namespace flumen::world
