#include "gamedata/game_data.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fight/engine.hpp"
#include "gamedata/catalogue_json.hpp"

namespace flumen::gamedata {
namespace {

using testing::HasSubstr;

constexpr const char* kFolder = FLUMEN_SOURCE_DIR "/maps";

std::shared_ptr<const GameData> shipped() {
  auto loaded = GameData::load(kFolder);
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded ? *loaded : std::make_shared<const GameData>();
}

TEST(ShippedData, has_four_classes_with_four_spells_each_at_the_start) {
  const auto data = shipped();
  std::set<fight::SpellIndex> all;
  for (const char* id : {"adventurer", "warrior", "archer", "mage"}) {
    const ClassInfo* found = data->find_class(id);
    ASSERT_TRUE(found) << id;
    EXPECT_GE(found->spells_at(data->book, 1).size(), 4u) << id;
    EXPECT_GT(found->spells_at(data->book, 200).size(), 4u) << id;
    EXPECT_GT(found->growth.base[fight::Stat::health], 0) << id;
    all.insert(found->spells.begin(), found->spells.end());
  }
  EXPECT_EQ(all.size(), 24u) << "no two classes share a spell";
}

TEST(ShippedData, has_six_monsters_in_three_families) {
  const auto data = shipped();
  std::set<std::size_t> families;
  for (const Monster& monster : data->monsters) {
    families.insert(monster.family);
    for (const int level : {1, 50, fight::kMaxLevel}) {
      EXPECT_TRUE(fight::is_valid(monster.spec_at(level), data->book)) << monster.id << " " << level;
    }
    EXPECT_GT(monster.experience_at(2), monster.experience_at(1)) << monster.id;
  }
  EXPECT_GE(data->monsters.size(), 6u);
  EXPECT_GE(families.size(), 3u);
}

TEST(ShippedData, speaks_both_languages) {
  const auto data = shipped();
  for (const SpellInfo& spell : data->spells)
    EXPECT_NE(spell.description.english, spell.description.french) << spell.id;
  for (const Monster& monster : data->monsters) EXPECT_NE(monster.name.english, monster.name.french) << monster.id;
}

TEST(ShippedData, has_groups_for_every_landscape_at_every_distance) {
  const auto data = shipped();
  for (const char* landscape :
       {"meadow", "village", "forest", "pinewood", "shore", "hills", "marsh", "desert", "snow"}) {
    for (const std::int32_t distance : {2, 5, 10, 15, 20, 25, 30, 100, 999'999}) {
      const auto group = data->roll_group(landscape, distance, 7);
      EXPECT_FALSE(group.empty()) << landscape << " at " << distance;
      EXPECT_LE(group.size(), fight::kMaxSideFighters);
    }
  }
  for (const char* landscape : {"ruins", "orchard", "hills", "farmland", "forest", "marsh", "meadow", "shore"}) {
    EXPECT_FALSE(data->roll_group(landscape, 1, 7).empty()) << landscape << ", drawn, beside the square";
  }
  EXPECT_TRUE(data->roll_group("village", 0, 7).empty()) << "the square itself is a safe place";
}

TEST(ShippedData, rolls_the_same_group_for_the_same_seed_and_others_for_others) {
  const auto data = shipped();
  std::set<std::size_t> sizes;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_EQ(data->roll_group("forest", 3, seed), data->roll_group("forest", 3, seed));
    sizes.insert(data->roll_group("forest", 3, seed).size());
  }
  EXPECT_GT(sizes.size(), 2u);
}

TEST(ShippedData, makes_characters_that_can_fight) {
  const auto data = shipped();
  const ClassInfo* mage = data->find_class("mage");
  ASSERT_TRUE(mage);
  const auto spec = spec_of(*data, *mage, 1, {}, 0);
  EXPECT_TRUE(fight::is_valid(spec, data->book));
  EXPECT_EQ(spec.life, 1) << "who lost has one life point at least";
  EXPECT_EQ(spec_of(*data, *mage, 200, {100, 0, 0, 500, 0, 0}, 1 << 30).life, 50 + 199 * 4 + 100);
}

TEST(Catalogue, tells_everything_in_the_language_asked_for) {
  const auto data = shipped();
  const auto english = boost::json::parse(catalogue_json(*data, Language::english));
  const auto french = boost::json::parse(catalogue_json(*data, Language::french));
  EXPECT_EQ(english.at("spells").as_array().size(), data->spells.size());
  EXPECT_EQ(english.at("monsters").as_array().size(), data->monsters.size());
  EXPECT_EQ(english.at("experience").as_array().size(), 200u);
  const auto spark = *data->find_spell("spark");
  EXPECT_EQ(english.at("spells").at(spark).at("name").as_string(), "Spark");
  EXPECT_EQ(french.at("spells").at(spark).at("name").as_string(), "Étincelle");
  EXPECT_EQ(french.at("spells").at(spark).at("effects").at(0).at("element").as_string(), "fire");
  const auto ground = *data->find_spell("burning_ground");
  EXPECT_EQ(english.at("spells").at(ground).at("effects").at(0).at("payload").as_array().size(), 1u);
}

/// The shipped files as texts, to be spoiled.
Sources sources() {
  const auto read = [](const std::string& name) {
    std::ifstream file(std::string(kFolder) + "/" + name);
    std::ostringstream text;
    text << file.rdbuf();
    return Sources::File{name, text.str()};
  };
  return {read("classes.json"), read("spells.yaml"), read("monsters.yaml"), read("growth.yaml")};
}

struct Spoiled {
  Sources::File Sources::*file;
  std::string what;
  std::string by;
  std::string complaint;
};

class WrongData : public testing::TestWithParam<Spoiled> {};

TEST_P(WrongData, is_refused_with_file_line_and_reason) {
  const Spoiled& spoiled = GetParam();
  Sources texts = sources();
  ASSERT_TRUE(GameData::parse(texts));
  Sources::File& file = texts.*spoiled.file;
  const auto at = file.text.find(spoiled.what);
  ASSERT_NE(at, std::string::npos) << "the shipped file must hold: " << spoiled.what;
  const auto line = 1 + std::count(file.text.begin(), file.text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  file.text.replace(at, spoiled.what.size(), spoiled.by);
  const auto parsed = GameData::parse(texts);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, base::Errc::invalid_argument);
  EXPECT_THAT(parsed.error().message, HasSubstr(spoiled.complaint));
  // Where something is missing, the line is that of what it is missing from.
  const auto prefix = file.name + ":";
  ASSERT_THAT(parsed.error().message, testing::StartsWith(prefix));
  const int told = std::stoi(parsed.error().message.substr(prefix.size()));
  EXPECT_NEAR(told, line, 8) << parsed.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Spells, WrongData,
    testing::Values(
        Spoiled{&Sources::spells, "id: sword_cut", "id: stone_throw", "is taken by a spell before it"},
        Spoiled{&Sources::spells, "id: sword_cut", "id: Sword Cut", "must be 1 to 32 of a-z"},
        Spoiled{&Sources::spells, "range: [1, 5]", "range: [5, 1]", "the range must be 0 to 60, in order"},
        Spoiled{&Sources::spells, "range: [1, 5]", "range: 5", "must be a list of 2 to 2"},
        Spoiled{&Sources::spells, "range: [1, 5]", "range: [1, 5]\n    reach: 3", "is no key of this place"},
        Spoiled{&Sources::spells, "range: [1, 5]", "range: [1, 5]\n    range: [1, 6]", "'range' is there twice"},
        Spoiled{&Sources::spells, "action_points: 3", "action_points: 0", "must be a whole number from 1 to 20"},
        Spoiled{&Sources::spells, "action_points: 3", "action_points: 3.5", "must be a whole number"},
        Spoiled{&Sources::spells, "action_points: 3", "action_points: 99999999999999999999", "must be a whole number"},
        Spoiled{&Sources::spells, "    action_points: 3\n", "", "'action_points' is missing"},
        Spoiled{&Sources::spells, "kind: damage", "kind: damaging", "'damaging' is no kind of effect"},
        Spoiled{&Sources::spells, "element: earth, ", "", "'element' is missing"},
        Spoiled{&Sources::spells, "element: earth", "element: wood", "'wood' is no element"},
        Spoiled{&Sources::spells, "roll: [6, 8]", "roll: [8, 6]", "out of order or out of range"},
        Spoiled{&Sources::spells, "area: {circle: 1}", "area: {blob: 1}", "'blob' is no shape"},
        Spoiled{&Sources::spells, "area: {circle: 1}", "area: {circle: 99}", "must be a whole number from 0 to 9"},
        Spoiled{&Sources::spells, "target: fighter", "target: friend", "is no rule for target cells"},
        Spoiled{&Sources::spells, "modifiable_range: true", "modifiable_range: yes", "must be true or false"},
        Spoiled{&Sources::spells, "name: {en: Stone Throw, fr: Jet de pierre}", "name: {en: Stone Throw}",
                "'fr' is missing"},
        Spoiled{&Sources::spells, "{kind: push, roll: 2}", "{kind: push, roll: 2, turns: 1}", "has no turns"},
        Spoiled{&Sources::spells, "  - id: sword_cut", "  - id: [sword_cut", ""}));

INSTANTIATE_TEST_SUITE_P(
    Others, WrongData,
    testing::Values(
        Spoiled{&Sources::classes, "\"stone_throw\"", "\"stone_thrown\"", "'stone_thrown' is no spell"},
        Spoiled{&Sources::classes, "\"stone_throw\", \"sword_cut\"", "\"sword_cut\", \"sword_cut\"", "is there twice"},
        Spoiled{&Sources::classes, "\"points_per_level\": 5", "\"points_per_level\": -5", "must be a whole number"},
        Spoiled{&Sources::classes, "\"strength\": 10", "\"strengh\": 10", "'strengh' is no stat"},
        Spoiled{&Sources::monsters, "family: boars", "family: bears", "'bears' is no family"},
        Spoiled{&Sources::monsters, "behaviour: coward", "behaviour: none", "a monster needs a behaviour"},
        Spoiled{&Sources::monsters, "behaviour: coward", "behaviour: shy", "'shy' is no behaviour"},
        Spoiled{&Sources::monsters, "spells: [nip]", "spells: []", "must be a list of 1 to 12"},
        Spoiled{&Sources::monsters, "stats: {health: 36", "stats: {health: 0", "a monster needs health"},
        Spoiled{&Sources::monsters, "per_level: {health: 4,", "per_level: {health: 4.125,", "at most two decimals"},
        Spoiled{&Sources::monsters, "count: [2, 2]", "count: [2, 9]", "must be a whole number from 2 to 8"},
        Spoiled{&Sources::monsters, "count: [1, 2]}, {monster: boar, count: [1, 1]}",
                "count: [1, 8]}, {monster: boar, count: [1, 1]}", "can be more than 8"},
        Spoiled{&Sources::monsters, "monster: piglet, count: [2, 2]", "monster: pig, count: [2, 2]",
                "'pig' is no monster"},
        Spoiled{&Sources::monsters, "distance: [0, 2]", "distance: [2, 0]", "must be a whole number from 2"},
        Spoiled{&Sources::growth, "  - 0\n", "  - 1\n", "must be a whole number from 0 to 0"},
        Spoiled{&Sources::growth, "  - 106\n", "  - 0\n", "must be a whole number from 1"},
        Spoiled{&Sources::growth, "  - 106\n", "", "must be a list of 200 to 200"}));

TEST(WrongFiles, are_refused_whole) {
  EXPECT_FALSE(GameData::load("/nowhere"));
  EXPECT_THAT(GameData::load("/nowhere").error().message, HasSubstr("/nowhere/classes.json"));
  Sources texts = sources();
  texts.growth.text = "";
  EXPECT_FALSE(GameData::parse(texts));
  texts.growth.text = std::string(2 << 20, ' ');
  EXPECT_FALSE(GameData::parse(texts));
  texts.growth.text = "experience: &a [*a, *a]";
  EXPECT_FALSE(GameData::parse(texts));
  texts.growth.text = "- 1";
  EXPECT_FALSE(GameData::parse(texts));
}

}  // namespace
}  // namespace flumen::gamedata
