#include "gamedata/read_classes.hpp"

#include <algorithm>

#include "gamedata/read_stats.hpp"

namespace flumen::gamedata {
namespace {

constexpr std::size_t kMaxClasses = 64;

}  // namespace

void read_classes(const Sources::File& file, GameData& data) {
  const YamlPlace root = YamlPlace::root(file);
  for (const YamlPlace& place : root["classes"].items(1, kMaxClasses)) {
    ClassInfo read;
    read.id = place["id"].id();
    if (data.find_class(read.id) != nullptr) place["id"].fail("'" + read.id + "' is taken by a class before it");
    read.growth.base = stats_at(place["base_stats"], Scale::whole);
    if (read.growth.base[fight::Stat::health] < 1) place["base_stats"].fail("a class needs health");
    const YamlPlace growth = place["growth"];
    growth.only_keys({"points_per_level", "health_per_level"});
    read.growth.points_per_level = static_cast<std::int32_t>(growth["points_per_level"].number(0, 100));
    read.growth.health_per_level = static_cast<std::int32_t>(growth["health_per_level"].number(0, 1000));
    read.spells = spells_at(place["spells"], data);
    if (read.spells_at(data.book, 1).empty()) place["spells"].fail("a class needs a spell at level 1");
    data.classes.push_back(std::move(read));
  }
}

}  // namespace flumen::gamedata
