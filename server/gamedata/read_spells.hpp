#pragma once

#include "gamedata/game_data.hpp"

namespace flumen::gamedata {

/// Fills `book` and `spells`. Throws Malformed.
void read_spells(const Sources::File& file, GameData& data);

}  // namespace flumen::gamedata
