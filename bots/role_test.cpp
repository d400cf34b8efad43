#include "bots/role.hpp"

#include <map>

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

Options with_fighters(std::size_t walkers, std::size_t fighters, double duels) {
  Options options;
  options.count = walkers + fighters;
  options.fighters = fighters;
  options.duels = duels;
  return options;
}

TEST(Role, fighters_come_after_those_who_walk_and_their_moves_are_not_timed) {
  const Options options = with_fighters(10, 4, 0.5);
  for (std::size_t bot = 0; bot < 14; ++bot) {
    const Role role = role_of(options, bot, 3);
    EXPECT_EQ(role.behaviour, bot < 10 ? Scenario::walk : Scenario::fight);
    EXPECT_EQ(role.timed, bot < 10);
  }
}

TEST(Role, a_run_of_fighters_only_is_about_their_moves) {
  Options options = with_fighters(0, 4, 0);
  options.scenario = Scenario::fight;
  EXPECT_TRUE(role_of(options, 3, 2).timed);
}

TEST(Role, who_fights_whom_is_mutual_and_they_live_on_the_same_map) {
  for (const std::size_t fighters : {2, 7, 8, 100}) {
    const Options options = with_fighters(5, fighters, 0.5);
    std::size_t paired = 0;
    for (std::size_t bot = 5; bot < options.count; ++bot) {
      const Role role = role_of(options, bot, 3);
      if (!role.partner) continue;
      ++paired;
      const Role other = role_of(options, *role.partner, 3);
      EXPECT_NE(*role.partner, bot);
      EXPECT_EQ(other.partner, bot);
      EXPECT_EQ(other.home, role.home);
      EXPECT_NE(other.challenges, role.challenges) << "one asks, the other agrees";
    }
    EXPECT_NEAR(static_cast<double>(paired), static_cast<double>(fighters) / 2, 1) << fighters;
  }
}

TEST(Role, none_or_all_of_them_can_fight_each_other) {
  for (std::size_t bot = 1; bot < 8; ++bot) {
    EXPECT_FALSE(role_of(with_fighters(1, 7, 0), bot, 2).partner);
    // The seventh finds nobody and fights monsters.
    EXPECT_EQ(role_of(with_fighters(1, 7, 1), bot, 2).partner.has_value(), bot < 7);
  }
}

TEST(Role, both_kinds_are_spread_evenly_over_the_maps) {
  const Options options = with_fighters(100, 40, 0.5);
  std::map<std::size_t, int> homes;
  for (std::size_t bot = 100; bot < 140; ++bot) ++homes[role_of(options, bot, 10).home];
  for (const auto& [home, bots] : homes) EXPECT_EQ(bots, 4) << home;
}

}  // namespace
}  // namespace flumen::bots
