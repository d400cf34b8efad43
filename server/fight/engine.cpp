#include "fight/engine.hpp"

#include <algorithm>

#include "fight/line_of_sight.hpp"
#include "fight/reach.hpp"
#include "fight/resolution.hpp"

namespace flumen::fight {
namespace {

using Refused = std::optional<Refusal>;

constexpr Refused kAccepted = std::nullopt;

Cell free_start_cell(const State& state, Side side) {
  for (const Cell cell : state.start_cells[static_cast<std::size_t>(side)]) {
    if (state.fighter_on(cell) == kNoFighter) return cell;
  }
  return kNoCell;
}

Refused check_fighter(const State& state, FighterId fighter) {
  if (state.phase == Phase::finished) return Refusal::fight_over;
  if (fighter >= state.fighters.size()) return Refusal::unknown_fighter;
  if (!state.fighters[fighter].alive) return Refusal::fighter_dead;
  return kAccepted;
}

Refused check_placement(const State& state, Millis now) {
  if (state.phase == Phase::finished) return Refusal::fight_over;
  if (state.phase != Phase::placement) return Refusal::not_in_placement;
  if (now >= state.deadline) return Refusal::time_is_up;
  return kAccepted;
}

Refused check_turn(const State& state, FighterId fighter) {
  if (const Refused refused = check_fighter(state, fighter)) return refused;
  if (state.phase == Phase::placement) return Refusal::not_begun;
  if (state.active() != fighter) return Refusal::not_your_turn;
  return kAccepted;
}

Refused check_path(const State& state, FighterId fighter, const Path& path) {
  if (path.empty()) return Refusal::empty_path;
  const Fighter& mover = state.fighters[fighter];
  Cell at = mover.cell;
  for (const Cell cell : path) {
    if (!in_grid(cell)) return Refusal::outside_grid;
    if (distance(at, cell) != 1) return Refusal::path_broken;
    const FighterId there = state.fighter_on(cell);
    if (!state.grid.can_stand(cell) || (there != kNoFighter && there != fighter)) return Refusal::path_blocked;
    at = cell;
  }
  if (static_cast<std::int32_t>(path.size()) > mover.movement_points) return Refusal::not_enough_movement_points;
  return kAccepted;
}

bool suits(TargetCell rule, const State& state, FighterId caster, Cell cell) {
  if (!state.grid.can_stand(cell)) return false;
  const FighterId there = state.fighter_on(cell);
  const bool taken = there != kNoFighter;
  const bool friendly = taken && state.fighters[there].side == state.fighters[caster].side;
  switch (rule) {
    case TargetCell::any:
      return true;
    case TargetCell::fighter:
      return taken;
    case TargetCell::enemy:
      return taken && !friendly;
    case TargetCell::ally:
      return friendly;
    case TargetCell::caster:
      return there == caster;
    case TargetCell::free:
      return !taken;
  }
  return false;
}

/// Decides about each command: why not, or it is carried out.
class Judge {
 public:
  Judge(State& state, Millis now, Events& events) : state_(state), now_(now), events_(events) {}

  Refused operator()(const command::Join& join) {
    if (const Refused refused = check_placement(state_, now_)) return refused;
    if (join.side != Side::attackers && join.side != Side::defenders) return Refusal::invalid_fighter;
    if (!is_valid(join.spec, *state_.book)) return Refusal::invalid_fighter;
    const Cell cell = free_start_cell(state_, join.side);
    if (state_.count_of(join.side) >= kMaxSideFighters || cell == kNoCell) return Refusal::side_full;
    resolution().join(join, cell);
    return kAccepted;
  }

  Refused operator()(const command::Place& place) {
    if (const Refused refused = check_placement(state_, now_)) return refused;
    if (const Refused refused = check_fighter(state_, place.fighter)) return refused;
    const Fighter& fighter = state_.fighters[place.fighter];
    if (fighter.ready) return Refusal::already_ready;
    if (!in_grid(place.cell)) return Refusal::outside_grid;
    const auto& cells = state_.start_cells[static_cast<std::size_t>(fighter.side)];
    if (std::ranges::find(cells, place.cell) == cells.end()) return Refusal::not_a_start_cell;
    if (fighter.cell == place.cell) return Refusal::nothing_to_do;
    if (state_.fighter_on(place.cell) != kNoFighter) return Refusal::cell_taken;
    resolution().place(place.fighter, place.cell);
    return kAccepted;
  }

  Refused operator()(const command::Ready& ready) {
    if (const Refused refused = check_placement(state_, now_)) return refused;
    if (const Refused refused = check_fighter(state_, ready.fighter)) return refused;
    if (state_.fighters[ready.fighter].ready == ready.ready) return Refusal::nothing_to_do;
    resolution().ready(ready.fighter, ready.ready);
    return kAccepted;
  }

  Refused operator()(const command::Move& move) {
    if (const Refused refused = check_turn_in_time(move.fighter)) return refused;
    if (const Refused refused = check_path(state_, move.fighter, move.path)) return refused;
    resolution().walk(move.fighter, move.path);
    return kAccepted;
  }

  Refused operator()(const command::Cast& cast) {
    if (const Refused refused = check_turn_in_time(cast.fighter)) return refused;
    if (const Refused refused = check_cast(state_, cast.fighter, cast.spell, cast.cell)) return refused;
    resolution().cast(cast.fighter, cast.spell, cast.cell);
    return kAccepted;
  }

  Refused operator()(const command::Pass& pass) {
    if (const Refused refused = check_turn_in_time(pass.fighter)) return refused;
    resolution().next_turn();
    return kAccepted;
  }

  Refused operator()(const command::Abandon& abandon) {
    if (const Refused refused = check_fighter(state_, abandon.fighter)) return refused;
    resolution().abandon(abandon.fighter);
    return kAccepted;
  }

