#include "gamedata/read_monsters.hpp"

#include <algorithm>

#include "gamedata/read_stats.hpp"

namespace flumen::gamedata {
namespace {

constexpr std::size_t kMaxFamilies = 256;
constexpr std::size_t kMaxMonsters = 4096;
constexpr std::size_t kMaxGroups = 4096;
constexpr std::int64_t kMostDistance = 999'999;
constexpr std::int64_t kMostExperience = 1'000'000;

void read_family(const YamlPlace& place, GameData& data) {
  place.only_keys({"id", "name"});
  Family family{place["id"].id(), place["name"].translated()};
  if (std::ranges::find(data.families, family.id, &Family::id) != data.families.end()) {
    place["id"].fail("'" + family.id + "' is taken by a family before it");
  }
  data.families.push_back(std::move(family));
}

void read_monster(const YamlPlace& place, GameData& data) {
  place.only_keys({"id", "family", "name", "description", "behaviour", "spells", "stats", "per_level", "experience",
                   "experience_per_level"});
  Monster monster;
  monster.id = place["id"].id();
  if (data.find_monster(monster.id)) place["id"].fail("'" + monster.id + "' is taken by a monster before it");
  const auto family_of = [&](std::string_view id) -> std::optional<std::size_t> {
    const auto found = std::ranges::find(data.families, id, &Family::id);
    if (found == data.families.end()) return std::nullopt;
    return static_cast<std::size_t>(found - data.families.begin());
  };
  monster.family = place["family"].named(family_of, "family");
  monster.name = place["name"].translated();
  monster.description = place["description"].translated();
  monster.behaviour = place["behaviour"].named(fight::behaviour_from, "behaviour");
  if (monster.behaviour == fight::Behaviour::none) place["behaviour"].fail("a monster needs a behaviour");
  monster.spells = spells_at(place["spells"], data);
  monster.stats = stats_at(place["stats"], Scale::whole);
  if (monster.stats[fight::Stat::health] < 1) place["stats"].fail("a monster needs health");
  if (place.has("per_level")) monster.per_level = stats_at(place["per_level"], Scale::hundredths);
  if (monster.per_level[fight::Stat::health] < 0) place["per_level"].fail("health must not shrink");
  monster.experience = place["experience"].number(0, kMostExperience);
  monster.experience_per_level = place.number_or("experience_per_level", 0, 0, kMostExperience);
  data.monsters.push_back(std::move(monster));
}

/// A list of the least and the most, in order.
std::pair<std::int32_t, std::int32_t> range_at(const YamlPlace& place, std::int64_t least, std::int64_t most) {
  const auto ends = place.items(2, 2);
  const auto from = ends[0].number(least, most);
  const auto to = ends[1].number(from, most);
  return {static_cast<std::int32_t>(from), static_cast<std::int32_t>(to)};
}

void read_group(const YamlPlace& place, GameData& data) {
  place.only_keys({"landscapes", "distance", "weight", "levels", "members"});
  GroupTemplate group;
  for (const YamlPlace& landscape : place["landscapes"].items(1, 64)) group.landscapes.push_back(landscape.id());
  std::tie(group.least_distance, group.most_distance) = range_at(place["distance"], 0, kMostDistance);
  group.weight = static_cast<std::int32_t>(place.number_or("weight", 1, 1, 1000));
  std::tie(group.least_level, group.most_level) = range_at(place["levels"], 1, fight::kMaxLevel);
  std::size_t most = 0;
  for (const YamlPlace& item : place["members"].items(1, fight::kMaxSideFighters)) {
    item.only_keys({"monster", "count"});
    GroupTemplate::Member member;
    member.monster = item["monster"].named([&](std::string_view id) { return data.find_monster(id); }, "monster");
    std::tie(member.least, member.most) = range_at(item["count"], 0, fight::kMaxSideFighters);
    most += static_cast<std::size_t>(member.most);
    group.members.push_back(member);
  }
  if (most > fight::kMaxSideFighters) place["members"].fail("together they can be more than 8");
  if (std::ranges::all_of(group.members, [](const auto& member) { return member.least == 0; })) {
    place["members"].fail("a group needs a monster that is always in it");
  }
  data.groups.push_back(std::move(group));
}

}  // namespace

void read_monsters(const Sources::File& file, GameData& data) {
  const YamlPlace root = YamlPlace::root(file);
  root.only_keys({"families", "monsters", "groups"});
  for (const YamlPlace& place : root["families"].items(1, kMaxFamilies)) read_family(place, data);
  for (const YamlPlace& place : root["monsters"].items(1, kMaxMonsters)) read_monster(place, data);
  for (const YamlPlace& place : root["groups"].items(1, kMaxGroups)) read_group(place, data);
}

}  // namespace flumen::gamedata
