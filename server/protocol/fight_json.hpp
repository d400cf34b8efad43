#pragma once

#include "fight/event.hpp"
#include "fight/state.hpp"
#include "protocol/encode_fight.hpp"
#include "protocol/json_writer.hpp"

/// For the encoders of this layer: the parts fights are told in.
namespace flumen::protocol {

/// null for kNoFighter.
void write_fighter_number(JsonWriter& json, fight::FighterId fighter);

/// A whole fighter object; its spells only when `with_spells`.
void write_fighter(JsonWriter& json, fight::FighterId id, const fight::Fighter& fighter, const FightNames& names,
                   bool with_spells);

/// The members of a glyph or trap, into an object that is open.
JsonWriter& write_object(JsonWriter& json, const fight::GroundObject& object, const FightNames& names);

/// The members of an event besides `n` and `type`, into an object that is open.
void write_event(JsonWriter& json, const fight::Event& event, const fight::State& state, const FightNames& names);

}  // namespace flumen::protocol
