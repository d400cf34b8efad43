#include "fight/fight_fixture.hpp"
#include "fight/resolution.hpp"

namespace flumen::fight {
namespace {

/// A caster and an enemy two cells away; spells are added before the fighters come.
class Effects : public testing::Test {
 protected:
  SpellIndex add(Effect effect) { return stage.add(spell_of({effect}, 1)); }
  void enter() {
    a = stage.attacker(spot(0, 0));
    b = stage.defender(spot(2, 0));
  }
  void strike(SpellIndex spell, Cell cell = spot(2, 0)) { ASSERT_FALSE(stage.cast(a, spell, cell)); }
  int life() const { return stage.fighter(b).life; }

  Stage stage;
  FighterId a = 0, b = 0;
};

TEST_F(Effects, strengthen_damage_by_stat_power_and_flat) {
  const auto spell = add(damage_of(10, Element::fire));
  enter();
  stage.give(a, Stat::intelligence, 30);
  stage.give(a, Stat::power, 25);
  stage.give(a, Stat::damage, 3);
  stage.give(a, Stat::strength, 500);
  stage.begin();
  strike(spell);
  EXPECT_EQ(life(), 100 - (10 * 155 / 100 + 3));
}

TEST_F(Effects, take_the_stat_of_their_element) {
  const std::pair<Element, Stat> stats[] = {{Element::neutral, Stat::strength},
                                            {Element::earth, Stat::strength},
                                            {Element::fire, Stat::intelligence},
                                            {Element::air, Stat::agility},
                                            {Element::water, Stat::chance}};
  for (const auto& [element, stat] : stats) {
    Stage open;
    const auto spell = open.add(spell_of({damage_of(10, element)}));
    const auto caster = open.attacker(spot(0, 0));
    const auto target = open.defender(spot(2, 0));
    open.give(caster, stat, 100);
    open.begin();
    ASSERT_FALSE(open.cast(caster, spell, spot(2, 0)));
    EXPECT_EQ(open.fighter(target).life, 80) << to_string(element);
  }
}

TEST_F(Effects, are_resisted_by_percentage_then_by_a_flat_number) {
  const auto spell = add(damage_of(20, Element::water));
  enter();
  stage.give(b, Stat::resist_water, 30);
  stage.give(b, Stat::shield_water, 4);
  stage.give(b, Stat::resist_fire, 75);
  stage.begin();
  strike(spell);
  EXPECT_EQ(life(), 100 - (20 * 70 / 100 - 4));
}

TEST_F(Effects, are_never_resisted_beyond_three_quarters_nor_below_nothing) {
  const auto big = add(damage_of(40, Element::air));
  const auto small = add(damage_of(4, Element::earth));
  enter();
  stage.give(b, Stat::resist_air, 500);
  stage.give(b, Stat::shield_earth, 500);
  stage.begin();
  strike(big);
  EXPECT_EQ(life(), 90);
  strike(small);
  EXPECT_EQ(life(), 90);
  EXPECT_EQ(stage.told<event::Damaged>().front().amount, 0);
}

TEST_F(Effects, hurt_more_where_resistance_is_negative) {
  const auto spell = add(damage_of(20, Element::air));
  enter();
  stage.give(b, Stat::resist_air, -50);
  stage.begin();
  strike(spell);
  EXPECT_EQ(life(), 70);
}

TEST_F(Effects, fall_by_a_tenth_a_cell) {
  Effect blast = damage_of(20);
  blast.area = {Shape::circle, 2};
  const auto spell = add(blast);
  enter();
  const auto c = stage.defender(spot(2, 2));
  const auto d = stage.defender(spot(3, 0));
  stage.defender(spot(2, 3));
  stage.begin();
  strike(spell);
  EXPECT_EQ(life(), 80);
  EXPECT_EQ(stage.fighter(d).life, 82);
  EXPECT_EQ(stage.fighter(c).life, 84);
  EXPECT_EQ(stage.told<event::Damaged>().size(), 4u) << "the caster stands at its edge, too";
  EXPECT_EQ(stage.fighter(a).life, 84);
}

TEST_F(Effects, touch_whom_they_are_meant_for) {
  for (const auto& [targets, hurt_friend, hurt_enemy, hurt_self] : {std::tuple{Targets::enemies, false, true, false},
                                                                    {Targets::allies, true, false, true},
                                                                    {Targets::everyone, true, true, true},
                                                                    {Targets::caster, false, false, true}}) {
    Stage open;
    Effect blast = damage_of(10);
    blast.targets = targets;
    blast.area = {Shape::circle, 1};
    const auto spell = open.add(spell_of({blast}, 1));
    const auto self = open.attacker(spot(0, 0));
    const auto enemy = open.defender(spot(2, 0));
    const auto ally = open.attacker(spot(1, 1));
    open.begin();
    ASSERT_FALSE(open.cast(self, spell, spot(1, 0)));
    EXPECT_EQ(open.fighter(ally).life < 100, hurt_friend) << to_string(targets);
    EXPECT_EQ(open.fighter(enemy).life < 100, hurt_enemy) << to_string(targets);
    EXPECT_EQ(open.fighter(self).life < 100, hurt_self) << to_string(targets);
  }
}

TEST_F(Effects, heal_up_to_the_most_there_can_be) {
  const auto heal = add(effect_of(EffectKind::heal, {10, 10}));
  enter();
  stage.give(a, Stat::intelligence, 50);
  stage.give(a, Stat::healing, 2);
  stage.spec(b).life = 70;
  stage.begin();
  strike(heal);
  EXPECT_EQ(life(), 87);
  strike(heal);
  EXPECT_EQ(life(), 100);
  EXPECT_EQ(stage.told<event::Healed>().front().amount, 13);
}

TEST_F(Effects, steal_half_of_what_they_take) {
  Effect steal = effect_of(EffectKind::steal, {30, 30});
  const auto spell = add(steal);
  enter();
  stage.spec(a).life = 10;
  stage.spec(b).life = 21;
  stage.begin();
  strike(spell);
  EXPECT_EQ(stage.fighter(a).life, 20) << "half of the 21 that were there";
  EXPECT_FALSE(stage.fighter(b).alive);
}

TEST_F(Effects, teleport_to_a_free_cell) {
  Spell leap = spell_of({effect_of(EffectKind::teleport, {}, Targets::caster)}, 1);
  leap.target_cell = TargetCell::free;
  leap.needs_line_of_sight = false;
  const auto spell = stage.add(leap);
  enter();
  stage.begin();
  strike(spell, spot(3, 3));
  EXPECT_EQ(stage.fighter(a).cell, spot(3, 3));
}

TEST(PointRemoval, has_the_chances_of_the_rules) {
  EXPECT_EQ(removal_chance(0, 0), 50);
  EXPECT_EQ(removal_chance(100, 0), 90) << "at most";
  EXPECT_EQ(removal_chance(0, 100), 25);
  EXPECT_EQ(removal_chance(0, kMaxStat), 10) << "at least";
}

TEST_F(Effects, take_points_until_the_end_of_the_next_turn) {
  const auto spell = add(effect_of(EffectKind::remove_movement_points, {3, 3}));
  enter();
  stage.give(a, Stat::wisdom, 1000);
  std::uint64_t taken = 0;
  stage.begin();
  strike(spell);
  const auto changed = stage.told<event::PointsChanged>().front();
  EXPECT_EQ(changed.amount, 0) << "not in the own turn";
  taken = 3u - static_cast<std::uint64_t>(changed.dodged);
  ASSERT_GT(taken, 0u);
  ASSERT_FALSE(stage.pass(a));
  EXPECT_EQ(stage.fighter(b).movement_points, 3 - static_cast<int>(taken));
  ASSERT_FALSE(stage.pass(b));
  ASSERT_FALSE(stage.pass(a));
  EXPECT_EQ(stage.fighter(b).movement_points, 3);
}

TEST_F(Effects, poison_acts_at_each_turns_start_for_its_turns) {
  Effect poison = effect_of(EffectKind::poison, {10, 10});
  poison.element = Element::fire;
  poison.turns = 2;
  const auto spell = add(poison);
  enter();
  stage.give(a, Stat::intelligence, 50);
  stage.give(b, Stat::resist_fire, 20);
  stage.begin();
  strike(spell);
  EXPECT_EQ(life(), 100);
  stage.pass_until(b);
  EXPECT_EQ(life(), 88) << "15 less 20 %";
  stage.pass_until(b);
  EXPECT_EQ(life(), 76);
  stage.pass_until(b);
  EXPECT_EQ(life(), 76);
  EXPECT_TRUE(stage.fighter(b).buffs.empty());
}

TEST_F(Effects, poison_can_act_at_a_turns_end) {
  Effect poison = effect_of(EffectKind::poison, {10, 10});
  poison.hook = Hook::turn_end;
  const auto spell = add(poison);
  enter();
  stage.begin();
  strike(spell);
  ASSERT_FALSE(stage.pass(a));
  EXPECT_EQ(life(), 100);
  ASSERT_FALSE(stage.pass(b));
  EXPECT_EQ(life(), 90);
}

TEST_F(Effects, poison_kills_and_the_turn_goes_on_to_the_next) {
  const auto spell = add(effect_of(EffectKind::poison, {10, 10}));
  enter();
  const auto c = stage.defender(spot(5, 5));
  stage.spec(b).life = 10;
  stage.begin();
  strike(spell);
  ASSERT_FALSE(stage.pass(a));
  EXPECT_FALSE(stage.fighter(b).alive);
  EXPECT_EQ(stage.state.active(), c);
}

TEST_F(Effects, regeneration_heals_at_each_turns_start) {
  Effect mend = effect_of(EffectKind::regeneration, {5, 5});
  mend.turns = 2;
  const auto spell = add(mend);
  enter();
  stage.spec(b).life = 50;
  stage.begin();
  strike(spell);
  stage.pass_until(b);
  EXPECT_EQ(life(), 55);
}

TEST_F(Effects, shields_take_the_blows_oldest_first_until_they_break) {
  const auto shield = add(effect_of(EffectKind::shield, {10, 10}));
  const auto hit = add(damage_of(14));
  enter();
  stage.begin();
  strike(shield);
  strike(shield);
  strike(hit);
  const auto damaged = stage.told<event::Damaged>().front();
  EXPECT_EQ(damaged.amount, 0);
  EXPECT_EQ(damaged.absorbed, 14);
  ASSERT_EQ(stage.fighter(b).buffs.size(), 1u);
  EXPECT_EQ(stage.fighter(b).buffs.front().amount, 6);
  strike(hit);
  EXPECT_EQ(life(), 92);
  EXPECT_TRUE(stage.fighter(b).buffs.empty());
}

TEST_F(Effects, thorns_hurt_who_hits) {
  const auto thorns = add(effect_of(EffectKind::thorns, {7, 7}));
  const auto hit = add(damage_of(5));
  enter();
  stage.begin();
  strike(thorns);
  strike(hit);
  EXPECT_EQ(life(), 95);
  EXPECT_EQ(stage.fighter(a).life, 93);
}

TEST_F(Effects, thorns_of_two_do_not_wake_each_other) {
  const auto thorns = add(effect_of(EffectKind::thorns, {7, 7}));
  const auto hit = add(damage_of(5));
  enter();
  stage.begin();
  strike(thorns);
  strike(thorns, spot(0, 0));
  strike(hit);
  EXPECT_EQ(stage.fighter(a).life, 93);
  EXPECT_EQ(life(), 95);
}

TEST_F(Effects, thorns_can_kill_the_caster_in_the_middle_of_a_spell) {
  const auto thorns = add(effect_of(EffectKind::thorns, {200, 200}));
  const auto twice = stage.add(spell_of({damage_of(5), damage_of(5)}, 1));
  enter();
  const auto c = stage.attacker(spot(0, 5));
  stage.begin();
  strike(thorns);
  strike(twice);
  EXPECT_FALSE(stage.fighter(a).alive);
  EXPECT_EQ(life(), 95) << "the second effect is not there any more";
  EXPECT_NE(stage.state.active(), a);
  EXPECT_TRUE(stage.fighter(c).alive);
}

TEST_F(Effects, boosts_last_whole_turns_of_their_bearer) {
  const auto boost = stage.add(spell_of({boost_of(Stat::strength, 50, 1)}, 1));
  enter();
  stage.begin();
  strike(boost, spot(0, 0));
  EXPECT_EQ(stage.fighter(a).stat(Stat::strength), 50);
  stage.pass_until(a);
  EXPECT_EQ(stage.fighter(a).stat(Stat::strength), 50) << "the turn it began in does not count";
  stage.pass_until(a);
  EXPECT_EQ(stage.fighter(a).stat(Stat::strength), 0);
}

TEST_F(Effects, boosts_of_points_count_at_once_in_the_own_turn) {
  const auto boost = stage.add(spell_of({boost_of(Stat::action_points, 4, 1)}, 1));
  enter();
  stage.begin();
  strike(boost, spot(0, 0));
  EXPECT_EQ(stage.fighter(a).action_points, 9);
  stage.pass_until(a);
  EXPECT_EQ(stage.fighter(a).action_points, 10);
}

TEST_F(Effects, the_oldest_makes_room_for_the_seventeenth) {
  const auto boost = stage.add(spell_of({boost_of(Stat::strength, 1, 20)}, 1));
  enter();
  stage.give(a, Stat::action_points, 20);
  stage.begin();
  for (int i = 0; i < 16; ++i) strike(boost);
  const auto oldest = stage.fighter(b).buffs.front().id;
  strike(boost);
  EXPECT_EQ(stage.told<event::BuffEnded>().front().buff, oldest);
  EXPECT_EQ(stage.fighter(b).buffs.size(), kMaxBuffs);
}

TEST_F(Effects, death_ends_the_fight) {
  const auto hit = add(damage_of(500));
  enter();
  stage.begin();
  strike(hit);
  EXPECT_EQ(life(), 0);
  EXPECT_EQ(stage.told<event::Damaged>().front().amount, 100) << "no more than there was";
  EXPECT_EQ(stage.told<event::Died>().front().by, a);
  EXPECT_EQ(stage.state.outcome, Outcome::attackers_won);
}

TEST_F(Effects, death_of_both_sides_is_a_draw) {
  Effect blast = damage_of(500);
  blast.area = {Shape::circle, 2};
  const auto spell = add(blast);
  enter();
  stage.begin();
  strike(spell);
  EXPECT_EQ(stage.state.outcome, Outcome::draw);
}

TEST_F(Effects, the_dead_are_no_targets_and_leave_their_cells) {
  const auto hit = add(damage_of(500));
  enter();
  stage.defender(spot(4, 4));
  stage.begin();
  strike(hit);
  EXPECT_EQ(stage.state.fighter_on(spot(2, 0)), kNoFighter);
  EXPECT_FALSE(stage.move(a, {spot(1, 0), spot(2, 0)}));
}

}  // namespace
}  // namespace flumen::fight
