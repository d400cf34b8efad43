#include "protocol/encode_fight.hpp"

#include "protocol/fight_json.hpp"
#include "protocol/message_frame.hpp"

namespace flumen::protocol {

using fight::Phase;
using fight::State;

namespace {

void write_cells(JsonWriter& json, std::span<const fight::Cell> cells) {
  json.begin_array();
  for (const fight::Cell cell : cells) json.integer(cell);
  json.end_array();
}

/// What cannot be walked on, but blocks no sight.
void write_see_through(JsonWriter& json, const fight::Grid& grid) {
  json.begin_array();
  for (std::size_t cell = 0; cell < static_cast<std::size_t>(fight::kCells); ++cell) {
    if (!grid.walkable[cell] && !grid.blocks_sight[cell]) json.integer(static_cast<std::int64_t>(cell));
  }
  json.end_array();
}

void write_casts(JsonWriter& json, const State& state, const FightNames& names) {
  json.begin_array();
  if (state.phase == Phase::active) {
    const auto& spells = state.fighters[state.active()].spec.spells;
    for (std::size_t place = 0; place < spells.size(); ++place) {
      if (state.record.casts[place] == 0) continue;
      json.begin_object().key("spell").string(names.spells[spells[place]]);
      json.key("casts").integer(state.record.casts[place]).key("on").begin_object();
      const auto& on = state.record.casts_on[place];
      for (std::size_t fighter = 0; fighter < state.fighters.size(); ++fighter) {
        if (on[fighter] != 0) json.key(std::to_string(fighter)).integer(on[fighter]);
      }
      json.end_object().end_object();
    }
  }
  json.end_array();
}

}  // namespace

void append_combat_started(std::string& out, const FightHead& head, const State& state, const FightNames& names,
                           const Viewer& viewer) {
  append_message(out, "combat_started", {}, [&](JsonWriter& json) {
    json.begin_object().key("fight_id").string(head.id.to_string()).key("map_id").string(head.map.to_string());
    json.key("kind").string(to_string(head.kind)).key("fighter");
    write_fighter_number(json, viewer.fighter.value_or(fight::kNoFighter));
    json.key("event").integer(static_cast<std::int64_t>(state.events));
    json.key("phase").string(fight::to_string(state.phase)).key("round").integer(state.round).key("turn");
    write_fighter_number(json, state.active());
    json.key("ends_at");
    if (state.phase == Phase::finished) {
      json.null();
    } else {
      json.integer(state.deadline);
    }
    json.key("order").begin_array();
    for (const fight::FighterId fighter : state.order) json.integer(fighter);
    json.end_array().key("start_cells").begin_object().key("attackers");
    write_cells(json, state.start_cells[0]);
    json.key("defenders");
    write_cells(json, state.start_cells[1]);
    json.end_object().key("see_through");
    write_see_through(json, state.grid);
    json.key("casts");
    write_casts(json, state, names);
    json.key("fighters").begin_array();
    for (std::size_t i = 0; i < state.fighters.size(); ++i) {
      const auto id = static_cast<fight::FighterId>(i);
      write_fighter(json, id, state.fighters[i], names, viewer.fighter == id);
    }
    json.end_array().key("objects").begin_array();
    for (const fight::GroundObject& object : state.objects) {
      if (fight::can_see(object, state, viewer.side)) write_object(json.begin_object(), object, names).end_object();
    }
    json.end_array().end_object();
  });
}

void append_combat_update(std::string& out, FightId fight, std::uint64_t first, std::span<const fight::Event> events,
                          const State& state, const FightNames& names) {
  append_message(out, "combat_update", {}, [&](JsonWriter& json) {
    json.begin_object().key("fight_id").string(fight.to_string()).key("events").begin_array();
    for (const fight::Event& event : events) {
      json.begin_object().key("n").integer(static_cast<std::int64_t>(first++));
      json.key("type").string(fight::type_of(event));
      write_event(json, event, state, names);
      json.end_object();
    }
    json.end_array().end_object();
  });
}

}  // namespace flumen::protocol
