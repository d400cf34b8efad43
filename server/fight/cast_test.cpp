#include "fight/fight_fixture.hpp"

namespace flumen::fight {
namespace {

/// One spell, a caster in the middle, an enemy three cells to the south-east and a friend behind.
class Casting : public testing::Test {
 protected:
  void set_up(Spell spell) {
    index = stage.add(std::move(spell));
    a = stage.attacker(spot(0, 0));
    b = stage.defender(spot(3, 0));
    friendly = stage.attacker(spot(0, 3));
    stage.begin();
  }
  std::optional<Refusal> cast(Cell cell) { return stage.cast(a, index, cell); }

  Stage stage;
  SpellIndex index = 0;
  FighterId a = 0, b = 0, friendly = 0;
};

TEST_F(Casting, spends_action_points) {
  set_up(spell_of({damage_of(5)}, 4));
  EXPECT_FALSE(cast(spot(3, 0)));
  EXPECT_EQ(stage.fighter(a).action_points, 2);
  EXPECT_EQ(stage.fighter(b).life, 95);
  EXPECT_EQ(cast(spot(3, 0)), Refusal::not_enough_action_points);
}

TEST_F(Casting, knows_only_the_own_spells_and_real_cells) {
  set_up(spell_of({damage_of(5)}));
  EXPECT_EQ(stage.cast(a, 1, spot(3, 0)), Refusal::unknown_spell);
  EXPECT_EQ(stage.cast(a, kNoSpell, spot(3, 0)), Refusal::unknown_spell);
  EXPECT_EQ(cast(kNoCell), Refusal::outside_grid);
  EXPECT_EQ(cast(1078), Refusal::outside_grid);
}

TEST_F(Casting, stays_within_its_range) {
  set_up(spell_of({damage_of(5)}, 1, 2, 3));
  EXPECT_EQ(cast(spot(1, 0)), Refusal::out_of_range);
  EXPECT_EQ(cast(spot(2, 2)), Refusal::out_of_range);
  EXPECT_FALSE(cast(spot(3, 0)));
  EXPECT_FALSE(cast(spot(1, 1)));
}

TEST(Range, changes_for_spells_whose_range_can_change) {
  for (const bool modifiable : {false, true}) {
    Stage stage;
    Spell spell = spell_of({damage_of(5)}, 1, 1, 2);
    spell.range_is_modifiable = modifiable;
    const auto index = stage.add(spell);
    const auto a = stage.attacker(spot(0, 0));
    stage.defender(spot(3, 0));
    stage.give(a, Stat::range, 1);
    stage.begin();
    EXPECT_EQ(stage.cast(a, index, spot(3, 0)), modifiable ? std::nullopt : std::optional(Refusal::out_of_range));
  }
}

TEST(Range, never_falls_below_its_least) {
  Stage stage;
  Spell spell = spell_of({damage_of(5)}, 1, 1, 2);
  spell.range_is_modifiable = true;
  const auto index = stage.add(spell);
  const auto a = stage.attacker(spot(0, 0));
  stage.defender(spot(3, 0));
  stage.give(a, Stat::range, -1000);
  stage.begin();
  EXPECT_FALSE(stage.cast(a, index, spot(1, 0)));
  EXPECT_EQ(stage.cast(a, index, spot(2, 0)), Refusal::out_of_range);
}

TEST_F(Casting, keeps_to_lines_where_it_must) {
  Spell spell = spell_of({damage_of(5)});
  spell.in_line_only = true;
  set_up(spell);
  EXPECT_EQ(cast(spot(2, 1)), Refusal::not_in_line);
  EXPECT_FALSE(cast(spot(3, 0)));
  EXPECT_FALSE(cast(spot(0, -2)));
}

TEST_F(Casting, wants_what_its_rule_says_on_the_target_cell) {
  struct Case {
    TargetCell rule;
    bool empty, enemy, ally, self;
  };
  for (const Case& each :
       {Case{TargetCell::any, true, true, true, true}, Case{TargetCell::fighter, false, true, true, true},
        Case{TargetCell::enemy, false, true, false, false}, Case{TargetCell::ally, false, false, true, true},
        Case{TargetCell::caster, false, false, false, true}, Case{TargetCell::free, true, false, false, false}}) {
    Stage open;
    Spell spell = spell_of({damage_of(1)}, 1);
    spell.target_cell = each.rule;
    const auto rule = open.add(spell);
    const auto self = open.attacker(spot(0, 0));
    open.defender(spot(3, 0));
    open.attacker(spot(0, 3));
    open.begin();
    const auto allowed = [&](Cell cell) { return open.cast(self, rule, cell) != Refusal::bad_target; };
    EXPECT_EQ(allowed(spot(1, 1)), each.empty) << to_string(each.rule);
    EXPECT_EQ(allowed(spot(3, 0)), each.enemy) << to_string(each.rule);
    EXPECT_EQ(allowed(spot(0, 3)), each.ally) << to_string(each.rule);
    EXPECT_EQ(allowed(spot(0, 0)), each.self) << to_string(each.rule);
  }
}

TEST_F(Casting, cannot_aim_at_an_obstacle) {
  stage.wall(spot(2, 2));
  set_up(spell_of({damage_of(5)}));
  EXPECT_EQ(cast(spot(2, 2)), Refusal::bad_target);
}

TEST_F(Casting, waits_for_its_cooldown) {
  Spell spell = spell_of({damage_of(1)}, 1);
  spell.cooldown = 2;
  set_up(spell);
  EXPECT_FALSE(cast(spot(3, 0)));
  EXPECT_EQ(cast(spot(3, 0)), Refusal::on_cooldown);
  stage.pass_until(a);
  EXPECT_EQ(cast(spot(3, 0)), Refusal::on_cooldown);
  stage.pass_until(a);
  EXPECT_FALSE(cast(spot(3, 0))) << "two of its own turns later";
}

TEST_F(Casting, is_counted_in_each_turn) {
  Spell spell = spell_of({damage_of(1)}, 1);
  spell.casts_per_turn = 2;
  set_up(spell);
  EXPECT_FALSE(cast(spot(3, 0)));
  EXPECT_FALSE(cast(spot(1, 0)));
  EXPECT_EQ(cast(spot(3, 0)), Refusal::too_many_casts);
  stage.pass_until(a);
  EXPECT_FALSE(cast(spot(3, 0)));
}

TEST_F(Casting, is_counted_for_each_target) {
  Spell spell = spell_of({damage_of(1)}, 1);
  spell.casts_per_target = 1;
  set_up(spell);
  EXPECT_FALSE(cast(spot(3, 0)));
  EXPECT_EQ(cast(spot(3, 0)), Refusal::too_many_casts_on_target);
  EXPECT_FALSE(cast(spot(0, 3)));
  EXPECT_FALSE(cast(spot(1, 0)));
  EXPECT_FALSE(cast(spot(1, 0))) << "an empty cell is no target";
}

TEST_F(Casting, needs_to_see_its_target) {
  stage.wall(spot(1, 0));
  set_up(spell_of({damage_of(1)}, 1));
  EXPECT_EQ(cast(spot(3, 0)), Refusal::no_line_of_sight);
  EXPECT_EQ(cast(spot(0, 5)), Refusal::no_line_of_sight) << "a friend stands in between";
  EXPECT_FALSE(cast(spot(0, 3))) << "the target itself does not block";
  EXPECT_FALSE(cast(spot(2, 2))) << "an exact diagonal passes between two cells";
}

TEST_F(Casting, goes_through_walls_where_the_spell_does) {
  stage.wall(spot(1, 0));
  Spell spell = spell_of({damage_of(1)}, 1);
  spell.needs_line_of_sight = false;
  set_up(spell);
  EXPECT_FALSE(cast(spot(3, 0)));
}

TEST(CastChecks, answer_with_the_first_that_fails) {
  Stage stage;
  Spell spell = spell_of({damage_of(1)}, 6, 2, 3);
  spell.in_line_only = true;
  spell.target_cell = TargetCell::enemy;
  spell.cooldown = 3;
  spell.casts_per_turn = 1;
  spell.casts_per_target = 1;
  const auto index = stage.add(spell);
  const auto a = stage.attacker(spot(0, 0));
  const auto b = stage.defender(spot(3, 0));
  stage.give(a, Stat::action_points, 12);
  stage.begin();
  EXPECT_EQ(stage.cast(b, 99, kNoCell), Refusal::not_your_turn);
  EXPECT_EQ(stage.cast(a, 99, kNoCell), Refusal::unknown_spell);
  EXPECT_EQ(stage.cast(a, index, spot(4, 4)), Refusal::out_of_range);
  EXPECT_EQ(stage.cast(a, index, spot(1, 1)), Refusal::not_in_line);
  EXPECT_EQ(stage.cast(a, index, spot(2, 0)), Refusal::bad_target);
  EXPECT_FALSE(stage.cast(a, index, spot(3, 0)));
  EXPECT_EQ(stage.cast(a, index, spot(3, 0)), Refusal::on_cooldown);
}

TEST(Criticals, come_one_time_in_n) {
  int criticals = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    Stage stage;
    Effect effect = damage_of(1);
    effect.critical_roll = {50, 50};
    Spell spell = spell_of({effect}, 1);
    spell.critical = 10;
    const auto index = stage.add(spell);
    const auto a = stage.attacker(spot(0, 0));
    const auto b = stage.defender(spot(3, 0));
    stage.give(a, Stat::critical, 5);
    stage.setup.seed = seed;
    stage.begin();
    EXPECT_FALSE(stage.cast(a, index, spot(3, 0)));
    const bool critical = stage.told<event::Cast>().front().critical;
    EXPECT_EQ(stage.fighter(b).life, critical ? 50 : 99);
    criticals += critical ? 1 : 0;
  }
  EXPECT_NEAR(criticals, 200, 45) << "1 in 10, less 5 is 1 in 5";
}

TEST(SpellBook, refuses_spells_a_fight_cannot_work_with) {
  const auto is_wrong = [](auto&& spoil) {
    Spell spell = spell_of({damage_of(5)});
    spoil(spell);
    return fault_of(spell).has_value();
  };
  Effect trap = effect_of(EffectKind::trap, {});
  trap.payload = {damage_of(1)};
  EXPECT_FALSE(is_wrong([](Spell&) {}));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.action_points = 0; }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.least_range = 11; }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.critical = 1; }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects.clear(); }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects.resize(9, s.effects.front()); }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects[0].roll = {6, 5}; }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects[0].critical_roll = {0, 5}; }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects[0].turns = 1; }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects[0].area = {Shape::circle, 10}; }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects[0] = boost_of(Stat::health, 5, 1); }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects[0] = boost_of(Stat::power, 5, 0); }));
  EXPECT_TRUE(is_wrong([](Spell& s) { s.effects[0] = effect_of(EffectKind::teleport, {}); })) << "not on a free cell";
  EXPECT_TRUE(is_wrong([&](Spell& s) { s.effects[0] = trap; })) << "not on a free cell";
  EXPECT_FALSE(is_wrong([&](Spell& s) {
    s.effects[0] = trap;
    s.target_cell = TargetCell::free;
  }));
  EXPECT_TRUE(is_wrong([&](Spell& s) {
    s.effects[0] = trap;
    s.effects[0].payload = {trap};
    s.target_cell = TargetCell::free;
  })) << "a trap in a trap";
}

}  // namespace
}  // namespace flumen::fight
