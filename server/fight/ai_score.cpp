#include "fight/ai_score.hpp"

#include <algorithm>

#include "fight/area.hpp"

namespace flumen::fight {
namespace {

// In hundredths of a life point of one's own.
constexpr std::int64_t kLifePoint = 100;
constexpr std::int64_t kBeingAlive = 30 * kLifePoint;
constexpr std::int64_t kActionPoint = 5 * kLifePoint;
constexpr std::int64_t kMovementPoint = 3 * kLifePoint;
constexpr std::int64_t kRangeCell = kLifePoint;
constexpr std::int64_t kPercent = kLifePoint / 8;
constexpr std::int64_t kFlat = kLifePoint;
constexpr std::int64_t kGround = 3 * kLifePoint;
/// What lies far in the future is worth no more than this many turns.
constexpr std::int64_t kTurnsAhead = 3;

std::int64_t worth_of_stat(Stat stat) {
  switch (stat) {
    case Stat::action_points:
      return kActionPoint;
    case Stat::movement_points:
      return kMovementPoint;
    case Stat::range:
      return kRangeCell;
    case Stat::damage:
    case Stat::healing:
      return kFlat;
    case Stat::shield_neutral:
    case Stat::shield_earth:
    case Stat::shield_fire:
    case Stat::shield_air:
    case Stat::shield_water:
      return kFlat / 2;
    default:
      return kPercent;
  }
}

std::int64_t worth_of(const Buff& buff, const Fighter& bearer) {
  const std::int64_t turns = std::min<std::int64_t>(buff.turns, kTurnsAhead);
  switch (buff.kind) {
    case EffectKind::poison:
      return -std::min<std::int64_t>(buff.amount * turns, bearer.life) * kLifePoint;
    case EffectKind::regeneration:
      return std::min<std::int64_t>(buff.amount * turns, bearer.spec.stats[Stat::health] - bearer.life) * kLifePoint;
    case EffectKind::shield:
      return buff.amount * kLifePoint / 2;
    case EffectKind::thorns:
      return buff.amount * turns * kLifePoint / 2;
    default:
      return buff.amount * turns * worth_of_stat(buff.stat);
  }
}

std::int64_t worth_of(const Fighter& fighter) {
  if (!fighter.alive) return 0;
  std::int64_t worth = kBeingAlive + fighter.life * kLifePoint;
  for (const Buff& buff : fighter.buffs) worth += worth_of(buff, fighter);
  return worth;
}

/// A glyph or trap: for every enemy who stands on it, and a little for whoever may come.
std::int64_t worth_of(const GroundObject& object, const State& state) {
  const Effect& effect = (*state.book)[object.spell].effects[object.effect];
  const CellSet ground = cells_of(effect.area, object.seen_from, object.cell);
  const Side side = state.fighters[object.owner].side;
  std::int64_t worth = kGround / 3;
  for (const Fighter& fighter : state.fighters) {
    if (!fighter.alive || !ground[static_cast<std::size_t>(fighter.cell)]) continue;
    worth += fighter.side == side ? -kGround : 2 * kGround;
  }
  return worth;
}

}  // namespace

std::int64_t worth_of(const State& state, Side side) {
  std::int64_t worth = 0;
  for (const Fighter& fighter : state.fighters) {
    worth += fighter.side == side ? worth_of(fighter) : -worth_of(fighter);
  }
  for (const GroundObject& object : state.objects) {
    worth += state.fighters[object.owner].side == side ? worth_of(object, state) : -worth_of(object, state);
  }
  return worth;
}

}  // namespace flumen::fight
