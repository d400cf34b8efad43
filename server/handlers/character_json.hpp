#pragma once

#include "database/records.hpp"
#include "fight/state.hpp"
#include "gamedata/game_data.hpp"
#include "protocol/json_writer.hpp"

namespace flumen::handlers {

/// The class a character grows by: its own, or the first there is when its own is not there any more.
[[nodiscard]] const gamedata::ClassInfo& class_of(const database::Character& character, const gamedata::GameData& data);

/// A character as docs/protocol.md has it, at a time: its life points come back by themselves.
void write_character(protocol::JsonWriter& json, const database::Character& character, const gamedata::GameData& data,
                     fight::Millis now);

}  // namespace flumen::handlers
