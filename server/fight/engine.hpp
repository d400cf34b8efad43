#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "fight/command.hpp"
#include "fight/event.hpp"
#include "fight/refusal.hpp"
#include "fight/state.hpp"

namespace flumen::fight {

/// What a fight begins with.
struct Setup {
  std::uint64_t seed = 0;
  Millis now = 0;
  TimeLimits limits;
  const SpellBook* book = nullptr;  ///< outlives the fight
  Grid grid;
  /// By Side: walkable cells, none twice, as placement.hpp finds them.
  std::array<boost::container::static_vector<Cell, kMaxStartCells>, 2> start_cells;
  struct Fighter {
    Side side = Side::attackers;
    FighterSpec spec;
  };
  std::vector<Fighter> fighters;  ///< at least one a side, at most kMaxSideFighters; numbered in this order
};

/// A fight in placement: everybody stands on a start cell of their side, and those with a Behaviour are ready.
/// invalid_argument, with a sentence, when the setup breaks a rule above.
[[nodiscard]] base::Result<State> start(const Setup& setup);

/// True when a fighter could be taken into any fight with this book: what apply() asks of command::Join.
[[nodiscard]] bool is_valid(const FighterSpec& spec, const SpellBook& book) noexcept;

/// Carries out one command at a time `now`, which never goes back. Appends what happened to `events` and returns
/// nothing; or returns why not, and neither `state` nor `events` has changed. Work is bounded: at most some thousand
/// events a command. After state.deadline the fight waits for command::TimePasses and refuses fighters' wishes.
[[nodiscard]] std::optional<Refusal> apply(State& state, const Command& command, Millis now, Events& events);

/// What would be refused, without doing it: for previews and for those who choose among casts.
[[nodiscard]] std::optional<Refusal> check_cast(const State& state, FighterId fighter, SpellIndex spell,
                                                Cell cell) noexcept;

/// Brings a state one event further: replaying every event of a fight, in order, on what start() gave is the fight.
/// REQUIRES an event that apply() made on exactly this state.
void replay(State& state, const Event& event);

}  // namespace flumen::fight
