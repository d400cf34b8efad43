#include <fstream>
#include <sstream>
#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "fight/area.hpp"
#include "fight/line_of_sight.hpp"
#include "fight/reach.hpp"
#include "fight/state.hpp"

namespace flumen::fight {
namespace {

namespace json = boost::json;

/// Answers the client has to give, too.
json::value golden(const std::string& name) {
  std::ifstream file(FLUMEN_SOURCE_DIR "/tests/golden/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

CellSet marked_in(const json::value& rows) {
  CellSet cells;
  for (std::size_t i = 0; i < kCells; ++i) cells[i] = rows.as_array()[i / kColumns].as_string()[i % kColumns] == '#';
  return cells;
}

CellSet listed_in(const json::value& list) {
  CellSet cells;
  for (const auto& cell : list.as_array()) cells.set(cell.to_number<std::size_t>());
  return cells;
}

int number(const json::value& value) { return value.to_number<int>(); }
Cell cell(const json::value& value) { return value.to_number<Cell>(); }

TEST(GoldenFight, sees_along_the_same_lines) {
  const json::value root = golden("line_of_sight.json");
  const CellSet blocking = marked_in(root.at("blocking"));
  for (const auto& entry : root.at("lines").as_array()) {
    const auto& line = entry.as_array();
    EXPECT_EQ(has_line_of_sight(blocking, cell(line[0]), cell(line[1])), line[2].as_bool()) << json::serialize(line);
    EXPECT_EQ(has_line_of_sight(blocking, cell(line[1]), cell(line[0])), line[2].as_bool()) << json::serialize(line);
  }
}

TEST(GoldenFight, covers_the_same_areas) {
  const json::value root = golden("fight_areas.json");
  for (const auto& entry : root.at("areas").as_array()) {
    const auto shape = shape_from(entry.at("shape").as_string());
    ASSERT_TRUE(shape);
    const Area area{*shape, entry.at("size").to_number<std::uint8_t>()};
    EXPECT_EQ(cells_of(area, cell(entry.at("caster")), cell(entry.at("target"))), listed_in(entry.at("cells")))
        << json::serialize(entry);
  }
}

TEST(GoldenFight, walks_as_far) {
  const json::value root = golden("fight_ranges.json");
  const Grid grid{~marked_in(root.at("unwalkable")), marked_in(root.at("blocks_sight"))};
  const CellSet occupied = listed_in(root.at("occupied"));
  for (const auto& entry : root.at("reach").as_array()) {
    const Reach reach = reach_from(grid, occupied, cell(entry.at("start")), number(entry.at("steps")));
    CellSet expected;
    for (const auto& pair : entry.at("cells").as_array()) {
      const auto at = pair.as_array()[0].to_number<std::size_t>();
      expected.set(at);
      EXPECT_EQ(reach.steps[at], number(pair.as_array()[1])) << at;
      EXPECT_EQ(reach.path_to(static_cast<Cell>(at)).size(), static_cast<std::size_t>(reach.steps[at]));
    }
    EXPECT_EQ(reach.cells, expected) << json::serialize(entry);
  }
}

TEST(GoldenFight, aims_as_far) {
  const json::value root = golden("fight_ranges.json");
  const Grid grid{~marked_in(root.at("unwalkable")), marked_in(root.at("blocks_sight"))};
  const CellSet occupied = listed_in(root.at("occupied"));
  for (const auto& entry : root.at("ranges").as_array()) {
    Spell spell;
    spell.least_range = entry.at("least").to_number<std::uint8_t>();
    spell.most_range = entry.at("most").to_number<std::uint8_t>();
    spell.range_is_modifiable = entry.at("modifiable").as_bool();
    spell.in_line_only = entry.at("in_line").as_bool();
    spell.needs_line_of_sight = entry.at("line_of_sight").as_bool();
    EXPECT_EQ(castable_cells(grid, occupied, spell, number(entry.at("bonus")), cell(entry.at("from"))),
              listed_in(entry.at("cells")))
        << json::serialize(entry);
  }
}

TEST(GoldenFight, keeps_stats_within_the_same_bounds) {
  const json::value root = golden("fight_stats.json");
  for (const auto& entry : root.at("stats").as_array()) {
    const auto stat = stat_from(entry.at("stat").as_string());
    ASSERT_TRUE(stat) << json::serialize(entry);
    Fighter fighter;
    fighter.spec.stats.set(*stat, number(entry.at("base")));
    for (const auto& amount : entry.at("boosts").as_array()) {
      Buff& boost = fighter.buffs.emplace_back();
      boost.stat = *stat;
      boost.amount = number(amount);
    }
    EXPECT_EQ(fighter.stat(*stat), number(entry.at("is"))) << json::serialize(entry);
  }
}

}  // namespace
}  // namespace flumen::fight
