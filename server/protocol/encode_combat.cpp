#include "protocol/encode_combat.hpp"

#include "protocol/message_frame.hpp"

namespace flumen::protocol {
namespace {

void write_combatants(JsonWriter& json, const std::vector<CombatantView>& combatants) {
  json.begin_array();
  for (const CombatantView& each : combatants) {
    json.begin_object();
    if (each.name.empty()) {
      json.key("monster").string(each.monster);
    } else {
      json.key("name").string(each.name);
    }
    json.key("level").integer(each.level).end_object();
  }
  json.end_array();
}

void write_group(JsonWriter& json, const GroupView& group) {
  std::int64_t level = 0;
  for (const CombatantView& monster : group.monsters) level += monster.level;
  json.begin_object();
  json.key("group").integer(group.group).key("x").number(group.x).key("y").number(group.y);
  json.key("level").integer(level).key("monsters");
  write_combatants(json, group.monsters);
  json.end_object();
}

void write_fight(JsonWriter& json, const FightView& fight) {
  json.begin_object();
  json.key("fight_id").string(fight.id.to_string()).key("x").number(fight.x).key("y").number(fight.y);
  json.key("kind").string(to_string(fight.kind));
  json.key("phase").string(fight.in_placement ? "placement" : "active").key("ends_at");
  if (fight.in_placement) {
    json.integer(fight.ends_at);
  } else {
    json.null();
  }
  json.key("attackers");
  write_combatants(json, fight.sides[0]);
  json.key("defenders");
  write_combatants(json, fight.sides[1]);
  json.key("open").begin_array();
  if (fight.open[0]) json.string("attackers");
  if (fight.open[1]) json.string("defenders");
  json.end_array().end_object();
}

}  // namespace

std::string_view to_string(FightKind kind) noexcept { return kind == FightKind::challenge ? "challenge" : "monsters"; }

void append_monsters_data(std::string& out, const MonstersData& data) {
  append_message(out, "monsters_data", {}, [&](JsonWriter& json) {
    json.begin_object().key("map_id").string(data.map.to_string()).key("complete").boolean(data.complete);
    json.key("groups").begin_array();
    for (const GroupView& group : data.groups) write_group(json, group);
    json.end_array().key("fights").begin_array();
    for (const FightView& fight : data.fights) write_fight(json, fight);
    json.end_array().key("gone_groups").begin_array();
    for (const std::uint32_t group : data.gone_groups) json.integer(group);
    json.end_array().key("gone_fights").begin_array();
    for (const FightId& fight : data.gone_fights) json.string(fight.to_string());
    json.end_array().end_object();
  });
}

void append_combat_challenge(std::string& out, const ChallengeView& challenge) {
  append_message(out, "combat_challenge", {}, [&](JsonWriter& json) {
    json.begin_object().key("state").string(to_string(challenge.state));
    json.key("from").string(challenge.from.to_string()).key("to").string(challenge.to.to_string());
    json.key("name").string(challenge.name).key("level").integer(challenge.level);
    json.key("ends_at").integer(challenge.ends_at).end_object();
  });
}

void append_combat_action_response(std::string& out, std::string_view action, std::optional<FightId> fight,
                                   std::uint64_t event, std::optional<std::int64_t> reply_to) {
  append_message(out, "combat_action_response", reply_to, [&](JsonWriter& json) {
    json.begin_object().key("action").string(action).key("fight_id");
    if (fight) {
      json.string(fight->to_string()).key("event").integer(static_cast<std::int64_t>(event));
    } else {
      json.null().key("event").null();
    }
    json.end_object();
  });
}

void append_combat_ended(std::string& out, const EndView& end) {
  append_message(out, "combat_ended", {}, [&](JsonWriter& json) {
    json.begin_object().key("fight_id").string(end.id.to_string());
    json.key("result").string(to_string(end.result)).key("outcome").string(fight::to_string(end.outcome));
    json.key("rounds").integer(end.rounds).key("fighters").begin_array();
    for (const EndedFighterView& each : end.fighters) {
      json.begin_object().key("fighter").integer(each.fighter);
      json.key("experience_gained").integer(each.experience_gained).key("experience").integer(each.experience);
      json.key("level").integer(each.level).key("levels_gained").integer(each.levels_gained);
      json.key("life").integer(each.life).key("most_life").integer(each.most_life).end_object();
    }
    json.end_array();
    if (end.place) {
      json.key("map_id").string(end.place->map.to_string());
      json.key("x").number(end.place->x).key("y").number(end.place->y);
    } else {
      json.key("map_id").null().key("x").null().key("y").null();
    }
    json.end_object();
  });
}

}  // namespace flumen::protocol
