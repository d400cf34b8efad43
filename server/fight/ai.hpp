#pragma once

#include "fight/command.hpp"
#include "fight/state.hpp"

namespace flumen::fight {

/// What a monster does next in its turn: a move, a cast, or a pass, which ends it. Always a command apply() accepts.
/// Deterministic: a function of the state, without dice of its own; blind to its enemies' traps. Asked again after each
/// of its actions, it passes after a bounded number of them.
///
/// It tries generators of actions in the order its Behaviour has them (boost, attack in range, move to attack, flee
/// when weak, come closer), each scored by carrying the action out on a copy of the state. The work of one decision is
/// bounded by kMaxSimulations, not by time, so that it is the same everywhere.
/// REQUIRES state.active() == fighter.
[[nodiscard]] Command decide(const State& state, FighterId fighter);

/// Commands carried out on a copy for one decision, at most.
inline constexpr int kMaxSimulations = 160;

}  // namespace flumen::fight
