#include "fight/fight_fixture.hpp"
#include "fight/resolution.hpp"

namespace flumen::fight {
namespace {

class Walking : public testing::Test {
 protected:
  Walking() {
    a = stage.attacker(spot(0, 0));
    b = stage.defender(spot(3, 0));
  }
  Stage stage;
  FighterId a, b;
};

TEST_F(Walking, costs_a_point_a_cell) {
  stage.begin();
  EXPECT_FALSE(stage.move(a, {spot(0, 1), spot(0, 2)}));
  EXPECT_EQ(stage.fighter(a).cell, spot(0, 2));
  EXPECT_EQ(stage.fighter(a).movement_points, 1);
  EXPECT_EQ(stage.move(a, {spot(0, 3), spot(0, 4)}), Refusal::not_enough_movement_points);
}

TEST_F(Walking, refuses_what_is_no_way) {
  stage.wall(spot(0, 1));
  stage.begin();
  EXPECT_EQ(stage.move(a, {}), Refusal::empty_path);
  EXPECT_EQ(stage.move(a, {spot(0, 0)}), Refusal::path_broken);
  EXPECT_EQ(stage.move(a, {spot(1, 1)}), Refusal::path_broken) << "across a corner";
  EXPECT_EQ(stage.move(a, {spot(0, 1)}), Refusal::path_blocked);
  EXPECT_EQ(stage.move(a, {spot(1, 0), spot(2, 0), spot(3, 0)}), Refusal::path_blocked);
  EXPECT_EQ(stage.move(a, {-5}), Refusal::outside_grid);
  EXPECT_EQ(stage.move(a, {30'000}), Refusal::outside_grid);
}

TEST_F(Walking, may_come_back_over_the_own_cell) {
  stage.begin();
  EXPECT_FALSE(stage.move(a, {spot(0, 1), spot(0, 0), spot(0, -1)}));
  EXPECT_EQ(stage.fighter(a).cell, spot(0, -1));
}

TEST(Tackle, has_the_chances_of_the_rules) {
  EXPECT_EQ(escape_chance(0, 0), 50);
  EXPECT_EQ(escape_chance(25, 0), 66);
  EXPECT_EQ(escape_chance(0, 25), 33);
  EXPECT_EQ(escape_chance(-500, 0), 50) << "negative agility counts as none";
  EXPECT_EQ(escape_chance(kMaxStat, 0), 95);
  EXPECT_EQ(escape_chance(0, kMaxStat), 5);
}

/// Fights of one who stands beside an enemy and walks away.
struct Attempts {
  int free = 0;
  int held = 0;
};

Attempts attempts(std::int32_t agility, std::int32_t tackler_agility) {
  Attempts count;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Stage stage;
    const auto a = stage.attacker(spot(0, 0));
    const auto b = stage.defender(spot(1, 0));
    stage.give(a, Stat::agility, agility);
    stage.give(b, Stat::agility, tackler_agility);
    stage.setup.seed = seed;
    stage.begin();
    EXPECT_FALSE(stage.move(a, {spot(-1, 0), spot(-2, 0)}));
    const auto tackled = stage.told<event::Tackled>();
    if (tackled.empty()) {
      EXPECT_EQ(stage.fighter(a).cell, spot(-2, 0));
      EXPECT_EQ(stage.fighter(a).movement_points, 1);
      ++count.free;
    } else {
      EXPECT_EQ(tackled.front().by, b);
      EXPECT_EQ(stage.fighter(a).cell, spot(0, 0));
      EXPECT_EQ(stage.fighter(a).movement_points, 2) << "the point is lost";
      ++count.held;
    }
  }
  return count;
}

TEST(Tackle, holds_equals_half_the_time) {
  const Attempts count = attempts(10, 10);
  EXPECT_GT(count.free, 110);
  EXPECT_GT(count.held, 110);
}

TEST(Tackle, seldom_holds_the_agile) {
  const Attempts count = attempts(1000, 0);
  EXPECT_GT(count.free, 260);
  EXPECT_GT(count.held, 0);
}

TEST(Tackle, stops_who_runs_past_an_enemy) {
  bool seen = false;
  for (std::uint64_t seed = 0; seed < 100 && !seen; ++seed) {
    Stage stage;
    const auto a = stage.attacker(spot(0, 0));
    const auto b = stage.defender(spot(1, 1));
    stage.give(b, Stat::agility, 200);
    stage.setup.seed = seed;
    stage.begin();
    EXPECT_FALSE(stage.move(a, {spot(0, 1), spot(0, 2)}));
    if (stage.told<event::Tackled>().empty()) continue;
    seen = true;
    EXPECT_EQ(stage.fighter(a).cell, spot(0, 1));
    EXPECT_EQ(stage.fighter(a).movement_points, 1) << "one walked, one lost";
    EXPECT_EQ(stage.told<event::Moved>().front().path.size(), 1u);
  }
  EXPECT_TRUE(seen);
}

class Pushing : public testing::Test {
 protected:
  Pushing() {
    Spell spell = spell_of({effect_of(EffectKind::push, {3, 3})});
    push = stage.add(spell);
    pull = stage.add(spell_of({effect_of(EffectKind::pull, {4, 4})}));
    a = stage.attacker(spot(0, 0));
  }
  Stage stage;
  SpellIndex push, pull;
  FighterId a;
};

TEST_F(Pushing, moves_the_target_away) {
  const auto b = stage.defender(spot(2, 0));
  stage.begin();
  EXPECT_FALSE(stage.cast(a, push, spot(2, 0)));
  EXPECT_EQ(stage.fighter(b).cell, spot(5, 0));
  EXPECT_EQ(stage.fighter(b).life, 100);
}

TEST_F(Pushing, hurts_at_a_wall_by_what_is_not_walked) {
  const auto b = stage.defender(spot(2, 0));
  stage.wall(spot(4, 0));
  stage.spec(a).level = 10;
  stage.begin();
  EXPECT_FALSE(stage.cast(a, push, spot(2, 0)));
  EXPECT_EQ(stage.fighter(b).cell, spot(3, 0));
  EXPECT_EQ(stage.fighter(b).life, 100 - 2 * (3 + 10 / 5));
}

TEST_F(Pushing, hurts_a_fighter_in_the_way_by_half) {
  const auto b = stage.defender(spot(2, 0));
  const auto c = stage.defender(spot(3, 0));
  stage.begin();
  EXPECT_FALSE(stage.cast(a, push, spot(2, 0)));
  EXPECT_EQ(stage.fighter(b).cell, spot(2, 0));
  EXPECT_EQ(stage.fighter(b).life, 100 - 3 * 3);
  EXPECT_EQ(stage.fighter(c).life, 100 - 3 * 3 / 2);
}

TEST_F(Pushing, pulls_up_to_the_caster_and_no_further) {
  const auto b = stage.defender(spot(3, 0));
  stage.begin();
  EXPECT_FALSE(stage.cast(a, pull, spot(3, 0)));
  EXPECT_EQ(stage.fighter(b).cell, spot(1, 0));
  EXPECT_EQ(stage.fighter(b).life, 100);
}

TEST_F(Pushing, goes_away_from_the_middle_of_an_area) {
  Effect blast = effect_of(EffectKind::push, {1, 1}, Targets::enemies);
  blast.area = {Shape::circle, 1};
  const auto spell = stage.add(spell_of({blast}));
  const auto b = stage.defender(spot(4, 1));
  stage.setup.fighters[a].spec.spells.push_back(spell);
  stage.begin();
  EXPECT_FALSE(stage.cast(a, spell, spot(4, 0)));
  EXPECT_EQ(stage.fighter(b).cell, spot(4, 2));
}

}  // namespace
}  // namespace flumen::fight
