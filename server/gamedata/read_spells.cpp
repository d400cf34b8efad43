#include "gamedata/read_spells.hpp"

#include <algorithm>

#include "gamedata/yaml_place.hpp"

namespace flumen::gamedata {
namespace {

using fight::Effect;
using fight::Roll;
using fight::Spell;

constexpr std::size_t kMaxSpellCount = 4096;

/// A number, or a list of the least and the most.
Roll roll_at(const YamlPlace& place) {
  constexpr std::int32_t kLimit = fight::kMaxEffectAmount;
  const auto number = [](const YamlPlace& value) { return static_cast<std::int32_t>(value.number(-kLimit, kLimit)); };
  if (!place.is_sequence()) {
    const std::int32_t both = number(place);
    return {both, both};
  }
  const auto ends = place.items(2, 2);
  return {number(ends[0]), number(ends[1])};
}

/// `circle: 2`; a missing area is one cell.
fight::Area area_at(const YamlPlace& place) {
  const auto keys = place.keys();
  if (keys.size() != 1) place.fail("must name one shape and its size, as in {circle: 2}");
  const auto shape = fight::shape_from(keys.front());
  if (!shape) place.fail("'" + keys.front() + "' is no shape");
  return {*shape, static_cast<std::uint8_t>(place[keys.front()].number(0, fight::kMaxAreaSize))};
}

Effect effect_at(const YamlPlace& place, bool in_payload) {
  place.only_keys({"kind", "element", "stat", "targets", "when", "turns", "roll", "critical", "area", "does"});
  Effect effect;
  effect.kind = place["kind"].named(fight::effect_kind_from, "kind of effect");
  const bool strikes = effect.kind == fight::EffectKind::damage || effect.kind == fight::EffectKind::steal ||
                       effect.kind == fight::EffectKind::poison || effect.kind == fight::EffectKind::thorns;
  if (strikes) effect.element = place["element"].named(fight::element_from, "element");
  if (effect.kind == fight::EffectKind::boost) effect.stat = place["stat"].named(fight::stat_from, "stat");
  if (place.has("targets")) effect.targets = place["targets"].named(fight::targets_from, "kind of targets");
  if (place.has("when")) effect.hook = place["when"].named(fight::hook_from, "moment of a turn");
  effect.turns = static_cast<std::uint8_t>(place.number_or("turns", 0, 0, fight::kMaxTurns));
  if (place.has("roll")) effect.roll = roll_at(place["roll"]);
  effect.critical_roll = place.has("critical") ? roll_at(place["critical"]) : effect.roll;
  if (place.has("area")) effect.area = area_at(place["area"]);
  if (place.has("does")) {
    for (const YamlPlace& inner : place["does"].items(1, fight::kMaxEffects))
      effect.payload.push_back(effect_at(inner, true));
  }
  if (const auto fault = fight::fault_of(effect, in_payload)) place.fail(*fault);
  return effect;
}

Spell spell_at(const YamlPlace& place) {
  place.only_keys({"id", "name", "description", "level", "action_points", "range", "modifiable_range", "in_line",
                   "line_of_sight", "target", "cooldown", "casts_per_turn", "casts_per_target", "critical", "effects"});
  Spell spell;
  spell.level = static_cast<std::uint8_t>(place.number_or("level", 1, 1, fight::kMaxLevel));
  spell.action_points = static_cast<std::uint8_t>(place["action_points"].number(1, fight::kMaxActionPoints));
  const auto range = place["range"].items(2, 2);
  spell.least_range = static_cast<std::uint8_t>(range[0].number(0, fight::kMaxRange));
  spell.most_range = static_cast<std::uint8_t>(range[1].number(0, fight::kMaxRange));
  spell.range_is_modifiable = place.boolean_or("modifiable_range", false);
  spell.in_line_only = place.boolean_or("in_line", false);
  spell.needs_line_of_sight = place.boolean_or("line_of_sight", true);
  if (place.has("target")) spell.target_cell = place["target"].named(fight::target_cell_from, "rule for target cells");
  spell.cooldown = static_cast<std::uint8_t>(place.number_or("cooldown", 0, 0, 63));
  spell.casts_per_turn = static_cast<std::uint8_t>(place.number_or("casts_per_turn", 0, 0, 20));
  spell.casts_per_target = static_cast<std::uint8_t>(place.number_or("casts_per_target", 0, 0, 20));
  spell.critical = static_cast<std::uint8_t>(place.number_or("critical", 0, 0, 200));
  for (const YamlPlace& effect : place["effects"].items(1, fight::kMaxEffects)) {
    spell.effects.push_back(effect_at(effect, false));
  }
  if (const auto fault = fight::fault_of(spell)) place.fail(*fault);
  return spell;
}

}  // namespace

void read_spells(const Sources::File& file, GameData& data) {
  const YamlPlace root = YamlPlace::root(file);
  root.only_keys({"spells"});
  for (const YamlPlace& place : root["spells"].items(1, kMaxSpellCount)) {
    SpellInfo info;
    info.id = place["id"].id();
    if (data.find_spell(info.id)) place["id"].fail("'" + info.id + "' is taken by a spell before it");
    info.name = place["name"].translated();
    info.description = place["description"].translated();
    data.book.push_back(spell_at(place));
    data.spells.push_back(std::move(info));
  }
}

}  // namespace flumen::gamedata
