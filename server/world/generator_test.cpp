#include "world/generator.hpp"

#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "world/canvas.hpp"
#include "world/entity_tag.hpp"
#include "world/landscape.hpp"
#include "world/path.hpp"
#include "world/tiles.hpp"

namespace flumen::world {
namespace {

using base::Edge;
using base::MapId;

constexpr std::uint64_t kSeed = 20'260'101;

MapDocument generated(std::uint64_t seed, MapId id) {
  Gates gates;
  for (const Edge edge : kEdges) gates[edge] = generated_gate(seed, id, edge);
  return generate_map(seed, id, gates);
}

std::vector<MapId> many_ids(unsigned seed, int count) {
  std::mt19937 engine(seed);
  std::uniform_int_distribution<int> near(-40, 40);
  std::uniform_int_distribution<int> far(-MapId::kLimit, MapId::kLimit);
  std::vector<MapId> ids;
  for (int i = 0; i < count; ++i)
    ids.push_back(i % 2 == 0 ? MapId{near(engine), near(engine)} : MapId{far(engine), far(engine)});
  for (const int limit : {-MapId::kLimit, MapId::kLimit}) {
    ids.push_back({limit, 0});
    ids.push_back({0, limit});
    ids.push_back({limit, limit});
    ids.push_back({limit, -limit});
  }
  return ids;
}

/// Every walkable cell can be walked to from the start, and so can every area and entry.
void expect_connected(const MapDocument& map) {
  const Walkability reached = reachable_from(map.walkable, *cell_at(map.default_spawn()));
  ASSERT_EQ(reached, map.walkable) << map.id.to_string() << " has cells that cannot be reached";
  for (const auto& transition : map.transitions) {
    ASSERT_TRUE(reached.at(map.spawn(transition.edge))) << map.id.to_string();
    ASSERT_TRUE(area_is_walkable(reached, transition.area)) << map.id.to_string();
    ASSERT_FALSE(transition.area.contains(map.spawn(transition.edge))) << map.id.to_string();
  }
}

/// A cell is walkable exactly when no tile on it, or reaching over it, blocks.
void expect_tiles_tell_the_truth(const MapDocument& map) {
  const auto tile = [&](std::size_t layer, std::size_t cell) {
    const auto number = map.layers[layer].tiles[cell];
    return number < 0 ? kNoTile : tile_named(map.tile_names[static_cast<std::size_t>(number)]).value();
  };
  Walkability by_tiles;
  for (std::size_t i = 0; i < kCellCount; ++i) by_tiles.set(cell_of(i), !blocks(tile(0, i)) && !blocks(tile(1, i)));
  for (std::size_t i = 0; i < kCellCount; ++i) {
    ASSERT_TRUE(is_ground(tile(0, i)));
    const Tile decor = tile(1, i);
    if (decor == kNoTile) continue;
    ASSERT_FALSE(is_ground(decor));
    for (const Cell part : Canvas::footprint(cell_of(i), kind_of(decor).size)) {
      ASSERT_TRUE(in_grid(part));
      ASSERT_EQ(tile(1, index_of(part)), part == cell_of(i) ? decor : kNoTile) << "something stands inside a building";
      if (blocks(decor)) by_tiles.set(part, false);
    }
  }
  ASSERT_EQ(by_tiles, map.walkable) << map.id.to_string();
}

TEST(Generator, makes_valid_documents_one_can_walk_through) {
  for (const MapId id : many_ids(1, 3'000)) {
    const MapDocument map = generated(kSeed, id);
    ASSERT_EQ(map.id, id);
    expect_connected(map);
    if (HasFatalFailure()) return;
  }
}

TEST(Generator, passes_its_own_strict_reader) {
  for (const MapId id : many_ids(2, 150)) {
    const MapDocument map = generated(kSeed, id);
    const auto read = parse_map_document(to_json(map), id.to_string());
    ASSERT_TRUE(read) << read.error().message;
    expect_tiles_tell_the_truth(map);
    if (HasFatalFailure()) return;
  }
}

TEST(Generator, keeps_the_protocols_entries_and_start) {
  for (const MapId id : many_ids(3, 300)) {
    const MapDocument map = generated(kSeed, id);
    ASSERT_TRUE(map.walkable.at(Point{758, 605})) << id.to_string();
    for (const Edge edge : kEdges) {
      if (map.transition_at(edge) != nullptr) {
        ASSERT_EQ(map.spawn(edge), default_entry(edge)) << id.to_string();
      }
    }
  }
}

/// Whether one can stand at the edge itself, by cells along it.
std::set<int> open_rim(const MapDocument& map, Edge edge) {
  std::set<int> open;
  for (std::size_t i = 0; i < kCellCount; ++i) {
    const Cell cell = cell_of(i);
    const bool at_edge = (edge == Edge::west && cell.column == 0) ||
                         (edge == Edge::east && cell.column == kColumns - 1) ||
                         (edge == Edge::north && cell.row == 0) || (edge == Edge::south && cell.row == kRows - 1);
    if (at_edge && map.walkable.at(cell))
      open.insert(edge == Edge::west || edge == Edge::east ? cell.row : cell.column);
  }
  return open;
}

TEST(Generator, agrees_with_itself_about_shared_edges) {
  for (const MapId id : many_ids(4, 300)) {
    const MapDocument map = generated(kSeed, id);
    for (const Edge edge : kEdges) {
      const auto beyond = id.neighbour(edge);
      ASSERT_EQ(gate_of(map, edge).has_value(), beyond.has_value()) << "the grid ends without a transition";
      if (!beyond) {
        ASSERT_TRUE(open_rim(map, edge).empty());
        continue;
      }
      const MapDocument neighbour = generated(kSeed, *beyond);
      ASSERT_EQ(gate_of(map, edge), gate_of(neighbour, opposite(edge))) << id.to_string() << to_string(edge);
      ASSERT_EQ(open_rim(map, edge), open_rim(neighbour, opposite(edge))) << id.to_string() << to_string(edge);
      ASSERT_FALSE(open_rim(map, edge).empty());
    }
  }
}

TEST(Generator, is_the_same_on_every_machine) {
  const std::map<std::string, std::string> golden{
      {"map_0_0", "\"1c89a5e2e9b9eeff87fb10a5e1fab35d\""},
      {"map_-7_12", "\"c14ce32809807f5437b098a3fee35a7c\""},
      {"map_999999_-999999", "\"55e7952bcf34781e86698e32388fff23\""},
      {"map_123456_-654321", "\"8425851c06535aff8889dbead4801463\""},
  };
  for (const auto& [id, tag] : golden) EXPECT_EQ(entity_tag(to_json(generated(1, *MapId::parse(id)))), tag) << id;
}

TEST(Generator, grows_another_world_from_another_seed) {
  EXPECT_EQ(to_json(generated(1, {5, 5})), to_json(generated(1, {5, 5})));
  EXPECT_NE(to_json(generated(1, {5, 5})), to_json(generated(2, {5, 5})));
  EXPECT_NE(to_json(generated(1, {5, 5})), to_json(generated(1, {5, 6})));
}

TEST(Generator, copes_with_any_gates_a_neighbour_may_ask_for) {
  std::mt19937 engine(5);
  const auto random = [&](int bound) { return static_cast<double>(engine() % static_cast<unsigned>(bound)); };
  for (int i = 0; i < 500; ++i) {
    Gates gates;
    for (const Edge edge : kEdges) {
      if (engine() % 4 == 0) continue;
      const double length = edge == Edge::north || edge == Edge::south ? kMapWidth : kMapHeight;
      const double begin = random(static_cast<int>(length) - 10);
      gates[edge] = Gate{begin, begin + 10 + random(static_cast<int>(length - begin) - 9)};
    }
    const MapId id{static_cast<int>(engine() % 1000), -static_cast<int>(engine() % 1000)};
    const MapDocument map = generate_map(kSeed, id, gates);
    const auto read = parse_map_document(to_json(map), id.to_string());
    ASSERT_TRUE(read) << read.error().message;
    for (const Edge edge : kEdges) {
      ASSERT_EQ(gate_of(map, edge).has_value(), gates[edge].has_value());
      if (gates[edge]) {
        ASSERT_EQ(gate_of(map, edge), gates[edge]);
      }
    }
    expect_connected(map);
    if (HasFatalFailure()) return;
  }
}

TEST(Landscape, forms_regions_of_every_kind) {
  std::map<std::string_view, int> count;
  int alike = 0;
  constexpr int kSide = 100;
  for (int x = 0; x < kSide; ++x) {
    for (int y = 0; y < kSide; ++y) {
      const auto& here = landscape_of(kSeed, {x, y});
      ++count[here.name];
      alike += here.name == landscape_of(kSeed, {x + 1, y}).name ? 1 : 0;
    }
  }
  for (const auto& landscape : landscapes()) EXPECT_GT(count[landscape.name], kSide * kSide / 100) << landscape.name;
  EXPECT_GT(alike, kSide * kSide / 2) << "a map and its neighbour are mostly alike";
}

TEST(Landscape, has_titles_for_every_map) {
  std::set<std::string> titles;
  for (int x = 0; x < 200; ++x) {
    const auto title = generated(kSeed, {x, 3}).title;
    EXPECT_FALSE(title.empty());
    EXPECT_LE(title.size(), 64U);
    titles.insert(title);
  }
  EXPECT_GT(titles.size(), 150U);
}

}  // namespace
}  // namespace flumen::world
