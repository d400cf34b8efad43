#include "fight/fight_fixture.hpp"

namespace flumen::fight {
namespace {

class Ground : public testing::Test {
 protected:
  Ground() {
    Effect glyph = effect_of(EffectKind::glyph, {});
    glyph.turns = 2;
    glyph.area = {Shape::circle, 1};
    glyph.payload = {damage_of(10)};
    Spell burn = spell_of({glyph}, 1);
    burn.needs_line_of_sight = false;
    glyph_spell = stage.add(burn);

    Effect trap = effect_of(EffectKind::trap, {});
    trap.payload = {damage_of(10)};
    trap.payload[0].area = {Shape::circle, 1};
    Spell lay = spell_of({trap}, 1);
    lay.target_cell = TargetCell::free;
    lay.needs_line_of_sight = false;
    trap_spell = stage.add(lay);
    push_spell = stage.add(spell_of({effect_of(EffectKind::push, {5, 5})}, 1));
    kill_spell = stage.add(spell_of({damage_of(1000)}, 1));
    a = stage.attacker(spot(0, 0));
    b = stage.defender(spot(4, 0));
    c = stage.defender(spot(4, 4));
  }
  Stage stage;
  SpellIndex glyph_spell, trap_spell, push_spell, kill_spell;
  FighterId a, b, c;
};

TEST_F(Ground, glyphs_act_on_who_begins_a_turn_on_them) {
  stage.begin();
  ASSERT_FALSE(stage.cast(a, glyph_spell, spot(3, 0)));
  EXPECT_EQ(stage.fighter(b).life, 100);
  ASSERT_FALSE(stage.pass(a));
  EXPECT_EQ(stage.fighter(b).life, 90);
  EXPECT_EQ(stage.fighter(c).life, 100);
}

TEST_F(Ground, glyphs_fade_after_their_owners_turns) {
  stage.begin();
  ASSERT_FALSE(stage.cast(a, glyph_spell, spot(3, 0)));
  stage.pass_until(a);
  EXPECT_EQ(stage.state.objects.size(), 1u);
  EXPECT_EQ(stage.state.objects.front().turns, 1);
  stage.pass_until(a);
  EXPECT_TRUE(stage.state.objects.empty());
  EXPECT_EQ(stage.fighter(b).life, 80);
}

TEST_F(Ground, traps_act_once_on_all_in_reach_and_end_the_walk) {
  stage.begin();
  ASSERT_FALSE(stage.cast(a, trap_spell, spot(4, 2)));
  ASSERT_FALSE(stage.pass(a));
  ASSERT_FALSE(stage.move(b, {spot(4, 1), spot(4, 2), spot(4, 3)}));
  EXPECT_EQ(stage.fighter(b).cell, spot(4, 2));
  EXPECT_EQ(stage.fighter(b).movement_points, 1);
  EXPECT_EQ(stage.fighter(b).life, 90);
  EXPECT_EQ(stage.fighter(c).life, 100);
  EXPECT_TRUE(stage.state.objects.empty());
}

TEST_F(Ground, traps_spring_under_the_pushed) {
  stage.begin();
  ASSERT_FALSE(stage.cast(a, trap_spell, spot(6, 0)));
  ASSERT_FALSE(stage.cast(a, push_spell, spot(4, 0)));
  EXPECT_EQ(stage.fighter(b).cell, spot(6, 0)) << "the trap holds";
  EXPECT_EQ(stage.fighter(b).life, 90) << "and nothing is bruised";
}

TEST_F(Ground, two_traps_cannot_share_a_cell) {
  stage.begin();
  ASSERT_FALSE(stage.cast(a, trap_spell, spot(6, 0)));
  ASSERT_FALSE(stage.cast(a, trap_spell, spot(6, 0)));
  EXPECT_EQ(stage.state.objects.size(), 1u);
  EXPECT_EQ(stage.cast(a, trap_spell, spot(4, 0)), Refusal::bad_target);
}

TEST_F(Ground, goes_with_its_owner) {
  stage.begin();
  ASSERT_FALSE(stage.pass(a));
  ASSERT_FALSE(stage.cast(b, trap_spell, spot(4, 2)));
  ASSERT_FALSE(stage.cast(b, glyph_spell, spot(4, 3)));
  stage.pass_until(a);
  ASSERT_FALSE(stage.cast(a, kill_spell, spot(4, 0)));
  EXPECT_TRUE(stage.state.objects.empty());
  EXPECT_EQ(stage.told<event::ObjectRemoved>().size(), 2u);
}

TEST_F(Ground, traps_are_not_told_to_the_other_side_nor_to_spectators) {
  stage.begin();
  ASSERT_FALSE(stage.cast(a, trap_spell, spot(6, 0)));
  for (std::size_t i = stage.news; i < stage.log.size(); ++i) {
    const Event& event = stage.log[i];
    EXPECT_EQ(redacted(event, stage.state, Side::attackers), event);
    for (const std::optional<Side> viewer : {std::optional<Side>(Side::defenders), std::optional<Side>()}) {
      const Event told = redacted(event, stage.state, viewer);
      EXPECT_EQ(told.index(), event.index());
      if (const auto* cast = std::get_if<event::Cast>(&told)) {
        EXPECT_EQ(cast->cell, kNoCell);
      }
      if (const auto* placed = std::get_if<event::ObjectPlaced>(&told)) {
        EXPECT_EQ(placed->object.cell, kNoCell);
      }
    }
  }
  EXPECT_FALSE(can_see(stage.state.objects.front(), stage.state, Side::defenders));
  EXPECT_TRUE(can_see(stage.state.objects.front(), stage.state, Side::attackers));
}

TEST_F(Ground, glyphs_are_seen_by_all) {
  stage.begin();
  ASSERT_FALSE(stage.cast(a, glyph_spell, spot(6, 0)));
  for (const Event& event : stage.log) EXPECT_EQ(redacted(event, stage.state, Side::defenders), event);
}

TEST_F(Ground, the_oldest_makes_room_for_the_thirty_third) {
  stage.give(a, Stat::action_points, 20);
  stage.begin();
  std::uint32_t oldest = 0;
  for (std::size_t i = 0; i < kMaxObjects; ++i) {
    if (stage.fighter(a).action_points == 0) stage.pass_until(a);
    ASSERT_FALSE(stage.cast(a, trap_spell, spot(-1 - static_cast<int>(i) / 6, static_cast<int>(i) % 6)));
    if (i == 0) oldest = stage.state.objects.front().id;
  }
  ASSERT_EQ(stage.state.objects.size(), kMaxObjects);
  ASSERT_FALSE(stage.cast(a, trap_spell, spot(5, 5)));
  EXPECT_EQ(stage.told<event::ObjectRemoved>().front().object, oldest);
  EXPECT_EQ(stage.state.objects.size(), kMaxObjects);
}

}  // namespace
}  // namespace flumen::fight
