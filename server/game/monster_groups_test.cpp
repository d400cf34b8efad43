#include "game/monster_groups.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "fight/placement.hpp"
#include "game/fight_fixture.hpp"

namespace flumen::game {
namespace {

fight::Grid meadow() {
  fight::Grid grid;
  grid.walkable.set();
  return grid;
}

class MonsterGroupsTest : public ::testing::Test {
 protected:
  MonsterGroups make(std::uint64_t seed, base::MapId map = {}) {
    return {map, "meadow", seed, ground_, {.groups = 3, .respawn = 1'000, .rest = 100}, numbers_};
  }
  static std::vector<fight::Cell> cells_of(const MonsterGroups& groups) {
    std::vector<fight::Cell> cells;
    for (const auto& group : groups.all()) cells.push_back(group.cell);
    return cells;
  }

  const GameDataPtr data_ = testing::arena_data();
  const fight::Grid ground_ = meadow();
  std::atomic<std::uint32_t> numbers_{1};
};

TEST_F(MonsterGroupsTest, stand_and_wander_alike_for_the_same_seed_and_times) {
  MonsterGroups one = make(7);
  MonsterGroups same = make(7);
  MonsterGroups other = make(8);
  MonsterGroups elsewhere = make(7, {3, -2});
  bool other_differs = false;
  bool elsewhere_differs = false;
  for (fight::Millis now = 0; now < 5'000; now += 50) {
    for (MonsterGroups* groups : {&one, &same, &other, &elsewhere}) (void)groups->tick(data_, now);
    ASSERT_EQ(cells_of(one), cells_of(same));
    other_differs = other_differs || cells_of(one) != cells_of(other);
    elsewhere_differs = elsewhere_differs || cells_of(one) != cells_of(elsewhere);
  }
  EXPECT_TRUE(other_differs);
  EXPECT_TRUE(elsewhere_differs);
}

TEST_F(MonsterGroupsTest, are_all_there_at_first_each_with_room_for_a_fight) {
  MonsterGroups groups = make(1);
  EXPECT_EQ(groups.tick(data_, 1'000'000).changed.size(), 3u);
  for (const auto& group : groups.all()) {
    EXPECT_FALSE(group.members.empty());
    EXPECT_TRUE(fight::find_start_cells(ground_, group.home));
  }
  EXPECT_TRUE(groups.tick(data_, 1'000'000).changed.empty());
}

TEST_F(MonsterGroupsTest, wander_around_their_home_and_tell_each_step) {
  MonsterGroups groups = make(1);
  (void)groups.tick(data_, 0);
  auto before = cells_of(groups);
  int steps = 0;
  for (fight::Millis now = 0; now < 20'000; now += 50) {
    const auto changes = groups.tick(data_, now);
    const auto after = cells_of(groups);
    for (std::size_t i = 0; i < after.size(); ++i) {
      const auto& group = groups.all()[i];
      EXPECT_EQ(std::ranges::count(changes.changed, group.number), after[i] != before[i] ? 1 : 0);
      EXPECT_LE(fight::distance(group.home, group.cell), 4);
      EXPECT_LE(fight::distance(before[i], after[i]), 2);
      steps += after[i] != before[i] ? 1 : 0;
    }
    before = after;
  }
  EXPECT_GT(steps, 20);
}

TEST_F(MonsterGroupsTest, stay_where_they_are_and_out_of_reach_while_they_fight) {
  MonsterGroups groups = make(1);
  (void)groups.tick(data_, 0);
  auto* group = groups.find(groups.all().front().number);
  ASSERT_NE(group, nullptr);
  const fight::Cell cell = group->cell;
  const auto number = group->number;
  group->fights = true;
  EXPECT_EQ(groups.find(number), nullptr);
  for (fight::Millis now = 0; now < 5'000; now += 50) (void)groups.tick(data_, now);
  EXPECT_EQ(groups.all().front().cell, cell);
  groups.end_fight(number, false, 5'000);
  EXPECT_NE(groups.find(number), nullptr) << "not beaten: it is back";
}

TEST_F(MonsterGroupsTest, are_followed_by_others_some_time_after_they_were_beaten) {
  MonsterGroups groups = make(1);
  (void)groups.tick(data_, 0);
  const auto number = groups.all().front().number;
  groups.find(number)->fights = true;
  groups.end_fight(number, true, 0);
  (void)groups.tick(data_, 999);
  EXPECT_EQ(groups.all().size(), 2u);
  (void)groups.tick(data_, 2'001);
  ASSERT_EQ(groups.all().size(), 3u);
  for (const auto& group : groups.all()) EXPECT_NE(group.number, number);
}

TEST_F(MonsterGroupsTest, know_no_number_that_is_none) {
  MonsterGroups groups = make(1);
  (void)groups.tick(data_, 0);
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{9'007'199'254'740'991}}) {
    EXPECT_EQ(groups.find(number), nullptr);
  }
}

}  // namespace
}  // namespace flumen::game
