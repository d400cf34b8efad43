#include <algorithm>
#include <limits>

#include "fight/area.hpp"
#include "fight/resolution.hpp"

namespace flumen::fight {
namespace {

constexpr std::int64_t kMostDamage = 1'000'000'000;

/// base · (100 + percent) / 100 + flat, the percentage never below −100.
std::int32_t strengthened(std::int32_t base, std::int64_t percent, std::int32_t flat) noexcept {
  const std::int64_t amount = base * (100 + std::max<std::int64_t>(percent, -100)) / 100 + flat;
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(amount, 0, kMostDamage));
}

}  // namespace

std::int32_t removal_chance(std::int32_t wisdom, std::int32_t target_wisdom) noexcept {
  const std::int64_t taking = 100 + std::max(0, wisdom);
  const std::int64_t keeping = 100 + std::max(0, target_wisdom);
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(50 * taking / keeping, 10, 90));
}

void Resolution::cast(FighterId fighter, SpellIndex index, Cell cell) {
  const Spell& spell = (*state_.book)[index];
  bool critical = false;
  if (spell.critical != 0) {
    const std::int32_t one_in = std::max(2, spell.critical - at(fighter).stat(Stat::critical));
    critical = dice_.below(one_in) == 0;
  }
  const Origin origin{fighter, at(fighter).cell, cell, index, critical};
  happen(event::Cast{fighter, index, cell, critical});
  act(spell.effects, origin);
  settle();
}

void Resolution::act(std::span<const Effect> effects, const Origin& origin) {
  for (std::size_t i = 0; i < effects.size(); ++i) {
    // The caster may have died of the effect before this one, by thorns or its own fire.
    if (!lives(origin.caster)) return;
    const Effect& effect = effects[i];
    if (effect.kind == EffectKind::glyph || effect.kind == EffectKind::trap) {
      lay(effect, i, origin);
    } else if (effect.kind == EffectKind::teleport) {
      if (!is_free(origin.target)) continue;
      happen(event::Displaced{origin.caster, origin.caster, EffectKind::teleport, origin.target});
      spring_traps(origin.caster);
    } else {
      for (const FighterId target : targets_of(effect, origin)) {
        if (lives(target)) touch(effect, origin, target);
      }
    }
  }
}

void Resolution::lay(const Effect& effect, std::size_t place, const Origin& origin) {
  for (const GroundObject& other : state_.objects) {
    const bool same_trap = other.kind == EffectKind::trap && effect.kind == EffectKind::trap;
    if (same_trap && other.cell == origin.target) return;
  }
  // What an earlier effect of the same spell has moved here would stand on it unhurt.
  if (effect.kind == EffectKind::trap && !is_free(origin.target)) return;
  if (state_.objects.size() == kMaxObjects) happen(event::ObjectRemoved{state_.objects.front().id});
  GroundObject object;
  object.id = state_.next_id;
  object.kind = effect.kind;
  object.owner = origin.caster;
  object.spell = origin.spell;
  object.effect = static_cast<std::uint8_t>(place);
  object.turns = effect.turns;
  object.critical = origin.critical;
  object.cell = origin.target;
  object.seen_from = origin.from;
  happen(event::ObjectPlaced{object});
}

Resolution::Targeted Resolution::targets_of(const Effect& effect, const Origin& origin) const {
  Targeted targets;
  if (effect.targets == Targets::caster) {
    targets.push_back(origin.caster);
    return targets;
  }
  const CellSet cells = cells_of(effect.area, origin.from, origin.target);
  const Side side = state_.fighters[origin.caster].side;
  for (std::size_t i = 0; i < state_.fighters.size(); ++i) {
    const Fighter& fighter = state_.fighters[i];
    if (!fighter.alive || !cells[static_cast<std::size_t>(fighter.cell)]) continue;
    if (effect.targets == Targets::enemies && fighter.side == side) continue;
    if (effect.targets == Targets::allies && fighter.side != side) continue;
    targets.push_back(static_cast<FighterId>(i));
  }
  return targets;
}

