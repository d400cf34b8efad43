#include "fight/spell.hpp"

#include <algorithm>

#include "fight/names.hpp"

namespace flumen::fight {
namespace {

constexpr Names<kEffectKinds> kKindNames = {"damage",
                                            "heal",
                                            "steal",
                                            "push",
                                            "pull",
                                            "teleport",
                                            "remove_action_points",
                                            "remove_movement_points",
                                            "poison",
                                            "regeneration",
                                            "shield",
                                            "thorns",
                                            "boost",
                                            "glyph",
                                            "trap"};
constexpr Names<2> kHookNames = {"turn_start", "turn_end"};
constexpr Names<4> kTargetsNames = {"enemies", "allies", "everyone", "caster"};
constexpr Names<6> kTargetCellNames = {"any", "fighter", "enemy", "ally", "caster", "free"};

bool rolls_fairly(const Roll& roll, std::int32_t least, std::int32_t most) {
  return least <= roll.least && roll.least <= roll.most && roll.most <= most;
}

/// The numbers a kind can have.
Roll limits_of(const Effect& effect) {
  switch (effect.kind) {
    case EffectKind::push:
    case EffectKind::pull:
      return {1, kMaxRange};
    case EffectKind::remove_action_points:
      return {1, kMaxActionPoints};
    case EffectKind::remove_movement_points:
      return {1, kMaxMovementPoints};
    case EffectKind::boost:
      return {-kMaxEffectAmount, kMaxEffectAmount};
    case EffectKind::teleport:
    case EffectKind::glyph:
    case EffectKind::trap:
      return {0, 0};
    default:
      return {1, kMaxEffectAmount};
  }
}

}  // namespace

bool lasts(EffectKind kind) noexcept {
  switch (kind) {
    case EffectKind::damage:
    case EffectKind::heal:
    case EffectKind::steal:
    case EffectKind::push:
    case EffectKind::pull:
    case EffectKind::teleport:
      return false;
    default:
      return true;
  }
}

bool lays_trap(const Spell& spell) noexcept {
  return std::ranges::any_of(spell.effects, [](const Effect& effect) { return effect.kind == EffectKind::trap; });
}

std::optional<std::string_view> fault_of(const Effect& effect, bool in_payload) {
  const bool acts_on_ground = effect.kind == EffectKind::glyph || effect.kind == EffectKind::trap;
  const Roll limits = limits_of(effect);
  if (!rolls_fairly(effect.roll, limits.least, limits.most) ||
      !rolls_fairly(effect.critical_roll, limits.least, limits.most)) {
    return "an effect's numbers are out of order or out of range";
  }
  if (effect.area.size > kMaxAreaSize) return "an area is at most 9 cells wide";
  if (lasts(effect.kind) && effect.kind != EffectKind::trap) {
    if (effect.turns < 1 || effect.turns > kMaxTurns) return "what lasts needs 1 to 20 turns";
  } else if (effect.turns != 0) {
    return "an effect that does not last has no turns";
  }
  // More life points at most would have to be taken away again when they end.
  if (effect.kind == EffectKind::boost && (effect.stat == Stat::health || effect.stat == Stat::initiative)) {
    return "health and initiative cannot be boosted in a fight";
  }
  if (!acts_on_ground) return effect.payload.empty() ? std::nullopt : std::optional("only glyphs and traps do more");
  if (in_payload) return "a glyph or trap cannot lay another";
  if (effect.payload.empty() || effect.payload.size() > kMaxEffects) return "a glyph or trap needs 1 to 8 effects";
  for (const Effect& inner : effect.payload) {
    if (inner.kind == EffectKind::teleport) return "a glyph or trap cannot teleport";
    if (const auto fault = fault_of(inner, true)) return fault;
  }
  return std::nullopt;
}

std::optional<std::string_view> fault_of(const Spell& spell) {
  if (spell.action_points < 1 || spell.action_points > kMaxActionPoints) return "a spell costs 1 to 20 action points";
  if (spell.least_range > spell.most_range || spell.most_range > kMaxRange)
    return "the range must be 0 to 60, in order";
  if (spell.critical == 1) return "1 in 1 would be always: use 0 for never, or 2 and more";
  if (spell.effects.empty() || spell.effects.size() > kMaxEffects) return "a spell has 1 to 8 effects";
  for (const Effect& effect : spell.effects) {
    if (const auto fault = fault_of(effect, false)) return fault;
    if ((effect.kind == EffectKind::teleport || effect.kind == EffectKind::trap) &&
        spell.target_cell != TargetCell::free) {
      return "teleports and traps need the target rule \"free\"";
    }
  }
  return std::nullopt;
}

std::string_view to_string(EffectKind kind) noexcept { return name_of(kKindNames, kind); }
std::string_view to_string(Hook hook) noexcept { return name_of(kHookNames, hook); }
std::string_view to_string(Targets targets) noexcept { return name_of(kTargetsNames, targets); }
std::string_view to_string(TargetCell rule) noexcept { return name_of(kTargetCellNames, rule); }

std::optional<EffectKind> effect_kind_from(std::string_view name) noexcept {
  return value_of<EffectKind>(kKindNames, name);
}
std::optional<Hook> hook_from(std::string_view name) noexcept { return value_of<Hook>(kHookNames, name); }
std::optional<Targets> targets_from(std::string_view name) noexcept { return value_of<Targets>(kTargetsNames, name); }
std::optional<TargetCell> target_cell_from(std::string_view name) noexcept {
  return value_of<TargetCell>(kTargetCellNames, name);
}

}  // namespace flumen::fight
