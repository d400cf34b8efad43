#include "fight/ai.hpp"

#include "fight/fight_fixture.hpp"

namespace flumen::fight {
namespace {

class Deciding : public testing::Test {
 protected:
  Deciding() {
    Spell hit = spell_of({damage_of(10)}, 3, 1, 1);
    hit.target_cell = TargetCell::enemy;
    hit.casts_per_turn = 1;
    strike = stage.add(hit);
    Spell arrow = spell_of({damage_of(8)}, 3, 2, 6);
    arrow.target_cell = TargetCell::enemy;
    arrow.casts_per_turn = 1;
    shot = stage.add(arrow);
    Spell brew = spell_of({effect_of(EffectKind::heal, {20, 20}, Targets::allies)}, 3, 0, 5);
    brew.target_cell = TargetCell::ally;
    mend = stage.add(brew);
  }
  FighterId monster(Cell cell, Behaviour behaviour, std::initializer_list<SpellIndex> spells) {
    const FighterId id = stage.attacker(cell);
    stage.spec(id).behaviour = behaviour;
    stage.spec(id).spells.assign(spells.begin(), spells.end());
    return id;
  }
  Command decision() const { return decide(stage.state, stage.state.active()); }

  Stage stage;
  SpellIndex strike, shot, mend;
};

TEST_F(Deciding, a_brute_hits_who_stands_beside_it) {
  monster(spot(0, 0), Behaviour::brute, {strike});
  stage.defender(spot(1, 0));
  stage.begin();
  const Command command = decision();
  const auto* cast = std::get_if<command::Cast>(&command);
  ASSERT_TRUE(cast);
  EXPECT_EQ(cast->cell, spot(1, 0));
}

TEST_F(Deciding, a_brute_walks_to_where_it_can_hit) {
  monster(spot(0, 0), Behaviour::brute, {strike});
  stage.defender(spot(3, 0));
  stage.begin();
  const Command command = decision();
  const auto* move = std::get_if<command::Move>(&command);
  ASSERT_TRUE(move);
  EXPECT_EQ(distance(move->path.back(), spot(3, 0)), 1);
}

TEST_F(Deciding, a_brute_comes_closer_around_walls) {
  monster(spot(0, 0), Behaviour::brute, {strike});
  stage.defender(spot(8, 0));
  for (int y = -2; y <= 20; ++y) stage.wall(spot(1, y));
  stage.begin();
  const Command command = decision();
  const auto* move = std::get_if<command::Move>(&command);
  ASSERT_TRUE(move);
  EXPECT_EQ(move->path.back(), spot(0, -3)) << "the wall ends in the north-east";
}

TEST_F(Deciding, kills_rather_than_wounds) {
  monster(spot(0, 0), Behaviour::skirmisher, {shot});
  stage.defender(spot(3, 0));
  const auto weak = stage.defender(spot(0, 4));
  stage.spec(weak).life = 5;
  stage.begin();
  const Command command = decision();
  const auto* cast = std::get_if<command::Cast>(&command);
  ASSERT_TRUE(cast);
  EXPECT_EQ(cast->cell, spot(0, 4));
}

TEST_F(Deciding, a_skirmisher_steps_back_after_it_has_hit) {
  const auto a = monster(spot(0, 0), Behaviour::skirmisher, {shot});
  stage.defender(spot(3, 0));
  stage.begin();
  ASSERT_FALSE(stage.apply(decision()));
  ASSERT_FALSE(stage.apply(decision()));
  EXPECT_EQ(distance(stage.fighter(a).cell, spot(3, 0)), 6);
}

TEST_F(Deciding, a_supporter_heals_the_wounded_first) {
  monster(spot(0, 0), Behaviour::supporter, {shot, mend});
  const auto wounded = stage.attacker(spot(0, 2));
  stage.spec(wounded).life = 40;
  stage.defender(spot(3, 0));
  stage.begin();
  const Command command = decision();
  const auto* cast = std::get_if<command::Cast>(&command);
  ASSERT_TRUE(cast);
  EXPECT_EQ(cast->spell, mend);
  EXPECT_EQ(cast->cell, spot(0, 2));
}

TEST_F(Deciding, does_not_heal_the_healthy) {
  monster(spot(0, 0), Behaviour::supporter, {mend});
  stage.defender(spot(20, 0));
  stage.begin();
  EXPECT_FALSE(std::holds_alternative<command::Cast>(decision()));
}

TEST_F(Deciding, a_coward_flees_when_it_is_weak) {
  const auto a = monster(spot(0, 0), Behaviour::coward, {shot});
  stage.defender(spot(3, 0));
  stage.spec(a).life = 30;
  stage.begin();
  const Command command = decision();
  const auto* move = std::get_if<command::Move>(&command);
  ASSERT_TRUE(move);
  EXPECT_EQ(distance(move->path.back(), spot(3, 0)), 6);
}

TEST_F(Deciding, passes_when_nothing_is_left_to_do) {
  const auto a = monster(spot(0, 0), Behaviour::brute, {strike});
  stage.defender(spot(1, 0));
  stage.begin();
  ASSERT_FALSE(stage.apply(decision()));
  EXPECT_TRUE(std::holds_alternative<command::Pass>(decision()));
  EXPECT_EQ(stage.state.active(), a);
}

TEST_F(Deciding, does_not_know_its_enemies_traps) {
  Effect trap = effect_of(EffectKind::trap, {});
  trap.payload = {damage_of(90)};
  Spell lay = spell_of({trap}, 1);
  lay.target_cell = TargetCell::free;
  const auto snare = stage.add(lay);
  const auto a = monster(spot(0, 0), Behaviour::brute, {strike});
  const auto b = stage.defender(spot(3, 0));
  stage.begin();
  const Command without = decision();
  ASSERT_FALSE(stage.pass(a));
  ASSERT_FALSE(stage.cast(b, snare, spot(1, 0)));
  ASSERT_FALSE(stage.pass(b));
  const Command with = decision();
  ASSERT_TRUE(std::holds_alternative<command::Move>(with));
  EXPECT_EQ(std::get<command::Move>(with).path, std::get<command::Move>(without).path);
}

TEST_F(Deciding, does_not_know_the_dice_to_come) {
  // Whoever knew them would only cast when the critical comes.
  Effect gamble = damage_of(1);
  gamble.critical_roll = {90, 90};
  Spell spell = spell_of({gamble}, 3, 1, 6);
  spell.critical = 2;
  spell.target_cell = TargetCell::enemy;
  const auto index = stage.add(spell);
  int casts = 0;
  int criticals = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Stage open;
    open.book = stage.book;
    const auto a = open.attacker(spot(0, 0));
    open.spec(a).behaviour = Behaviour::brute;
    open.spec(a).spells.assign(1, index);
    open.defender(spot(3, 0));
    open.setup.seed = seed;
    open.begin();
    const Command command = decide(open.state, a);
    if (!std::holds_alternative<command::Cast>(command)) continue;
    ASSERT_FALSE(open.apply(command));
    ++casts;
    criticals += open.told<event::Cast>().front().critical ? 1 : 0;
  }
  EXPECT_EQ(casts, 60);
  EXPECT_GT(criticals, 15);
  EXPECT_LT(criticals, 45);
}

}  // namespace
}  // namespace flumen::fight
