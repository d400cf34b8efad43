#include "world/atlas.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "world/entity_tag.hpp"
#include "world/gate.hpp"
#include "world/path.hpp"

namespace flumen::world {
namespace {

namespace fs = std::filesystem;
using base::Edge;
using base::MapId;
using testing::HasSubstr;

constexpr std::uint64_t kSeed = 99;
const fs::path kDrawnMaps = FLUMEN_SOURCE_DIR "/maps";

class AtlasTest : public testing::Test {
 protected:
  AtlasTest() {
    folder = fs::temp_directory_path() / ("flumen_atlas_" + std::to_string(::getpid()) + "_" +
                                          testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(folder);
  }
  ~AtlasTest() override {
    std::error_code ignored;  // a leftover in the temporary folder harms nothing
    fs::remove_all(folder, ignored);
  }

  void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }
  void copy(const std::string& name) const { fs::copy(kDrawnMaps / name, folder / name); }

  std::string problem() const {
    Atlas atlas(kSeed);
    const auto loaded = atlas.load_folder(folder);
    return loaded ? "accepted" : loaded.error().message;
  }

  fs::path folder;
};

TEST_F(AtlasTest, holds_the_drawn_maps_where_nothing_bounces_and_all_edges_agree) {
  Atlas atlas(kSeed);
  const auto loaded = atlas.load_folder(kDrawnMaps);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_GE(*loaded, 9U);
  for (int x = -3; x <= 3; ++x) {
    for (int y = -3; y <= 3; ++y) {
      const MapId id{x, y};
      const auto here = atlas.find(id);
      ASSERT_TRUE(here);
      EXPECT_EQ(here->document.id, id);
      const auto& walkable = here->document.walkable;
      EXPECT_EQ(reachable_from(walkable, *cell_at(here->document.default_spawn())), walkable) << id.to_string();
      for (const Edge edge : kEdges) {
        const auto there = atlas.find(*id.neighbour(edge));
        EXPECT_EQ(gate_of(here->document, edge), gate_of(there->document, opposite(edge)))
            << id.to_string() << " " << to_string(edge);
        EXPECT_TRUE(walkable.at(default_entry(edge))) << id.to_string() << " " << to_string(edge);
      }
    }
  }
  EXPECT_EQ(atlas.find({0, 0})->document.title, "Flumen Square");
  EXPECT_EQ(atlas.find({0, 0})->document.default_spawn(), (Point{758, 605}));
}

TEST_F(AtlasTest, leads_over_the_whole_grid_of_drawn_maps_on_foot) {
  Atlas atlas(kSeed);
  ASSERT_TRUE(atlas.load_folder(kDrawnMaps));
  for (int x = -1; x <= 1; ++x) {
    for (int y = -1; y <= 1; ++y) {
      const auto entry = atlas.find({x, y});
      for (const Edge in : kEdges) {
        for (const Edge out : kEdges) {
          EXPECT_TRUE(find_path(entry->document.walkable, entry->document.spawn(in), entry->document.spawn(out)));
        }
      }
    }
  }
}

TEST_F(AtlasTest, lets_a_painted_map_follow_its_drawn_neighbour) {
  Atlas painted(kSeed);
  std::string text = painted.find({0, 0})->json;
  // Closed in the east, and open in the west on a stretch of its own.
  auto document = parse_map_document(text, "test").value();
  std::erase_if(document.transitions, [](const Transition& t) { return t.edge == Edge::east; });
  for (auto& transition : document.transitions) {
    if (transition.edge == Edge::west) transition.area = {0, 500, 71, 90.5};
  }
  write("map_0_0.json", to_json(document));

  Atlas atlas(kSeed);
  const auto loaded = atlas.load_folder(folder);
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(gate_of(atlas.find({1, 0})->document, Edge::west), std::nullopt);
  EXPECT_EQ(gate_of(atlas.find({-1, 0})->document, Edge::east), (Gate{500, 590.5}));
  EXPECT_NE(gate_of(atlas.find({1, 0})->document, Edge::east), std::nullopt);
}

TEST_F(AtlasTest, refuses_drawn_neighbours_that_disagree) {
  copy("map_0_0.json");
  copy("map_1_0.json");
  EXPECT_EQ(problem(), "accepted");
  std::ifstream file(kDrawnMaps / "map_1_0.json");
  auto document = parse_map_document(std::string(std::istreambuf_iterator(file), {}), "test").value();
  std::erase_if(document.transitions, [](const Transition& t) { return t.edge == Edge::west; });
  write("map_1_0.json", to_json(document));
  EXPECT_THAT(problem(), HasSubstr("map_0_0: transitions: the east edge opens from"));
  EXPECT_THAT(problem(), HasSubstr("but map_1_0 is closed there"));
}

TEST_F(AtlasTest, names_the_file_and_the_place_of_a_mistake) {
  write("map_0_0.json", "{\"format\":1}");
  EXPECT_THAT(problem(), HasSubstr((folder / "map_0_0.json").string() + ": lacks the key"));
  fs::remove(folder / "map_0_0.json");
  fs::copy(kDrawnMaps / "map_0_0.json", folder / "map_5_5.json");
  EXPECT_THAT(problem(), HasSubstr("map_5_5.json: id: must be map_5_5, as the file is called"));
  fs::remove(folder / "map_5_5.json");
  fs::create_directory(folder / "map_6_6.json");
  EXPECT_THAT(problem(), HasSubstr("map_6_6.json"));
  EXPECT_NE(problem(), "accepted");
}

TEST_F(AtlasTest, leaves_other_files_alone) {
  copy("map_0_0.json");
  write("classes.json", "not a map");
  write("map_0_0.json~", "not a map");
  write("README.md", "not a map");
  EXPECT_EQ(problem(), "accepted");
}

TEST_F(AtlasTest, takes_no_map_of_a_folder_with_a_mistake) {
  copy("map_0_0.json");
  write("map_1_0.json", "{}");
  Atlas atlas(kSeed);
  EXPECT_FALSE(atlas.load_folder(folder));
  EXPECT_NE(atlas.find({0, 0})->document.title, "Flumen Square");
}

TEST_F(AtlasTest, says_when_a_folder_is_missing) {
  Atlas atlas(kSeed);
  const auto loaded = atlas.load_folder(folder / "nowhere");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, base::Errc::not_found);
  EXPECT_THAT(loaded.error().message, HasSubstr("nowhere"));
}

TEST_F(AtlasTest, keeps_the_most_recently_used_maps_and_what_callers_hold) {
  Atlas atlas(kSeed, 2);
  const auto first = atlas.find({10, 0});
  const auto second = atlas.find({11, 0});
  EXPECT_EQ(atlas.find({10, 0}), first);
  const auto third = atlas.find({12, 0});
  EXPECT_EQ(atlas.find({10, 0}), first) << "used more recently than the second";
  EXPECT_NE(atlas.find({11, 0}), second) << "went first, and was painted anew";
  EXPECT_EQ(atlas.find({11, 0})->json, second->json);
  EXPECT_EQ(third->document.id, (MapId{12, 0}));

  Atlas keeps_nothing(kSeed, 0);
  EXPECT_EQ(keeps_nothing.find({10, 0})->json, first->json);
}

TEST_F(AtlasTest, may_be_asked_by_many_threads) {
  Atlas atlas(kSeed, 8);
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 60; ++i) {
        const MapId id{i % 13, 1};
        if (atlas.find(id)->document.id != id) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(AtlasTest, tags_the_bytes_of_a_map) {
  Atlas atlas(kSeed);
  const auto entry = atlas.find({3, 4});
  EXPECT_EQ(entry->json, to_json(entry->document));
  EXPECT_EQ(entry->etag, entity_tag(entry->json));
  EXPECT_NE(entry->etag, atlas.find({3, 5})->etag);
}

TEST(EntityTag, is_the_hash_that_is_published) {
  // The test vectors of FNV-1a with 128 bits.
  EXPECT_EQ(entity_tag(""), "\"6c62272e07bb014262b821756295c58d\"");
  EXPECT_EQ(entity_tag("a"), "\"d228cb696f1a8caf78912b704e4a8964\"");
  EXPECT_EQ(entity_tag("foobar"), "\"343e1662793c64bf6f0d3597ba446f18\"");
}

}  // namespace
}  // namespace flumen::world
