#include "protocol/fight_json.hpp"

#include <variant>

namespace flumen::protocol {
namespace {

namespace event = fight::event;

void write_cell(JsonWriter& json, fight::Cell cell) {
  if (cell == fight::kNoCell) {
    json.null();
  } else {
    json.integer(cell);
  }
}

void write_spell(JsonWriter& json, fight::SpellIndex spell, const FightNames& names) {
  if (spell < names.spells.size()) {
    json.string(names.spells[spell]);
  } else {
    json.null();
  }
}

/// The members of something that lasts on a fighter.
JsonWriter& write_buff(JsonWriter& json, const fight::Buff& buff, const FightNames& names) {
  json.key("effect").integer(buff.id).key("kind").string(fight::to_string(buff.kind)).key("stat");
  if (buff.kind == fight::EffectKind::boost) {
    json.string(fight::to_string(buff.stat));
  } else {
    json.null();
  }
  json.key("element").string(fight::to_string(buff.element)).key("hook").string(fight::to_string(buff.hook));
  json.key("source");
  write_fighter_number(json, buff.source);
  json.key("spell");
  write_spell(json, buff.spell, names);
  return json.key("amount").integer(buff.amount).key("turns").integer(buff.turns).key("fresh").boolean(buff.fresh);
}

/// Without boosts, which stand among the effects: a sum that has come to its bound does not tell its parts.
void write_stats(JsonWriter& json, const fight::Fighter& fighter) {
  json.begin_object();
  for (std::size_t i = 0; i < fight::kStats; ++i) {
    const auto stat = static_cast<fight::Stat>(i);
    const std::int32_t value = fighter.spec.stats[stat];
    if (value != 0) json.key(fight::to_string(stat)).integer(value);
  }
  json.end_object();
}

/// Writes the members of each kind of event.
struct EventWriter {
  JsonWriter& json;
  const fight::State& state;
  const FightNames& names;

  JsonWriter& fighter(fight::FighterId id) { return json.key("fighter").integer(id); }
  void other(std::string_view name, fight::FighterId id) {
    json.key(name);
    write_fighter_number(json, id);
  }
  void cell(std::string_view name, fight::Cell value) {
    json.key(name);
    write_cell(json, value);
  }

