#pragma once

#include "gamedata/game_data.hpp"

namespace flumen::gamedata {

/// Fills `families`, `monsters` and `groups`. Throws Malformed. REQUIRES read spells.
void read_monsters(const Sources::File& file, GameData& data);

}  // namespace flumen::gamedata
