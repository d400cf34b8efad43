#include "fight/placement.hpp"

#include "fight/fight_fixture.hpp"
#include "fight/reach.hpp"

namespace flumen::fight {
namespace {

Grid open_field() {
  Grid grid;
  grid.walkable.set();
  return grid;
}

void expect_fair(const Grid& grid, const StartCells& cells) {
  const auto steps = steps_to(grid, {}, cells[0].front());
  CellSet seen;
  for (const auto& side : cells) {
    EXPECT_GE(side.size(), kMaxSideFighters);
    for (const Cell cell : side) {
      EXPECT_TRUE(grid.can_stand(cell));
      EXPECT_NE(steps[static_cast<std::size_t>(cell)], Reach::kUnreached) << "both sides can come to each other";
      EXPECT_FALSE(seen[static_cast<std::size_t>(cell)]);
      seen.set(static_cast<std::size_t>(cell));
    }
  }
  for (const Cell a : cells[0]) {
    for (const Cell b : cells[1]) EXPECT_GE(distance(a, b), 2) << "nobody begins beside an enemy";
  }
}

TEST(StartCells, lie_apart_on_both_sides_of_the_meeting_place) {
  for (const Cell around : {539, 0, 21, 1077, 500}) {
    const auto cells = find_start_cells(open_field(), static_cast<Cell>(around));
    ASSERT_TRUE(cells) << around;
    expect_fair(open_field(), *cells);
  }
}

TEST(StartCells, stay_within_one_region_of_the_map) {
  Grid grid = open_field();
  for (int row = 0; row < kRows; ++row) {
    grid.walkable.reset(static_cast<std::size_t>(row * kColumns + 11));
    grid.walkable.reset(static_cast<std::size_t>(row * kColumns + 12));
  }
  const auto cells = find_start_cells(grid, 24 * 22 + 11);
  ASSERT_TRUE(cells);
  expect_fair(grid, *cells);
}

TEST(StartCells, are_found_in_a_corridor_of_any_direction) {
  Grid tall;
  Grid wide;
  for (int i = 0; i < kCells; ++i) {
    if (i % kColumns >= 10 && i % kColumns <= 11) tall.walkable.set(static_cast<std::size_t>(i));
    if (i / kColumns >= 20 && i / kColumns <= 22) wide.walkable.set(static_cast<std::size_t>(i));
  }
  for (const Grid& grid : {tall, wide}) {
    const auto cells = find_start_cells(grid, 21 * 22 + 10);
    ASSERT_TRUE(cells);
    expect_fair(grid, *cells);
  }
}

TEST(StartCells, are_none_where_there_is_no_room) {
  EXPECT_FALSE(find_start_cells(Grid{}, 539));
  Grid tiny;
  for (const int cell : {500, 501, 522, 523, 544, 545}) tiny.walkable.set(static_cast<std::size_t>(cell));
  EXPECT_FALSE(find_start_cells(tiny, 500));
}

TEST(Placement, stands_fighters_on_their_sides_cells) {
  Stage stage;
  const auto a = stage.attacker(spot(0, 0));
  const auto b = stage.defender(spot(5, 0));
  stage.start();
  EXPECT_EQ(stage.state.phase, Phase::placement);
  EXPECT_EQ(stage.state.deadline, stage.now + 45'000);
  EXPECT_EQ(stage.fighter(a).cell, spot(0, 0));
  EXPECT_EQ(stage.fighter(b).cell, spot(5, 0));
}

TEST(Placement, lets_who_is_not_ready_change_cells) {
  Stage stage;
  const auto a = stage.attacker(spot(0, 0));
  const auto b = stage.attacker(spot(0, 1));
  stage.defender(spot(5, 0));
  stage.setup.start_cells[0].push_back(spot(0, 2));
  stage.start();
  EXPECT_FALSE(stage.apply(command::Place{a, spot(0, 2)}));
  EXPECT_EQ(stage.fighter(a).cell, spot(0, 2));
  EXPECT_EQ(stage.apply(command::Place{a, spot(0, 1)}), Refusal::cell_taken);
  EXPECT_EQ(stage.apply(command::Place{a, spot(0, 2)}), Refusal::nothing_to_do);
  EXPECT_EQ(stage.apply(command::Place{a, spot(5, 0)}), Refusal::not_a_start_cell);
  EXPECT_EQ(stage.apply(command::Place{a, kNoCell}), Refusal::outside_grid);
  EXPECT_EQ(stage.apply(command::Place{a, 32000}), Refusal::outside_grid);
  EXPECT_EQ(stage.apply(command::Place{77, spot(0, 0)}), Refusal::unknown_fighter);
  EXPECT_FALSE(stage.apply(command::Ready{b, true}));
  EXPECT_EQ(stage.apply(command::Place{b, spot(0, 0)}), Refusal::already_ready);
}

TEST(Placement, ends_when_all_are_ready) {
  Stage stage;
  const auto a = stage.attacker(spot(0, 0));
  const auto b = stage.defender(spot(5, 0));
  stage.start();
  EXPECT_EQ(stage.apply(command::Ready{a, false}), Refusal::nothing_to_do);
  EXPECT_FALSE(stage.apply(command::Ready{a, true}));
  EXPECT_FALSE(stage.apply(command::Ready{a, false}));
  EXPECT_FALSE(stage.apply(command::Ready{b, true}));
  EXPECT_EQ(stage.state.phase, Phase::placement);
  EXPECT_FALSE(stage.apply(command::Ready{a, true}));
  EXPECT_EQ(stage.state.phase, Phase::active);
  EXPECT_EQ(stage.state.round, 1);
  EXPECT_EQ(stage.state.active(), a);
}

TEST(Placement, ends_when_its_time_is_over_and_not_before) {
  Stage stage;
  const auto a = stage.attacker(spot(0, 0));
  stage.defender(spot(5, 0));
  stage.start();
  stage.now = stage.state.deadline - 1;
  EXPECT_EQ(stage.apply(command::TimePasses{}), Refusal::nothing_to_do);
  stage.now = stage.state.deadline;
  EXPECT_EQ(stage.apply(command::Ready{a, true}), Refusal::time_is_up);
  EXPECT_FALSE(stage.apply(command::TimePasses{}));
  EXPECT_EQ(stage.state.phase, Phase::active);
}

TEST(Placement, takes_in_who_joins_until_the_side_is_full) {
  Stage stage;
  stage.attacker(spot(0, 0));
  stage.defender(spot(5, 0));
  for (int i = 1; i < 10; ++i) stage.setup.start_cells[0].push_back(spot(0, i));
  stage.start();
  const FighterSpec spec = stage.spec(0);
  for (std::size_t i = 1; i < kMaxSideFighters; ++i) {
    EXPECT_FALSE(stage.apply(command::Join{Side::attackers, spec}));
    EXPECT_EQ(stage.fighter(static_cast<FighterId>(i + 1)).cell, spot(0, static_cast<int>(i)));
  }
  EXPECT_EQ(stage.apply(command::Join{Side::attackers, spec}), Refusal::side_full);
  EXPECT_EQ(stage.apply(command::Join{Side::defenders, spec}), Refusal::side_full) << "no start cell is free";
}

TEST(Placement, refuses_fighters_that_break_the_rules) {
  Stage stage;
  stage.add(spell_of({damage_of(1)}));
  stage.attacker(spot(0, 0));
  stage.defender(spot(5, 0));
  stage.setup.start_cells[0].push_back(spot(0, 1));
  stage.start();
  FighterSpec spec = stage.spec(0);
  spec.life = 0;
  EXPECT_EQ(stage.apply(command::Join{Side::attackers, spec}), Refusal::invalid_fighter);
  spec.life = 101;
  EXPECT_EQ(stage.apply(command::Join{Side::attackers, spec}), Refusal::invalid_fighter);
  spec.life = 100;
  spec.spells.push_back(7);
  EXPECT_EQ(stage.apply(command::Join{Side::attackers, spec}), Refusal::invalid_fighter);
  spec.spells.back() = 0;
  EXPECT_EQ(stage.apply(command::Join{Side::attackers, spec}), Refusal::invalid_fighter) << "a spell twice";
  spec.spells.pop_back();
  EXPECT_EQ(stage.apply(command::Join{static_cast<Side>(9), spec}), Refusal::invalid_fighter);
  EXPECT_FALSE(stage.apply(command::Join{Side::attackers, spec}));
}

TEST(Setup, must_keep_the_rules) {
  const auto refused = [](auto&& spoil) {
    Stage stage;
    stage.attacker(spot(0, 0));
    stage.defender(spot(5, 0));
    stage.setup.book = &stage.book;
    spoil(stage.setup);
    return !start(stage.setup);
  };
  EXPECT_FALSE(refused([](auto&) {}));
  EXPECT_TRUE(refused([](auto& setup) { setup.book = nullptr; }));
  EXPECT_TRUE(refused([](auto& setup) { setup.fighters.pop_back(); }));
  EXPECT_TRUE(refused([](auto& setup) { setup.start_cells[1].clear(); }));
  EXPECT_TRUE(refused([](auto& setup) { setup.start_cells[1][0] = setup.start_cells[0][0]; }));
  EXPECT_TRUE(refused([](auto& setup) { setup.start_cells[1][0] = 5000; }));
  EXPECT_TRUE(refused([](auto& setup) { setup.grid.walkable.reset(); }));
  EXPECT_TRUE(refused([](auto& setup) { setup.limits.turn = 0; }));
  EXPECT_TRUE(refused([](auto& setup) { setup.fighters[0].spec.life = -1; }));
  EXPECT_TRUE(refused([](auto& setup) { setup.fighters.resize(12, setup.fighters.front()); }));
}

}  // namespace
}  // namespace flumen::fight