  void operator()(const event::Joined& e) {
    fight::Fighter joined;
    joined.spec = e.spec;
    joined.side = e.side;
    joined.cell = e.cell;
    joined.life = e.spec.life;
    json.key("fighter");
    write_fighter(json, e.fighter, joined, names, false);
  }
  void operator()(const event::Placed& e) {
    fighter(e.fighter);
    cell("cell", e.cell);
  }
  void operator()(const event::Ready& e) { fighter(e.fighter).key("ready").boolean(e.ready); }
  void operator()(const event::Began& e) {
    json.key("order").begin_array();
    for (const fight::FighterId id : e.order) json.integer(id);
    json.end_array();
  }
  void operator()(const event::RoundStarted& e) { json.key("round").integer(e.round); }
  void operator()(const event::TurnStarted& e) {
    fighter(e.fighter).key("action_points").integer(e.action_points);
    json.key("movement_points").integer(e.movement_points).key("ends_at").integer(e.deadline);
  }
  void operator()(const event::TurnEnded& e) { fighter(e.fighter); }
  void operator()(const event::Moved& e) {
    fighter(e.fighter).key("path").begin_array();
    for (const fight::Cell step : e.path) json.integer(step);
    json.end_array();
  }
  void operator()(const event::Tackled& e) {
    fighter(e.fighter);
    other("by", e.by);
  }
  void operator()(const event::Cast& e) {
    fighter(e.fighter).key("spell");
    write_spell(json, e.spell, names);
    cell("cell", e.cell);
    json.key("critical").boolean(e.critical);
  }
  void operator()(const event::Damaged& e) {
    fighter(e.fighter);
    other("source", e.source);
    json.key("element").string(fight::to_string(e.element));
    json.key("amount").integer(e.amount).key("absorbed").integer(e.absorbed);
  }
  void operator()(const event::Healed& e) {
    fighter(e.fighter);
    other("source", e.source);
    json.key("amount").integer(e.amount);
  }
  void operator()(const event::Displaced& e) {
    fighter(e.fighter);
    other("source", e.source);
    json.key("how").string(fight::to_string(e.how));
    cell("cell", e.cell);
  }
  void operator()(const event::PointsChanged& e) {
    fighter(e.fighter).key("points").string(fight::to_string(e.points));
    json.key("amount").integer(e.amount).key("dodged").integer(e.dodged);
  }
  void operator()(const event::BuffAdded& e) {
    fighter(e.fighter);
    write_buff(json, e.buff, names);
  }
  void operator()(const event::BuffEnded& e) { fighter(e.fighter).key("effect").integer(e.buff); }
  void operator()(const event::ObjectPlaced& e) { write_object(json, e.object, names); }
  void operator()(const event::ObjectTriggered& e) {
    json.key("object").integer(e.object);
    fighter(e.fighter);
  }
  void operator()(const event::ObjectRemoved& e) { json.key("object").integer(e.object); }
  void operator()(const event::Died& e) {
    fighter(e.fighter);
    other("by", e.by);
  }
  void operator()(const event::Abandoned& e) { fighter(e.fighter); }
  void operator()(const event::PresenceChanged& e) { fighter(e.fighter).key("absent").boolean(e.absent); }
  void operator()(const event::Ended& e) { json.key("outcome").string(fight::to_string(e.outcome)); }
};

}  // namespace

void write_fighter_number(JsonWriter& json, fight::FighterId fighter) {
  if (fighter == fight::kNoFighter) {
    json.null();
  } else {
    json.integer(fighter);
  }
}

void write_fighter(JsonWriter& json, fight::FighterId id, const fight::Fighter& fighter, const FightNames& names,
                   bool with_spells) {
  const FighterIdentity& who = names.fighters[id];
  json.begin_object().key("fighter").integer(id).key("side").string(fight::to_string(fighter.side));
  if (who.user) {
    json.key("user_id").string(who.user->to_string()).key("name").string(who.name);
    json.key("class").string(who.character_class).key("monster").null();
  } else {
    json.key("user_id").null().key("name").null().key("class").null().key("monster").string(who.monster);
  }
  json.key("level").integer(fighter.spec.level).key("life").integer(fighter.life).key("cell");
  write_cell(json, fighter.cell);
  json.key("stats");
  write_stats(json, fighter);
  json.key("action_points").integer(fighter.action_points).key("movement_points").integer(fighter.movement_points);
  json.key("alive").boolean(fighter.alive).key("ready").boolean(fighter.ready);
  json.key("absent").boolean(fighter.absent).key("abandoned").boolean(fighter.abandoned);
  json.key("spells").begin_array();
  for (std::size_t place = 0; with_spells && place < fighter.spec.spells.size(); ++place) {
    json.begin_object().key("spell");
    write_spell(json, fighter.spec.spells[place], names);
    json.key("cooldown").integer(fighter.cooldowns[place]).end_object();
  }
  json.end_array().key("effects").begin_array();
  for (const fight::Buff& buff : fighter.buffs) write_buff(json.begin_object(), buff, names).end_object();
  json.end_array().end_object();
}

JsonWriter& write_object(JsonWriter& json, const fight::GroundObject& object, const FightNames& names) {
  json.key("object").integer(object.id).key("kind").string(fight::to_string(object.kind)).key("owner");
  write_fighter_number(json, object.owner);
  json.key("spell");
  write_spell(json, object.spell, names);
  json.key("effect").integer(object.effect).key("cell");
  write_cell(json, object.cell);
  json.key("seen_from");
  write_cell(json, object.seen_from);
  return json.key("turns").integer(object.turns);
}

void write_event(JsonWriter& json, const fight::Event& event, const fight::State& state, const FightNames& names) {
  std::visit(EventWriter{json, state, names}, event);
}

}  // namespace flumen::protocol
