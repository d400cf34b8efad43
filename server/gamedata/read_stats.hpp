#pragma once

#include "gamedata/yaml_place.hpp"

namespace flumen::gamedata {

enum class Scale : std::uint8_t {
  whole,      ///< numbers as they are
  hundredths  ///< 2.5 is read as 250
};

/// A mapping from stats to numbers; what is not named is 0. Throws Malformed.
[[nodiscard]] fight::StatSheet stats_at(const YamlPlace& place, Scale scale);

/// A list of the names of spells, none twice, 1 to fight::kMaxSpells. Throws Malformed.
[[nodiscard]] std::vector<fight::SpellIndex> spells_at(const YamlPlace& place, const GameData& data);

}  // namespace flumen::gamedata