void Resolution::touch(const Effect& effect, const Origin& origin, FighterId target) {
  switch (effect.kind) {
    case EffectKind::damage:
    case EffectKind::steal: {
      const std::int32_t amount = resisted(at(target), effect.element, damage_of(effect, origin, target));
      const std::int32_t taken = hurt(target, origin.caster, effect.element, amount, Blow::hit);
      if (effect.kind == EffectKind::steal && lives(origin.caster)) heal(origin.caster, origin.caster, taken / 2);
      break;
    }
    case EffectKind::heal:
      heal(target, origin.caster, healing_of(effect, origin, target));
      break;
    case EffectKind::push:
      push(effect, origin, target);
      break;
    case EffectKind::pull:
      pull(effect, origin, target);
      break;
    case EffectKind::remove_action_points:
    case EffectKind::remove_movement_points:
      take_points(effect, origin, target);
      break;
    case EffectKind::poison:
      add_buff(effect, origin, target, damage_of(effect, origin, target));
      break;
    case EffectKind::regeneration:
      add_buff(effect, origin, target, healing_of(effect, origin, target));
      break;
    case EffectKind::shield: {
      const bool aimed = effect.targets != Targets::caster;
      const int away = aimed ? distance(origin.target, at(target).cell) : 0;
      add_buff(effect, origin, target, fall_off(roll(effect, origin), away));
      break;
    }
    case EffectKind::thorns:
      add_buff(effect, origin, target, roll(effect, origin));
      break;
    case EffectKind::boost:
      boost(effect, origin, target);
      break;
    case EffectKind::teleport:
    case EffectKind::glyph:
    case EffectKind::trap:
      break;  // act on the ground: act() does them
  }
}

std::int32_t Resolution::roll(const Effect& effect, const Origin& origin) {
  const Roll& roll = origin.critical ? effect.critical_roll : effect.roll;
  return dice_.between(roll.least, roll.most);
}

std::int32_t Resolution::damage_of(const Effect& effect, const Origin& origin, FighterId target) {
  const Fighter& caster = at(origin.caster);
  const std::int64_t percent = std::int64_t{caster.stat(strength_of(effect.element))} + caster.stat(Stat::power);
  const std::int32_t amount = strengthened(roll(effect, origin), percent, caster.stat(Stat::damage));
  return effect.targets == Targets::caster ? amount : fall_off(amount, distance(origin.target, at(target).cell));
}

std::int32_t Resolution::healing_of(const Effect& effect, const Origin& origin, FighterId target) {
  const Fighter& caster = at(origin.caster);
  const std::int32_t amount =
      strengthened(roll(effect, origin), caster.stat(Stat::intelligence), caster.stat(Stat::healing));
  return effect.targets == Targets::caster ? amount : fall_off(amount, distance(origin.target, at(target).cell));
}

void Resolution::take_points(const Effect& effect, const Origin& origin, FighterId target) {
  const Stat points = effect.kind == EffectKind::remove_action_points ? Stat::action_points : Stat::movement_points;
  const std::int32_t wanted = std::min(roll(effect, origin), at(target).stat(points));
  const std::int32_t percent = removal_chance(at(origin.caster).stat(Stat::wisdom), at(target).stat(Stat::wisdom));
  std::int32_t taken = 0;
  for (std::int32_t i = 0; i < wanted; ++i) taken += dice_.chance(percent) ? 1 : 0;
  change_points(target, points, -taken, wanted - taken);
  if (taken == 0) return;
  Buff buff;
  buff.kind = EffectKind::boost;
  buff.stat = points;
  buff.source = origin.caster;
  buff.spell = origin.spell;
  buff.amount = -taken;
  buff.turns = effect.turns;
  add_buff(target, buff);
}

void Resolution::boost(const Effect& effect, const Origin& origin, FighterId target) {
  const std::int32_t amount = roll(effect, origin);
  const bool points = effect.stat == Stat::action_points || effect.stat == Stat::movement_points;
  if (points && state_.active() == target) change_points(target, effect.stat, amount, 0);
  add_buff(effect, origin, target, amount);
}

void Resolution::change_points(FighterId target, Stat points, std::int32_t amount, std::int32_t dodged) {
  const bool action = points == Stat::action_points;
  const std::int32_t left = action ? at(target).action_points : at(target).movement_points;
  const std::int32_t most = action ? kMaxActionPoints : kMaxMovementPoints;
  const std::int32_t change = state_.active() == target ? std::clamp(left + amount, 0, most) - left : 0;
  happen(event::PointsChanged{target, points, change, dodged});
}

void Resolution::add_buff(const Effect& effect, const Origin& origin, FighterId target, std::int32_t amount) {
  Buff buff;
  buff.kind = effect.kind;
  buff.stat = effect.stat;
  buff.element = effect.element;
  buff.hook = effect.hook;
  buff.source = origin.caster;
  buff.spell = origin.spell;
  buff.amount = amount;
  buff.turns = effect.turns;
  add_buff(target, buff);
}

void Resolution::add_buff(FighterId target, Buff buff) {
  if (at(target).buffs.size() == kMaxBuffs) happen(event::BuffEnded{target, at(target).buffs.front().id});
  buff.id = state_.next_id;
  buff.fresh = state_.active() == target;
  happen(event::BuffAdded{target, buff});
}

}  // namespace flumen::fight