  Refused operator()(const command::Presence& presence) {
    if (const Refused refused = check_fighter(state_, presence.fighter)) return refused;
    if (state_.fighters[presence.fighter].absent == presence.absent) return Refusal::nothing_to_do;
    resolution().happen(event::PresenceChanged{presence.fighter, presence.absent});
    return kAccepted;
  }

  Refused operator()(const command::TimePasses&) {
    if (state_.phase == Phase::finished) return Refusal::fight_over;
    if (now_ < state_.deadline) return Refusal::nothing_to_do;
    if (state_.phase == Phase::placement) {
      resolution().begin();
    } else {
      resolution().next_turn();
    }
    return kAccepted;
  }

  Refused operator()(const command::Interrupt&) {
    if (state_.phase == Phase::finished) return Refusal::fight_over;
    resolution().interrupt();
    return kAccepted;
  }

 private:
  [[nodiscard]] Refused check_turn_in_time(FighterId fighter) const {
    if (const Refused refused = check_turn(state_, fighter)) return refused;
    if (now_ >= state_.deadline) return Refusal::time_is_up;
    return kAccepted;
  }

  [[nodiscard]] Resolution resolution() { return {state_, now_, events_}; }

  State& state_;
  Millis now_;
  Events& events_;
};

std::optional<std::string_view> fault_of(const Setup& setup) {
  if (setup.book == nullptr) return "a fight needs a book of spells";
  CellSet seen;
  for (const auto& cells : setup.start_cells) {
    for (const Cell cell : cells) {
      if (!setup.grid.can_stand(cell)) return "a start cell cannot be stood on";
      if (seen[static_cast<std::size_t>(cell)]) return "a start cell is given twice";
      seen.set(static_cast<std::size_t>(cell));
    }
  }
  for (const Side side : {Side::attackers, Side::defenders}) {
    const auto count = static_cast<std::size_t>(std::ranges::count(setup.fighters, side, &Setup::Fighter::side));
    if (count < 1 || count > kMaxSideFighters) return "a side has 1 to 8 fighters";
    if (count > setup.start_cells[static_cast<std::size_t>(side)].size()) return "a side has too few start cells";
  }
  for (const Setup::Fighter& fighter : setup.fighters) {
    if (fighter.side != Side::attackers && fighter.side != Side::defenders) return "a fighter is on neither side";
    if (!is_valid(fighter.spec, *setup.book)) return "a fighter breaks the rules for fighters";
  }
  const TimeLimits& limits = setup.limits;
  if (limits.placement < 1 || limits.turn < 1 || limits.absent_turn < 1) return "time limits are at least 1 ms";
  return std::nullopt;
}

}  // namespace

bool is_valid(const FighterSpec& spec, const SpellBook& book) noexcept {
  const std::int32_t health = spec.stats[Stat::health];
  if (health < 1 || spec.life < 1 || spec.life > health || spec.level < 1) return false;
  if (spec.behaviour > Behaviour::coward) return false;
  for (std::size_t i = 0; i < spec.spells.size(); ++i) {
    if (spec.spells[i] >= book.size()) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (spec.spells[j] == spec.spells[i]) return false;
    }
  }
  return true;
}

base::Result<State> start(const Setup& setup) {
  if (const auto fault = fault_of(setup)) {
    return base::fail(base::Errc::invalid_argument, "the fight cannot begin: " + std::string(*fault));
  }
  State state;
  state.book = setup.book;
  state.seed = setup.seed;
  state.limits = setup.limits;
  state.deadline = setup.now + setup.limits.placement;
  state.start_cells = setup.start_cells;
  state.grid = setup.grid;
  for (const Setup::Fighter& each : setup.fighters) {
    const auto id = static_cast<FighterId>(state.fighters.size());
    replay(state, event::Joined{id, each.side, free_start_cell(state, each.side), each.spec});
  }
  state.events = 0;
  return state;
}

std::optional<Refusal> apply(State& state, const Command& command, Millis now, Events& events) {
  return std::visit(Judge(state, now, events), command);
}

std::optional<Refusal> check_cast(const State& state, FighterId fighter, SpellIndex index, Cell cell) noexcept {
  if (const Refused refused = check_turn(state, fighter)) return refused;
  const Fighter& caster = state.fighters[fighter];
  const auto found = std::ranges::find(caster.spec.spells, index);
  if (found == caster.spec.spells.end()) return Refusal::unknown_spell;
  const auto place = static_cast<std::size_t>(found - caster.spec.spells.begin());
  const Spell& spell = (*state.book)[index];
  if (!in_grid(cell)) return Refusal::outside_grid;
  if (spell.action_points > caster.action_points) return Refusal::not_enough_action_points;
  const int away = distance(caster.cell, cell);
  if (away < spell.least_range || away > most_range(spell, caster.stat(Stat::range))) return Refusal::out_of_range;
  if (spell.in_line_only && !in_line(caster.cell, cell)) return Refusal::not_in_line;
  if (!suits(spell.target_cell, state, fighter, cell)) return Refusal::bad_target;
  if (caster.cooldowns[place] > 0) return Refusal::on_cooldown;
  if (spell.casts_per_turn > 0 && state.record.casts[place] >= spell.casts_per_turn) return Refusal::too_many_casts;
  const FighterId target = state.fighter_on(cell);
  if (spell.casts_per_target > 0 && target != kNoFighter &&
      state.record.casts_on[place][target] >= spell.casts_per_target) {
    return Refusal::too_many_casts_on_target;
  }
  if (spell.needs_line_of_sight && !has_line_of_sight(state.blocks_sight(), caster.cell, cell)) {
    return Refusal::no_line_of_sight;
  }
  return kAccepted;
}

}  // namespace flumen::fight
