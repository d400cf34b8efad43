#include "gamedata/read_growth.hpp"

#include "gamedata/yaml_place.hpp"

namespace flumen::gamedata {

void read_growth(const Sources::File& file, GameData& data) {
  const YamlPlace root = YamlPlace::root(file);
  root.only_keys({"experience"});
  const auto levels = root["experience"].items(fight::kMaxLevel, fight::kMaxLevel);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    // Level 1 begins at nothing, every other above the one before.
    const std::int64_t least = i == 0 ? 0 : data.experience[i - 1] + 1;
    data.experience[i] = levels[i].number(least, i == 0 ? 0 : fight::kMaxExperience);
  }
}

}  // namespace flumen::gamedata
