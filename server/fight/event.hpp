#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "fight/command.hpp"
#include "fight/state.hpp"

namespace flumen::fight {

/// What happened. Events carry results, never causes to be worked out again: replay() needs no dice. The n-th event
/// since start() has the number n, from 1.
namespace event {

struct Joined {
  FighterId fighter = 0;
  Side side = Side::attackers;
  Cell cell = kNoCell;
  FighterSpec spec;
  bool operator==(const Joined&) const = default;
};
struct Placed {
  FighterId fighter = 0;
  Cell cell = kNoCell;
  bool operator==(const Placed&) const = default;
};
struct Ready {
  FighterId fighter = 0;
  bool ready = false;
  bool operator==(const Ready&) const = default;
};
/// Placement is over.
struct Began {
  boost::container::static_vector<FighterId, kMaxFighters> order;
  bool operator==(const Began&) const = default;
};
struct RoundStarted {
  std::int32_t round = 0;
  bool operator==(const RoundStarted&) const = default;
};
/// Points are refilled, cooldowns and the owner's glyphs count down.
struct TurnStarted {
  FighterId fighter = 0;
  std::int32_t action_points = 0;
  std::int32_t movement_points = 0;
  Millis deadline = 0;
  bool operator==(const TurnStarted&) const = default;
};
/// Every buff of the fighter but the fresh ones counts one turn down.
struct TurnEnded {
  FighterId fighter = 0;
  bool operator==(const TurnEnded&) const = default;
};
struct Moved {
  FighterId fighter = 0;
  Path path;  ///< what was walked: the wish, or its beginning
  bool operator==(const Moved&) const = default;
};
/// Wanted to leave a cell and was held: one movement point is lost and the walk is over.
struct Tackled {
  FighterId fighter = 0;
  FighterId by = 0;
  bool operator==(const Tackled&) const = default;
};
/// Points are spent, cooldown and counts begin; what it does follows.
struct Cast {
  FighterId fighter = 0;
  SpellIndex spell = kNoSpell;
  Cell cell = kNoCell;  ///< kNoCell for who may not know (redacted())
  bool critical = false;
  bool operator==(const Cast&) const = default;
};
struct Damaged {
  FighterId fighter = 0;
  FighterId source = kNoFighter;
  Element element = Element::neutral;
  std::int32_t amount = 0;    ///< life points lost
  std::int32_t absorbed = 0;  ///< by shields, the oldest first
  bool operator==(const Damaged&) const = default;
};
struct Healed {
  FighterId fighter = 0;
  FighterId source = kNoFighter;
  std::int32_t amount = 0;  ///< life points won
  bool operator==(const Healed&) const = default;
};
/// Pushed, pulled or teleported.
struct Displaced {
  FighterId fighter = 0;
  FighterId source = kNoFighter;
  EffectKind how = EffectKind::push;  ///< push, pull or teleport
  Cell cell = kNoCell;                ///< where it ended
  bool operator==(const Displaced&) const = default;
};
/// Action or movement points of the running turn were taken or dodged, or given by a boost. What lasts is a buff.
struct PointsChanged {
  FighterId fighter = 0;
  Stat points = Stat::action_points;  ///< or movement_points
  std::int32_t amount = 0;  ///< added to what is left of the turn; negative when taken; 0 outside the own turn
  std::int32_t dodged = 0;
  bool operator==(const PointsChanged&) const = default;
};
struct BuffAdded {
  FighterId fighter = 0;
  Buff buff;
  bool operator==(const BuffAdded&) const = default;
};
struct BuffEnded {
  FighterId fighter = 0;
  std::uint32_t buff = 0;
  bool operator==(const BuffEnded&) const = default;
};
struct ObjectPlaced {
  GroundObject object;
  bool operator==(const ObjectPlaced&) const = default;
};
/// A fighter set off a trap or began a turn on a glyph; what it does follows.
struct ObjectTriggered {
  std::uint32_t object = 0;
  FighterId fighter = 0;
  bool operator==(const ObjectTriggered&) const = default;
};
struct ObjectRemoved {
  std::uint32_t object = 0;
  bool operator==(const ObjectRemoved&) const = default;
};
/// Leaves the grid; its turns are skipped from now on.
struct Died {
  FighterId fighter = 0;
  FighterId by = kNoFighter;
  bool operator==(const Died&) const = default;
};
/// Dead, and lost whatever the outcome.
struct Abandoned {
  FighterId fighter = 0;
  bool operator==(const Abandoned&) const = default;
};
struct PresenceChanged {
  FighterId fighter = 0;
  bool absent = false;
  bool operator==(const PresenceChanged&) const = default;
};
struct Ended {
  Outcome outcome = Outcome::undecided;
  bool operator==(const Ended&) const = default;
};

}  // namespace event

using Event = std::variant<event::Joined, event::Placed, event::Ready, event::Began, event::RoundStarted,
                           event::TurnStarted, event::TurnEnded, event::Moved, event::Tackled, event::Cast,
                           event::Damaged, event::Healed, event::Displaced, event::PointsChanged, event::BuffAdded,
                           event::BuffEnded, event::ObjectPlaced, event::ObjectTriggered, event::ObjectRemoved,
                           event::Died, event::Abandoned, event::PresenceChanged, event::Ended>;
using Events = std::vector<Event>;

/// The stable snake_case name of an event's type, as clients get it.
[[nodiscard]] std::string_view type_of(const Event& event) noexcept;

/// What one side may know of `event`, spectators (who see what both sides see) being given nobody's side: an enemy's
/// trap, and the cast that lays it, lose their cells. `state` is the fight the event belongs to, as it is now or later.
[[nodiscard]] Event redacted(const Event& event, const State& state, std::optional<Side> viewer);

/// True when that viewer may see the object: everything but the other side's traps.
[[nodiscard]] bool can_see(const GroundObject& object, const State& state, std::optional<Side> viewer) noexcept;

}  // namespace flumen::fight
