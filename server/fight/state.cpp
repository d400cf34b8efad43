#include "fight/state.hpp"

#include <algorithm>

#include "fight/names.hpp"

namespace flumen::fight {
namespace {

constexpr Names<2> kSideNames = {"attackers", "defenders"};
constexpr Names<3> kPhaseNames = {"placement", "active", "finished"};
constexpr Names<5> kOutcomeNames = {"undecided", "attackers_won", "defenders_won", "draw", "interrupted"};
constexpr Names<5> kBehaviourNames = {"none", "brute", "skirmisher", "supporter", "coward"};

}  // namespace

std::int32_t Fighter::stat(Stat wanted) const noexcept {
  std::int64_t value = spec.stats[wanted];
  for (const Buff& buff : buffs) {
    if (buff.kind == EffectKind::boost && buff.stat == wanted) value += buff.amount;
  }
  std::int64_t least = -kMaxStat;
  std::int64_t most = kMaxStat;
  if (wanted == Stat::action_points) {
    least = 0;
    most = kMaxActionPoints;
  } else if (wanted == Stat::movement_points) {
    least = 0;
    most = kMaxMovementPoints;
  } else if (wanted >= Stat::resist_neutral && wanted <= Stat::resist_water) {
    most = kMaxResistance;
  }
  return static_cast<std::int32_t>(std::clamp(value, least, most));
}

FighterId State::active() const noexcept { return phase == Phase::active ? order[turn] : kNoFighter; }

std::size_t State::count_of(Side side) const noexcept {
  return static_cast<std::size_t>(std::ranges::count(fighters, side, &Fighter::side));
}

FighterId State::fighter_on(Cell cell) const noexcept {
  for (std::size_t i = 0; i < fighters.size(); ++i) {
    if (fighters[i].alive && fighters[i].cell == cell) return static_cast<FighterId>(i);
  }
  return kNoFighter;
}

CellSet State::occupied() const noexcept {
  CellSet cells;
  for (const Fighter& fighter : fighters) {
    if (fighter.alive) cells.set(static_cast<std::size_t>(fighter.cell));
  }
  return cells;
}

CellSet State::blocks_sight() const noexcept { return grid.blocks_sight | occupied(); }

std::string_view to_string(Side side) noexcept { return name_of(kSideNames, side); }
std::string_view to_string(Phase phase) noexcept { return name_of(kPhaseNames, phase); }
std::string_view to_string(Outcome outcome) noexcept { return name_of(kOutcomeNames, outcome); }
std::string_view to_string(Behaviour behaviour) noexcept { return name_of(kBehaviourNames, behaviour); }
std::optional<Behaviour> behaviour_from(std::string_view name) noexcept {
  return value_of<Behaviour>(kBehaviourNames, name);
}

}  // namespace flumen::fight
