#pragma once

#include "gamedata/game_data.hpp"

namespace flumen::gamedata {

/// Fills `classes`: what of classes.json concerns fights and growth. Throws Malformed. REQUIRES read spells.
void read_classes(const Sources::File& file, GameData& data);

}  // namespace flumen::gamedata
