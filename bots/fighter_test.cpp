#include "bots/fighter.hpp"

#include <gtest/gtest.h>

#include "bots/testing/golden.hpp"

namespace flumen::bots {
namespace {

std::string turn_of(int fighter) {
  return R"({"type":"combat_update","data":{"events":[{"n":1,"type":"turn_started","fighter":)" +
         std::to_string(fighter) + "}]}}";
}

TEST(Fighter, knows_the_groups_of_its_map_until_it_leaves) {
  Fighter fighter(1);
  EXPECT_FALSE(fighter.choose_group());
  EXPECT_FALSE(fighter.read(golden_message("monsters_data")).began);
  const auto group = fighter.choose_group();
  ASSERT_TRUE(group);
  EXPECT_EQ(group->number, 17);
  EXPECT_EQ(group->position.x, 860);
  fighter.read(R"({"type":"monsters_data","data":{"complete":false,"groups":[],"gone_groups":[17]}})");
  EXPECT_FALSE(fighter.choose_group());
  fighter.read(golden_message("monsters_data"));
  fighter.forget();
  EXPECT_FALSE(fighter.choose_group());
}

TEST(Fighter, acts_in_its_own_turn_only_and_passes_in_the_end) {
  Fighter fighter(1);
  fighter.read(golden_message("combat_started"));
  ASSERT_TRUE(fighter.fighting());
  fighter.read(turn_of(1));
  EXPECT_FALSE(fighter.next_wish());
  fighter.read(turn_of(0));
  std::string last;
  for (int i = 0; i < 5; ++i) last = fighter.next_wish().value_or("nothing");
  EXPECT_EQ(last, R"("action":"pass")");
}

TEST(Fighter, agrees_to_a_challenge_to_itself_while_it_is_open) {
  const auto asked = *base::UserId::parse("c1d7a3b4-90de-4b0b-b1f0-5f3a3e8f1c55");
  const auto asker = *base::UserId::parse("8a2c6d1e-1b7f-4a53-8f0c-2f3f6f1f9b77");
  const std::string over = R"({"type":"combat_challenge","data":{"state":"expired"}})";
  Fighter fighter(1);
  fighter.introduce(asker);
  fighter.read(golden_message("combat_challenge"));
  EXPECT_FALSE(fighter.challenged()) << "it is the one who asked";
  EXPECT_TRUE(fighter.read(over).unanswered);

  fighter.introduce(asked);
  EXPECT_FALSE(fighter.read(golden_message("combat_challenge")).unanswered);
  EXPECT_TRUE(fighter.challenged());
  fighter.read(over);
  EXPECT_FALSE(fighter.challenged());
  fighter.read(golden_message("combat_challenge"));
  EXPECT_EQ(fighter.take_challenger(), asker);
  EXPECT_FALSE(fighter.take_challenger());
}

TEST(Fighter, tells_how_its_fight_has_ended) {
  Fighter fighter(1);
  EXPECT_FALSE(fighter.read(golden_message("combat_ended")).ended) << "not its own";
  EXPECT_TRUE(fighter.read(golden_message("combat_started")).began);
  EXPECT_TRUE(fighter.began_it());
  EXPECT_EQ(fighter.read(golden_message("combat_ended")).ended, "won");
  EXPECT_FALSE(fighter.began_it());
  EXPECT_FALSE(fighter.fighting());
}

TEST(Fighter, is_not_disturbed_by_messages_that_are_wrong) {
  Fighter fighter(1);
  for (const char* message : {R"({"type":"combat_started")", R"({"type":"combat_started","data":[]})",
                              R"({"type":"combat_update","data":{}})",
                              R"({"type":"combat_challenge","data":{"state":"offered","from":1,"to":null}})",
                              R"({"type":"monsters_data","data":{"groups":[1,{"group":"x"}],"gone_groups":[null]}})",
                              R"({"type":"combat_started","data":{"fighter":0,"fighters":[5,{}]}})"}) {
    EXPECT_FALSE(fighter.read(message).ended) << message;
    (void)fighter.next_wish();
  }
}

}  // namespace
}  // namespace flumen::bots
