#include "fight/fight_fixture.hpp"

namespace flumen::fight {
namespace {

std::vector<FighterId> order_of(const State& state) { return {state.order.begin(), state.order.end()}; }

TEST(TurnOrder, alternates_and_begins_with_the_quickest) {
  Stage stage;
  for (int i = 0; i < 2; ++i) stage.attacker(spot(0, i));
  for (int i = 0; i < 4; ++i) stage.defender(spot(5, i));
  const std::int32_t initiatives[] = {50, 70, 10, 90, 30, 20};
  for (FighterId id = 0; id < 6; ++id) stage.give(id, Stat::initiative, initiatives[id]);
  stage.begin();
  EXPECT_EQ(order_of(stage.state), (std::vector<FighterId>{3, 1, 4, 0, 5, 2}));
}

TEST(TurnOrder, breaks_ties_by_the_seed_alone) {
  std::array<int, 2> first{};
  for (std::uint64_t seed = 0; seed < 64; ++seed) {
    std::vector<FighterId> orders[2];
    for (auto& order : orders) {
      Stage stage;
      stage.attacker(spot(0, 0));
      stage.defender(spot(5, 0));
      stage.give(0, Stat::initiative, 100);
      stage.give(1, Stat::initiative, 100);
      stage.setup.seed = seed;
      stage.begin();
      order = order_of(stage.state);
    }
    EXPECT_EQ(orders[0], orders[1]);
    ++first[orders[0].front()];
  }
  EXPECT_GT(first[0], 10);
  EXPECT_GT(first[1], 10);
}

class Turns : public testing::Test {
 protected:
  Turns() {
    a = stage.attacker(spot(0, 0));
    b = stage.defender(spot(5, 0));
  }
  Stage stage;
  FighterId a, b;
};

TEST_F(Turns, refill_points_and_lose_what_is_left) {
  stage.begin();
  EXPECT_EQ(stage.fighter(a).action_points, 6);
  EXPECT_EQ(stage.fighter(a).movement_points, 3);
  EXPECT_EQ(stage.fighter(b).action_points, 0);
  EXPECT_FALSE(stage.move(a, {spot(1, 0)}));
  EXPECT_EQ(stage.fighter(a).movement_points, 2);
  EXPECT_FALSE(stage.pass(a));
  EXPECT_EQ(stage.fighter(a).movement_points, 0);
  EXPECT_EQ(stage.state.active(), b);
  EXPECT_FALSE(stage.pass(b));
  EXPECT_EQ(stage.state.active(), a);
  EXPECT_EQ(stage.state.round, 2);
  EXPECT_EQ(stage.fighter(a).movement_points, 3);
}

TEST_F(Turns, end_by_themselves_when_their_time_is_over) {
  stage.begin();
  EXPECT_EQ(stage.state.deadline, stage.now + 30'000);
  stage.now += 29'999;
  EXPECT_EQ(stage.apply(command::TimePasses{}), Refusal::nothing_to_do);
  ++stage.now;
  EXPECT_EQ(stage.pass(a), Refusal::time_is_up);
  EXPECT_EQ(stage.move(a, {spot(1, 0)}), Refusal::time_is_up);
  EXPECT_FALSE(stage.apply(command::TimePasses{}));
  EXPECT_EQ(stage.state.active(), b);
  EXPECT_EQ(stage.state.deadline, stage.now + 30'000);
}

TEST_F(Turns, are_shorter_for_who_is_absent) {
  stage.begin();
  EXPECT_FALSE(stage.apply(command::Presence{b, true}));
  EXPECT_EQ(stage.apply(command::Presence{b, true}), Refusal::nothing_to_do);
  EXPECT_FALSE(stage.pass(a));
  EXPECT_EQ(stage.state.deadline, stage.now + 10'000);
  EXPECT_FALSE(stage.apply(command::Presence{b, false}));
  EXPECT_FALSE(stage.pass(b)) << "who is back goes on";
  EXPECT_FALSE(stage.pass(a));
  EXPECT_EQ(stage.state.deadline, stage.now + 30'000);
}

TEST_F(Turns, belong_to_one_fighter) {
  stage.begin();
  EXPECT_EQ(stage.pass(b), Refusal::not_your_turn);
  EXPECT_EQ(stage.move(b, {spot(6, 0)}), Refusal::not_your_turn);
  EXPECT_EQ(stage.cast(b, 0, spot(0, 0)), Refusal::not_your_turn);
  EXPECT_EQ(stage.pass(200), Refusal::unknown_fighter);
}

TEST_F(Turns, have_no_actions_of_placement) {
  stage.begin();
  EXPECT_EQ(stage.apply(command::Place{a, spot(0, 0)}), Refusal::not_in_placement);
  EXPECT_EQ(stage.apply(command::Ready{a, true}), Refusal::not_in_placement);
  EXPECT_EQ(stage.apply(command::Join{Side::attackers, stage.spec(a)}), Refusal::not_in_placement);
}

TEST_F(Turns, cannot_be_taken_before_the_fight_begins) {
  stage.start();
  EXPECT_EQ(stage.pass(a), Refusal::not_begun);
  EXPECT_EQ(stage.move(a, {spot(1, 0)}), Refusal::not_begun);
  EXPECT_EQ(stage.cast(a, 0, spot(1, 0)), Refusal::not_begun);
}

TEST_F(Turns, are_at_most_200_rounds) {
  stage.begin();
  int passed = 0;
  while (stage.state.phase == Phase::active) {
    ASSERT_FALSE(stage.pass(stage.state.active()));
    ++passed;
  }
  EXPECT_EQ(passed, 2 * kMaxRounds);
  EXPECT_EQ(stage.state.outcome, Outcome::draw);
}

TEST_F(Turns, end_with_the_fight_when_a_side_has_abandoned) {
  stage.begin();
  EXPECT_FALSE(stage.apply(command::Abandon{b}));
  EXPECT_EQ(stage.state.outcome, Outcome::attackers_won);
  EXPECT_TRUE(stage.fighter(b).abandoned);
  EXPECT_EQ(stage.state.active(), kNoFighter);
  for (const Command& command : std::initializer_list<Command>{
           command::Pass{a}, command::Move{a, {spot(1, 0)}}, command::Cast{a, 0, spot(1, 0)}, command::Abandon{a},
           command::Presence{a, true}, command::TimePasses{}, command::Interrupt{}, command::Ready{a, true},
           command::Place{a, spot(0, 0)}, command::Join{Side::attackers, stage.spec(a)}}) {
    EXPECT_EQ(stage.apply(command), Refusal::fight_over);
  }
}

TEST_F(Turns, go_on_when_one_of_several_abandons_in_its_own) {
  const auto c = stage.attacker(spot(0, 3));
  stage.begin();
  EXPECT_FALSE(stage.apply(command::Abandon{a}));
  EXPECT_EQ(stage.state.phase, Phase::active);
  EXPECT_EQ(stage.state.active(), b);
  EXPECT_EQ(stage.apply(command::Abandon{a}), Refusal::fighter_dead);
  EXPECT_FALSE(stage.pass(b));
  EXPECT_EQ(stage.state.active(), c) << "the dead are skipped";
}

TEST_F(Turns, never_come_when_placement_is_abandoned) {
  stage.start();
  EXPECT_FALSE(stage.apply(command::Abandon{a}));
  EXPECT_EQ(stage.state.outcome, Outcome::defenders_won);
}

TEST_F(Turns, end_without_a_loser_when_the_server_stops) {
  stage.begin();
  EXPECT_FALSE(stage.apply(command::Interrupt{}));
  EXPECT_EQ(stage.state.phase, Phase::finished);
  EXPECT_EQ(stage.state.outcome, Outcome::interrupted);
}

}  // namespace
}  // namespace flumen::fight
