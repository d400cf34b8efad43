#include <algorithm>
#include <cstdlib>

#include "fight/area.hpp"
#include "fight/resolution.hpp"

namespace flumen::fight {
namespace {

/// What each cell that could not be walked hurts.
std::int32_t bruise_of(const Fighter& caster) noexcept { return 3 + caster.spec.level / 5; }

}  // namespace

std::int32_t escape_chance(std::int32_t agility, std::int32_t tackler_agility) noexcept {
  const std::int64_t mover = std::max(0, agility);
  const std::int64_t tackler = std::max(0, tackler_agility);
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(100 * (mover + 25) / (mover + tackler + 50), 5, 95));
}

FighterId Resolution::tackler_of(FighterId fighter, Cell cell) {
  const Fighter& mover = at(fighter);
  for (std::size_t i = 0; i < state_.fighters.size(); ++i) {
    const Fighter& enemy = state_.fighters[i];
    if (!enemy.alive || enemy.side == mover.side || distance(enemy.cell, cell) != 1) continue;
    const std::int32_t percent = escape_chance(mover.stat(Stat::agility), enemy.stat(Stat::agility));
    if (!dice_.chance(percent)) return static_cast<FighterId>(i);
  }
  return kNoFighter;
}

void Resolution::walk(FighterId fighter, const Path& path) {
  event::Moved moved{fighter, {}};
  Cell cell = at(fighter).cell;
  FighterId tackler = kNoFighter;
  for (const Cell next : path) {
    tackler = tackler_of(fighter, cell);
    if (tackler != kNoFighter) break;
    moved.path.push_back(next);
    cell = next;
    if (trap_at(cell) != nullptr) break;
  }
  if (!moved.path.empty()) happen(moved);
  if (tackler != kNoFighter) happen(event::Tackled{fighter, tackler});
  if (!moved.path.empty()) spring_traps(fighter);
  settle();
}

void Resolution::push(const Effect& effect, const Origin& origin, FighterId target) {
  const Cell away_from = at(target).cell == origin.target ? origin.from : origin.target;
  if (away_from == at(target).cell) return;
  const Direction direction = direction_of(away_from, at(target).cell);
  const std::int32_t wanted = roll(effect, origin);
  std::int32_t walked = 0;
  FighterId blocker = kNoFighter;
  bool sprung = false;
  Cell cell = at(target).cell;
  while (walked < wanted && !sprung) {
    const Cell next = neighbour(cell, direction);
    if (!state_.grid.can_stand(next)) break;
    blocker = state_.fighter_on(next);
    if (blocker != kNoFighter) break;
    cell = next;
    ++walked;
    sprung = trap_at(cell) != nullptr;
  }
  if (walked > 0) happen(event::Displaced{target, origin.caster, EffectKind::push, cell});
  if (walked < wanted && !sprung) {
    const std::int32_t bruise = (wanted - walked) * bruise_of(at(origin.caster));
    hurt(target, origin.caster, Element::neutral, bruise, Blow::other);
    if (blocker != kNoFighter && lives(blocker)) {
      hurt(blocker, origin.caster, Element::neutral, bruise / 2, Blow::other);
    }
  }
  if (walked > 0) spring_traps(target);
}

void Resolution::pull(const Effect& effect, const Origin& origin, FighterId target) {
  const Cell start = at(target).cell;
  if (start == origin.from) return;
  const Direction direction = direction_of(start, origin.from);
  const Diamond here = diamond_of(start);
  const Diamond there = diamond_of(origin.from);
  // Along one axis only, and never past the middle.
  const std::int32_t furthest = std::max(std::abs(there.x - here.x), std::abs(there.y - here.y));
  const std::int32_t wanted = std::min(roll(effect, origin), furthest);
  std::int32_t walked = 0;
  Cell cell = start;
  while (walked < wanted) {
    const Cell next = neighbour(cell, direction);
    if (!state_.grid.can_stand(next) || !is_free(next)) break;
    cell = next;
    ++walked;
    if (trap_at(cell) != nullptr) break;
  }
  if (walked == 0) return;
  happen(event::Displaced{target, origin.caster, EffectKind::pull, cell});
  spring_traps(target);
}

const GroundObject* Resolution::trap_at(Cell cell) const {
  for (const GroundObject& object : state_.objects) {
    if (object.kind != EffectKind::trap) continue;
    const Effect& effect = (*state_.book)[object.spell].effects[object.effect];
    const CellSet ground = cells_of(effect.area, object.seen_from, object.cell);
    if (ground[static_cast<std::size_t>(cell)]) return &object;
  }
  return nullptr;
}

// A trap is gone before it acts, so that traps which push into traps come to an end.
void Resolution::spring_traps(FighterId fighter) {
  while (lives(fighter)) {
    const GroundObject* trap = trap_at(at(fighter).cell);
    if (trap == nullptr) return;
    const GroundObject sprung = *trap;
    happen(event::ObjectTriggered{sprung.id, fighter});
    happen(event::ObjectRemoved{sprung.id});
    const Effect& effect = (*state_.book)[sprung.spell].effects[sprung.effect];
    act(effect.payload, {sprung.owner, sprung.seen_from, sprung.cell, sprung.spell, sprung.critical});
  }
}

}  // namespace flumen::fight
