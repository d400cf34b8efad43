#include "gamedata/catalogue_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace flumen::gamedata {
namespace {

namespace json = boost::json;

json::array names_of(const GameData& data, const std::vector<fight::SpellIndex>& spells) {
  json::array names;
  for (const fight::SpellIndex spell : spells) names.emplace_back(data.spells[spell].id);
  return names;
}

json::object effect_of(const fight::Effect& effect) {
  json::array payload;
  for (const fight::Effect& inner : effect.payload) payload.emplace_back(effect_of(inner));
  const bool boosts = effect.kind == fight::EffectKind::boost;
  return {{"kind", to_string(effect.kind)},
          {"element", to_string(effect.element)},
          {"stat", boosts ? json::value(to_string(effect.stat)) : json::value(nullptr)},
          {"targets", to_string(effect.targets)},
          {"hook", to_string(effect.hook)},
          {"turns", effect.turns},
          {"least", effect.roll.least},
          {"most", effect.roll.most},
          {"critical_least", effect.critical_roll.least},
          {"critical_most", effect.critical_roll.most},
          {"area", {{"shape", to_string(effect.area.shape)}, {"size", effect.area.size}}},
          {"payload", std::move(payload)}};
}

json::object spell_of(const SpellInfo& info, const fight::Spell& spell, Language language) {
  json::array effects;
  for (const fight::Effect& effect : spell.effects) effects.emplace_back(effect_of(effect));
  return {
      {"id", info.id},
      {"name", info.name.in(language)},
      {"description", info.description.in(language)},
      {"level", spell.level},
      {"ap", spell.action_points},
      {"range", {{"least", spell.least_range}, {"most", spell.most_range}, {"modifiable", spell.range_is_modifiable}}},
      {"in_line", spell.in_line_only},
      {"line_of_sight", spell.needs_line_of_sight},
      {"target", to_string(spell.target_cell)},
      {"cooldown", spell.cooldown},
      {"casts_per_turn", spell.casts_per_turn},
      {"casts_per_target", spell.casts_per_target},
      {"critical", spell.critical},
      {"effects", std::move(effects)}};
}

}  // namespace

std::string catalogue_json(const GameData& data, Language language) {
  json::array classes;
  for (const ClassInfo& each : data.classes) {
    classes.emplace_back(json::object{{"id", each.id},
                                      {"points_per_level", each.growth.points_per_level},
                                      {"health_per_level", each.growth.health_per_level},
                                      {"spells", names_of(data, each.spells)}});
  }
  json::array spells;
  for (std::size_t i = 0; i < data.spells.size(); ++i) {
    spells.emplace_back(spell_of(data.spells[i], data.book[i], language));
  }
  json::array families;
  for (const Family& family : data.families) {
    families.emplace_back(json::object{{"id", family.id}, {"name", family.name.in(language)}});
  }
  json::array monsters;
  for (const Monster& monster : data.monsters) {
    monsters.emplace_back(json::object{{"id", monster.id},
                                       {"family", data.families[monster.family].id},
                                       {"name", monster.name.in(language)},
                                       {"description", monster.description.in(language)},
                                       {"spells", names_of(data, monster.spells)}});
  }
  json::array experience;
  for (const std::int64_t level : data.experience) experience.emplace_back(level);
  return json::serialize(json::object{{"classes", std::move(classes)},
                                      {"spells", std::move(spells)},
                                      {"families", std::move(families)},
                                      {"monsters", std::move(monsters)},
                                      {"experience", std::move(experience)}});
}

}  // namespace flumen::gamedata
