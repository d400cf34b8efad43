#pragma once

#include <span>

#include <gtest/gtest.h>

#include "fight/ai.hpp"
#include "fight/engine.hpp"
#include "fight/placement.hpp"
#include "gamedata/game_data.hpp"

namespace flumen::gamedata {

/// For tests: fights of programs against programs with the real data, on an open field with some stones.
struct Arena {
  struct Result {
    fight::State state;
    fight::Events events;
  };

  static fight::Grid field() {
    fight::Grid grid;
    grid.walkable.set();
    for (const int stone : {380, 425, 517, 563, 611, 655, 702, 748}) {
      grid.walkable.reset(static_cast<std::size_t>(stone));
      grid.blocks_sight.set(static_cast<std::size_t>(stone));
    }
    return grid;
  }

  static fight::Setup setup(const GameData& data, std::span<const fight::FighterSpec> attackers,
                            std::span<const fight::FighterSpec> defenders, std::uint64_t seed) {
    fight::Setup setup;
    setup.seed = seed;
    setup.book = &data.book;
    setup.grid = field();
    setup.start_cells = *fight::find_start_cells(setup.grid, 539);
    for (const auto& spec : attackers) setup.fighters.push_back({fight::Side::attackers, spec});
    for (const auto& spec : defenders) setup.fighters.push_back({fight::Side::defenders, spec});
    return setup;
  }

  static Result fight_out(const fight::Setup& setup) {
    Result result{*fight::start(setup), {}};
    fight::State& state = result.state;
    EXPECT_FALSE(apply(state, fight::command::TimePasses{}, state.deadline, result.events));
    while (state.phase == fight::Phase::active) {
      const fight::Command command = fight::decide(state, state.active());
      const auto refused = fight::apply(state, command, state.deadline - 1, result.events);
      EXPECT_FALSE(refused) << to_string(*refused);
      if (refused) break;
    }
    return result;
  }
};

}  // namespace flumen::gamedata
