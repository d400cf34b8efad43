#pragma once

#include "gamedata/game_data.hpp"

namespace flumen::gamedata {

/// Fills `experience`. Throws Malformed.
void read_growth(const Sources::File& file, GameData& data);

}  // namespace flumen::gamedata
