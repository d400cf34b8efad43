#include "world/map_document.hpp"

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/generator.hpp"
#include "world/tiles.hpp"

namespace flumen::world {
namespace {

namespace json = boost::json;
using base::Edge;
using testing::HasSubstr;

MapDocument example() {
  Gates gates;
  for (const Edge edge : kEdges) gates[edge] = generated_gate(7, {2, 3}, edge);
  return generate_map(7, {2, 3}, gates);
}

std::string problem_of(std::string_view text) {
  const auto document = parse_map_document(text, "here.json");
  if (document) return "accepted";
  EXPECT_EQ(document.error().code, base::Errc::invalid_argument);
  return document.error().message;
}

/// What is said about the example after a change to its JSON.
std::string problem_after(const std::function<void(json::object&)>& change) {
  json::value root = json::parse(to_json(example()));
  change(root.as_object());
  return problem_of(json::serialize(root));
}

/// What is said about the example with one value, named by a JSON pointer, replaced.
std::string problem_with(std::string_view pointer, const json::value& value) {
  return problem_after([&](json::object& root) {
    json::value whole = root;
    whole.at_pointer(pointer) = value;
    root = whole.as_object();
  });
}

void expect_same(const MapDocument& a, const MapDocument& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.landscape, b.landscape);
  EXPECT_EQ(a.walkable, b.walkable);
  EXPECT_EQ(a.tile_names, b.tile_names);
  ASSERT_EQ(a.spawn_points.size(), b.spawn_points.size());
  for (std::size_t i = 0; i < a.spawn_points.size(); ++i) {
    EXPECT_EQ(a.spawn_points[i].name, b.spawn_points[i].name);
    EXPECT_EQ(a.spawn_points[i].position, b.spawn_points[i].position);
  }
  ASSERT_EQ(a.transitions.size(), b.transitions.size());
  for (std::size_t i = 0; i < a.transitions.size(); ++i) {
    EXPECT_EQ(a.transitions[i].to, b.transitions[i].to);
    EXPECT_EQ(a.transitions[i].edge, b.transitions[i].edge);
    EXPECT_EQ(a.transitions[i].area, b.transitions[i].area);
  }
  ASSERT_EQ(a.layers.size(), b.layers.size());
  for (std::size_t i = 0; i < a.layers.size(); ++i) {
    EXPECT_EQ(a.layers[i].name, b.layers[i].name);
    EXPECT_EQ(a.layers[i].tiles, b.layers[i].tiles);
  }
}

TEST(MapDocument, reads_what_it_writes) {
  const MapDocument written = example();
  const std::string text = to_json(written);
  const auto read = parse_map_document(text, "here.json");
  ASSERT_TRUE(read) << read.error().message;
  expect_same(*read, written);
  EXPECT_EQ(to_json(*read), text);
}

TEST(MapDocument, writes_any_title) {
  MapDocument document = example();
  document.title = "L'\"Étang\" \\ des hérons";
  const auto read = parse_map_document(to_json(document), "here.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->title, document.title);
}

TEST(MapDocument, answers_for_every_edge) {
  const MapDocument document = example();
  ASSERT_NE(document.transition_at(Edge::east), nullptr);
  EXPECT_EQ(document.transition_at(Edge::east)->to, (base::MapId{3, 3}));
  EXPECT_EQ(document.transition_to({3, 3}), document.transition_at(Edge::east));
  EXPECT_EQ(document.transition_to({9, 9}), nullptr);
  EXPECT_EQ(document.default_spawn(), (Point{758, 605}));

  MapDocument bare;
  EXPECT_EQ(bare.transition_at(Edge::east), nullptr);
  EXPECT_EQ(bare.spawn(Edge::west), (Point{100, 538}));
  EXPECT_EQ(bare.spawn(Edge::east), (Point{1820, 538}));
  EXPECT_EQ(bare.spawn(Edge::north), (Point{960, 100}));
  EXPECT_EQ(bare.spawn(Edge::south), (Point{960, 977}));
  EXPECT_EQ(bare.default_spawn(), (Point{758, 605}));
  bare.spawn_points.push_back({"west", {130, 540}});
  EXPECT_EQ(bare.spawn(Edge::west), (Point{130, 540}));
}

TEST(MapDocument, rounds_coordinates_to_two_decimals) {
  json::value root = json::parse(to_json(example()));
  root.at_pointer("/spawn_points/0/x") = 758.12345;
  const auto read = parse_map_document(json::serialize(root), "here.json");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(read->default_spawn().x, 758.12);
  EXPECT_THAT(to_json(*read), HasSubstr("\"x\":758.12,"));
}

TEST(MapDocument, refuses_what_is_no_document) {
  EXPECT_THAT(problem_of(""), HasSubstr("here.json: is not JSON"));
  EXPECT_THAT(problem_of("{"), HasSubstr("is not JSON"));
  EXPECT_THAT(problem_of("[]"), HasSubstr("must be an object"));
  EXPECT_THAT(problem_of("null"), HasSubstr("must be an object"));
  EXPECT_THAT(problem_of(std::string(100'000, '[')), HasSubstr("is not JSON"));
  EXPECT_THAT(problem_of(std::string(300'000, ' ')), HasSubstr("is longer than"));
  EXPECT_THAT(problem_of(to_json(example()) + "{}"), HasSubstr("is not JSON"));
  EXPECT_THAT(problem_of("{\"format\":1,\"format\":1}"), HasSubstr("has the key \"format\" twice"));
  EXPECT_THAT(problem_of("{\"a\":{\"b\":[{\"c\":1,\"\\u0063\":2}]}}"), HasSubstr("has the key \"c\" twice"));
  EXPECT_THAT(problem_of("{\"title\":\"\xFF\"}"), HasSubstr("is not JSON"));
}

TEST(MapDocument, survives_being_cut_off_anywhere) {
  const std::string text = to_json(example());
  for (std::size_t length = 0; length < text.size() - 2; length += 37) {
    EXPECT_THAT(problem_of(std::string_view(text).substr(0, length)), HasSubstr("is not JSON"));
  }
}

TEST(MapDocument, refuses_missing_and_unknown_keys) {
  const json::value whole = json::parse(to_json(example()));
  for (const auto& [key, value] : whole.as_object()) {
    const std::string name(key);
    EXPECT_THAT(problem_after([&](json::object& root) { root.erase(name); }),
                HasSubstr("lacks the key \"" + name + "\""));
    EXPECT_THAT(problem_with("/" + name, nullptr), HasSubstr("here.json: " + name + ": must be"));
  }
  EXPECT_THAT(problem_after([](json::object& root) { root["extra\n"] = 1; }), HasSubstr("unknown key \"extra\\n\""));
  EXPECT_THAT(problem_with("/transitions/0/area", json::object{{"x", 1}}), HasSubstr("transitions[0].area: lacks"));
}

TEST(MapDocument, refuses_every_wrong_value_and_says_where) {
  struct Case {
    const char* pointer;
    json::value value;
    const char* problem;
  };
  const std::vector<Case> cases{
      {"/format", 2, "format: must be 1"},
      {"/format", 1.5, "format: must be 1"},
      {"/id", "map_01_0", "id: must be map_X_Y"},
      {"/title", "", "title: must be 1 to 64 bytes"},
      {"/title", "a\nb", "title: must be 1 to 64 bytes"},
      {"/title", json::string(65, 'x'), "title: must be 1 to 64 bytes"},
      {"/landscape", "Meadow!", "landscape: must be"},
      {"/size/width", 1921, "size.width: must be 1920"},
      {"/cell/height", "43", "cell.height: must be 43"},
      {"/grid/rows", 48, "grid.rows: must be 49"},
      {"/walkable", json::array{}, "walkable: must be an array of 49"},
      {"/walkable/3", ".....", "walkable[3]: must be 22 characters"},
      {"/walkable/48", "....................x.", "walkable[48]: must be 22 characters"},
      {"/spawn_points/1/name", "door", "spawn_points[1].name: must be default, north"},
      {"/spawn_points/1/name", "default", "spawn_points[1].name: there is another \"default\""},
      {"/spawn_points/0/x", 1921, "spawn_points[0].x: must be a number from 0 to 1920"},
      {"/spawn_points/0/y", -1, "spawn_points[0].y: must be a number"},
      {"/spawn_points/0/y", "605", "spawn_points[0].y: must be a number"},
      {"/spawn_points/0/x", 1e300, "spawn_points[0].x: must be a number"},
      {"/transitions/0/edge", "up", "transitions[0].edge: must be north"},
      {"/transitions/0/edge", "east", "transitions[0].to: the east edge leads to map_3_3"},
      {"/transitions/0/to", "map_9_9", "transitions[0].to: the north edge leads to map_2_4"},
      {"/transitions/0/area/width", 1900, "transitions[0].area: must lie on the map"},
      {"/transitions/0/area/height", -1, "transitions[0].area.height: must be a number"},
      {"/tile_names", json::array{}, "tile_names: must be an array of 1 to 256"},
      {"/tile_names/0", "Grass", "tile_names[0]: must be 1 to 32 of a-z"},
      {"/tile_names/0", json::string(33, 'a'), "tile_names[0]: must be 1 to 32 of a-z"},
      {"/layers", json::array{}, "layers: must be an array of 2"},
      {"/layers/0/name", "decor", "layers[0].name: must be ground"},
      {"/layers/0/tiles/7", json::array{1, 2}, "layers[0].tiles[7]: must be an array of 22"},
      {"/layers/0/tiles/7/4", -1, "layers[0].tiles[7][4]: must be a whole number from 0"},
      {"/layers/1/tiles/7/4", -2, "layers[1].tiles[7][4]: must be a whole number from -1"},
      {"/layers/1/tiles/7/4", 256, "layers[1].tiles[7][4]: must be a whole number from -1"},
      {"/layers/1/tiles/7/4", 1.5, "layers[1].tiles[7][4]: must be a whole number"},
      {"/layers/1/tiles/7/4", 18446744073709551615ULL, "layers[1].tiles[7][4]: must be a whole number"},
  };
  for (const auto& [pointer, value, problem] : cases) {
    EXPECT_THAT(problem_with(pointer, value), HasSubstr(std::string("here.json: ") + problem)) << pointer;
  }
}

TEST(MapDocument, refuses_numbers_that_are_none) {
  for (const char* number : {"1e999", "-1e999", "NaN", "Infinity", "0x10", "01", "1.", "--1"}) {
    std::string text = to_json(example());
    const std::string before = "\"x\":758";
    text.replace(text.find(before), before.size(), std::string("\"x\":") + number);
    EXPECT_NE(problem_of(text), "accepted") << number;
  }
}

TEST(MapDocument, refuses_doubled_names) {
  EXPECT_THAT(problem_after([](json::object& root) {
                auto& names = root["tile_names"].as_array();
                names[1] = names[0];
              }),
              HasSubstr("tile_names[1]: stands there twice"));
  EXPECT_THAT(problem_after([](json::object& root) {
                auto& transitions = root["transitions"].as_array();
                transitions[1] = transitions[0];
              }),
              HasSubstr("transitions[1].edge: there is another transition at the north edge"));
}

TEST(MapDocument, refuses_a_transition_beyond_the_end_of_the_grid) {
  EXPECT_THAT(problem_after([](json::object& root) {
                root["id"] = "map_2_999999";
                root["transitions"].as_array().resize(1);
              }),
              HasSubstr("transitions[0]: the grid ends at the north edge"));
}

// --- Ways -----------------------------------------------------------------------------------------------------------

void close(json::object& root, Cell cell) {
  auto& row = root["walkable"].as_array()[static_cast<std::size_t>(cell.row)].as_string();
  row[static_cast<std::size_t>(cell.column)] = '#';
}

TEST(MapDocument, refuses_a_spawn_point_in_a_wall) {
  EXPECT_THAT(problem_after([](json::object& root) {
                close(root, *cell_at({758, 605}));
              }),
              HasSubstr("spawn_points: default at (758, 605) is not walkable"));
  EXPECT_THAT(problem_after([](json::object& root) {
                root["spawn_points"] = json::array{};
                close(root, *cell_at({960, 977}));
              }),
              HasSubstr("spawn_points: south at (960, 977) is not walkable"));
}

TEST(MapDocument, refuses_an_entry_that_is_cut_off) {
  EXPECT_THAT(problem_after([](json::object& root) {
                for (const Cell cell : neighbours(*cell_at({100, 538}))) close(root, cell);
              }),
              HasSubstr("spawn_points: west at (100, 538) cannot be walked to"));
}

TEST(MapDocument, refuses_an_area_that_cannot_be_walked_to) {
  EXPECT_THAT(problem_after([](json::object& root) {
                // In the notch between two diamonds.
                root["transitions"].as_array()[3].as_object()["area"] =
                    json::object{{"x", 0}, {"y", 516}, {"width", 10}, {"height", 2}};
              }),
              HasSubstr("transitions[3].area: no part of it can be walked to"));
}

TEST(MapDocument, refuses_a_spawn_point_from_where_one_would_bounce_back) {
  EXPECT_THAT(problem_after([](json::object& root) {
                auto& area = root["transitions"].as_array()[3].as_object()["area"].as_object();
                area["width"] = 100;
              }),
              HasSubstr("spawn_points: west at (100, 538) lies in the transition area to map_1_3"));
}

// --- The drawn maps -------------------------------------------------------------------------------------------------

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

TEST(DrawnMaps, are_valid_and_in_their_canonical_form) {
  int count = 0;
  for (const auto& file : std::filesystem::directory_iterator(FLUMEN_SOURCE_DIR "/maps")) {
    if (!file.path().filename().string().starts_with("map_")) continue;
    ++count;
    const std::string text = contents(file.path());
    const auto document = parse_map_document(text, file.path().string());
    ASSERT_TRUE(document) << document.error().message;
    EXPECT_EQ(document->id.to_string(), file.path().stem().string());
    EXPECT_EQ(to_json(*document), text) << file.path();
  }
  EXPECT_GE(count, 9);
}

TEST(DrawnMaps, are_documented_tile_by_tile) {
  const std::string manual = contents(FLUMEN_SOURCE_DIR "/docs/maps.md");
  for (const auto& kind : kTiles) EXPECT_THAT(manual, HasSubstr("`" + std::string(kind.name) + "`"));
}

}  // namespace
}  // namespace flumen::world
