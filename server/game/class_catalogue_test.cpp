#include "game/class_catalogue.hpp"

#include <string>

#include <gtest/gtest.h>

namespace flumen::game {
namespace {

const std::string kStats =
    R"({"health":1,"action_points":6,"movement_points":3,"initiative":0,"strength":0,"intelligence":0,"agility":0,"chance":0})";

std::string one_class(const std::string& id, const std::string& stats = kStats) {
  return R"({"id":")" + id + R"(","name":{"en":"A","fr":"B"},"description":{"en":"C","fr":"D"},"base_stats":)" + stats +
         "}";
}
std::string document(const std::string& classes) { return R"({"format":1,"classes":[)" + classes + "]}"; }

TEST(ClassCatalogue, ships_the_four_classes_in_both_languages) {
  const auto classes = ClassCatalogue::load(FLUMEN_SOURCE_DIR "/maps/classes.json");
  ASSERT_TRUE(classes) << classes.error().message;
  for (const char* id : {"adventurer", "warrior", "archer", "mage"}) {
    const CharacterClass* found = classes->find(id);
    ASSERT_NE(found, nullptr) << id;
    EXPECT_EQ(found->base_stats.action_points, 6);
    EXPECT_EQ(found->base_stats.movement_points, 3);
    EXPECT_NE(found->description.in(gamedata::Language::english), found->description.in(gamedata::Language::french));
  }
  EXPECT_EQ(classes->find("Adventurer"), nullptr);
  EXPECT_EQ(classes->find(""), nullptr);
}

TEST(ClassCatalogue, reads_names_and_stats) {
  const auto classes = ClassCatalogue::parse(document(one_class("adventurer") + "," + one_class("bard")), "test");
  ASSERT_TRUE(classes) << classes.error().message;
  ASSERT_EQ(classes->all().size(), 2u);
  EXPECT_EQ(classes->all()[1].id, "bard");
  EXPECT_EQ(classes->all()[1].name.in(gamedata::Language::french), "B");
  EXPECT_EQ(classes->all()[1].base_stats.health, 1);
}

TEST(ClassCatalogue, names_file_and_place_of_what_is_wrong) {
  const auto with_stats = [](const std::string& stats) { return document(one_class("adventurer", stats)); };
  std::string no_health = kStats;
  no_health.replace(no_health.find(R"("health":1,)"), 11, "");
  std::string odd_health = kStats;
  odd_health.replace(odd_health.find(":1,"), 3, ":1.5,");
  std::string extra = kStats;
  extra.insert(1, R"("luck":1,)");
  const std::pair<std::string, std::string> cases[] = {
      {"{", "classes.json: "},
      {"[]", "the document"},
      {"{}", "\"classes\" is missing"},
      {R"({"classes":{}})", "classes: must be an array"},
      {document("1"), "classes[0]: must be an object"},
      {document(one_class("bard")), "adventurer"},
      {document(one_class("adventurer") + "," + one_class("adventurer")), "classes[1].id: is taken"},
      {document(one_class("Adventurer")), "classes[0].id"},
      {document(one_class("")), "classes[0].id"},
      {document(one_class("abcdefghijklmnopqrstu")), "classes[0].id"},
      {with_stats("[]"), "classes[0].base_stats: must be an object"},
      {with_stats(no_health), "\"health\" is missing"},
      {with_stats(odd_health), "classes[0].base_stats.health: must be a whole number from 1"},
      {with_stats(extra), "\"luck\" is no base stat"},
      {R"({"classes":[],"classes":[]})", "classes.json: "},
  };
  for (const auto& [text, complaint] : cases) {
    const auto classes = ClassCatalogue::parse(text, "classes.json");
    ASSERT_FALSE(classes) << text;
    EXPECT_TRUE(classes.error().message.starts_with("classes.json: ")) << classes.error().message;
    EXPECT_NE(classes.error().message.find(complaint), std::string::npos) << classes.error().message;
  }
}

TEST(ClassCatalogue, says_when_its_file_is_not_there) {
  const auto classes = ClassCatalogue::load("/nowhere/classes.json");
  ASSERT_FALSE(classes);
  EXPECT_EQ(classes.error().code, base::Errc::not_found);
  EXPECT_NE(classes.error().message.find("/nowhere/classes.json"), std::string::npos);
}

}  // namespace
}  // namespace flumen::game
