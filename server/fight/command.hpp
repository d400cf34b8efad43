#pragma once

#include <variant>

#include <boost/container/static_vector.hpp>

#include "fight/state.hpp"

namespace flumen::fight {

/// The cells of a walk, without the one it begins on. As long as anybody can ever walk in a turn.
using Path = boost::container::static_vector<Cell, kMaxMovementPoints>;

/// What can be asked of a fight. Every number may be anything: apply() refuses what is not right.
namespace command {

/// Placement: somebody more takes part, on the first free start cell of a side.
struct Join {
  Side side = Side::attackers;
  FighterSpec spec;
};
/// Placement: stand on another start cell of the own side.
struct Place {
  FighterId fighter = kNoFighter;
  Cell cell = kNoCell;
};
/// Placement: ready, or not any more. When all are ready the fight begins.
struct Ready {
  FighterId fighter = kNoFighter;
  bool ready = true;
};
struct Move {
  FighterId fighter = kNoFighter;
  Path path;
};
struct Cast {
  FighterId fighter = kNoFighter;
  SpellIndex spell = kNoSpell;
  Cell cell = kNoCell;
};
/// Ends the own turn.
struct Pass {
  FighterId fighter = kNoFighter;
};
/// Lose and leave, in placement or at any time, whoever's turn it is.
struct Abandon {
  FighterId fighter = kNoFighter;
};
/// The fighter's player has lost the connection, or is back.
struct Presence {
  FighterId fighter = kNoFighter;
  bool absent = false;
};
/// Somebody looked at the clock: ends a placement or a turn that is over.
struct TimePasses {};
/// The server has to stop: the fight ends, and nobody has lost.
struct Interrupt {};

}  // namespace command

using Command = std::variant<command::Join, command::Place, command::Ready, command::Move, command::Cast, command::Pass,
                             command::Abandon, command::Presence, command::TimePasses, command::Interrupt>;

}  // namespace flumen::fight
