#include <gtest/gtest.h>

#include "gamedata/arena.hpp"

namespace flumen::gamedata {
namespace {

using fight::FighterSpec;

constexpr int kFights = 100;

std::shared_ptr<const GameData> data() {
  auto loaded = GameData::load(FLUMEN_SOURCE_DIR "/maps");
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded ? *loaded : nullptr;
}

FighterSpec character(const GameData& data, std::string_view id, int level) {
  const ClassInfo* found = data.find_class(id);
  return spec_of(data, *found, level, {}, fight::kMaxStat);
}

FighterSpec monster(const GameData& data, std::string_view id, int level) {
  return data.monsters[*data.find_monster(id)].spec_at(level);
}

struct Record {
  int won = 0;
  double rounds = 0;  ///< on average
};

Record fights_of(const GameData& data, const std::vector<FighterSpec>& attackers,
                 const std::vector<FighterSpec>& defenders) {
  Record record;
  for (int i = 0; i < kFights; ++i) {
    const auto result = Arena::fight_out(Arena::setup(data, attackers, defenders, static_cast<std::uint64_t>(i)));
    record.won += result.state.outcome == fight::Outcome::attackers_won ? 1 : 0;
    record.rounds += result.state.round;
  }
  record.rounds /= kFights;
  return record;
}

class EveryClass : public testing::TestWithParam<const char*> {};

TEST_P(EveryClass, beats_the_weakest_group_alone_in_five_to_eight_turns) {
  const auto game = data();
  ASSERT_TRUE(game);
  const auto record =
      fights_of(*game, {character(*game, GetParam(), 1)}, {monster(*game, "piglet", 1), monster(*game, "piglet", 1)});
  EXPECT_GE(record.won, kFights * 9 / 10);
  EXPECT_GE(record.rounds, 4);
  EXPECT_LE(record.rounds, 9) << GetParam();
}

TEST_P(EveryClass, beats_a_middling_group_together_with_another) {
  const auto game = data();
  ASSERT_TRUE(game);
  const std::vector<FighterSpec> middling[] = {
      {monster(*game, "boar", 2), monster(*game, "piglet", 2), monster(*game, "piglet", 2)},
      {monster(*game, "wisp", 2), monster(*game, "wisp", 2), monster(*game, "marsh_light", 2)},
      {monster(*game, "footpad", 2), monster(*game, "hedge_witch", 2)}};
  for (const auto& group : middling) {
    const auto together = fights_of(*game, {character(*game, GetParam(), 1), character(*game, "adventurer", 1)}, group);
    EXPECT_GE(together.won, kFights * 7 / 10);
    EXPECT_LE(together.rounds, 15);
  }
}

INSTANTIATE_TEST_SUITE_P(Balance, EveryClass, testing::Values("adventurer", "warrior", "archer", "mage"),
                         [](const auto& class_id) { return std::string(class_id.param); });

}  // namespace
}  // namespace flumen::gamedata
