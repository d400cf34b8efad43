#include "game/fight_register.hpp"

#include <array>

#include <gtest/gtest.h>

namespace flumen::game {
namespace {

const std::array kFriends{base::CharacterId::random(), base::CharacterId::random()};
const auto kAnna = std::span(kFriends).first(1);

TEST(FightRegisterTest, lets_nobody_fight_while_one_of_them_is_held) {
  FightRegister fights;
  auto held = fights.hold(kFriends[1]);
  ASSERT_TRUE(held);
  EXPECT_FALSE(fights.add(kFriends));
  EXPECT_TRUE(fights.hold(kFriends[0])) << "all or none";
  held.reset();
  EXPECT_TRUE(fights.add(kFriends));
  EXPECT_FALSE(fights.hold(kFriends[0]) || fights.hold(kFriends[1]));
}

TEST(FightRegisterTest, holds_nobody_who_fights) {
  FightRegister fights;
  ASSERT_TRUE(fights.add(kAnna));
  EXPECT_FALSE(fights.hold(kFriends[0]));
  fights.remove(kFriends[0]);
  EXPECT_TRUE(fights.hold(kFriends[0]));
}

TEST(FightRegisterTest, holds_until_the_last_of_several_lets_go) {
  FightRegister fights;
  auto first = fights.hold(kFriends[0]);
  auto second = fights.hold(kFriends[0]);
  first.reset();
  EXPECT_FALSE(fights.add(kAnna));
  second.reset();
  EXPECT_TRUE(fights.add(kAnna));
  EXPECT_FALSE(fights.add(kAnna)) << "nobody is in two fights";
}

TEST(FightRegisterTest, may_end_before_what_it_gave_out) {
  std::shared_ptr<void> held;
  {
    FightRegister fights;
    held = fights.hold(kFriends[0]);
  }
  EXPECT_TRUE(held);
  held.reset();
}

}  // namespace
}  // namespace flumen::game
