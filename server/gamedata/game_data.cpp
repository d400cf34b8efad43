#include "gamedata/game_data.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include "fight/random.hpp"
#include "gamedata/read_classes.hpp"
#include "gamedata/read_growth.hpp"
#include "gamedata/read_monsters.hpp"
#include "gamedata/read_spells.hpp"
#include "gamedata/yaml_place.hpp"

namespace flumen::gamedata {
namespace {

base::Result<Sources::File> read_file(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  std::string text(kMaxFileBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream.is_open() || stream.bad()) {
    return base::fail(base::Errc::not_found, "cannot read " + path.string() + ": " + std::strerror(errno));
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return Sources::File{path.string(), std::move(text)};
}

/// The place of the one called `id`.
template <class T>
std::optional<std::size_t> place_of(const std::vector<T>& all, std::string_view id) noexcept {
  const auto found = std::ranges::find(all, id, &T::id);
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

}  // namespace

std::vector<fight::SpellIndex> ClassInfo::spells_at(const fight::SpellBook& book, int level) const {
  std::vector<fight::SpellIndex> known;
  std::ranges::copy_if(spells, std::back_inserter(known),
                       [&](fight::SpellIndex spell) { return book[spell].level <= level; });
  return known;
}

fight::FighterSpec Monster::spec_at(int level) const {
  fight::FighterSpec spec;
  for (std::size_t i = 0; i < fight::kStats; ++i) {
    const auto stat = static_cast<fight::Stat>(i);
    spec.stats.set(stat, stats[stat] + std::int64_t{per_level[stat]} * (level - 1) / 100);
  }
  spec.life = spec.stats[fight::Stat::health];
  spec.level = static_cast<std::int16_t>(level);
  spec.behaviour = behaviour;
  spec.spells.assign(spells.begin(), spells.end());
  return spec;
}

base::Result<std::shared_ptr<const GameData>> GameData::load(const std::filesystem::path& folder) {
  Sources sources;
  const std::pair<Sources::File*, const char*> files[] = {{&sources.classes, "classes.json"},
                                                          {&sources.spells, "spells.yaml"},
                                                          {&sources.monsters, "monsters.yaml"},
                                                          {&sources.growth, "growth.yaml"}};
  for (const auto& [file, name] : files) {
    auto read = read_file(folder / name);
    if (!read) return read.error();
    *file = std::move(*read);
  }
  return parse(sources);
}

base::Result<std::shared_ptr<const GameData>> GameData::parse(const Sources& sources) {
  try {
    const auto data = std::make_shared<GameData>();
    // Spells first: the others name them.
    read_spells(sources.spells, *data);
    read_classes(sources.classes, *data);
    read_monsters(sources.monsters, *data);
    read_growth(sources.growth, *data);
    return std::shared_ptr<const GameData>(data);
  } catch (const Malformed& malformed) {
    return base::fail(base::Errc::invalid_argument, malformed.message);
  }
}

std::optional<fight::SpellIndex> GameData::find_spell(std::string_view id) const noexcept {
  const auto place = place_of(spells, id);
  if (!place) return std::nullopt;
  return static_cast<fight::SpellIndex>(*place);
}

std::optional<MonsterIndex> GameData::find_monster(std::string_view id) const noexcept {
  const auto place = place_of(monsters, id);
  if (!place) return std::nullopt;
  return static_cast<MonsterIndex>(*place);
}

const ClassInfo* GameData::find_class(std::string_view id) const noexcept {
  const auto place = place_of(classes, id);
  return place ? &classes[*place] : nullptr;
}

std::vector<GroupMember> GameData::roll_group(std::string_view landscape, std::int32_t map_distance,
                                              std::uint64_t seed) const {
  std::vector<const GroupTemplate*> fitting;
  std::int32_t weights = 0;
  for (const GroupTemplate& group : groups) {
    if (map_distance < group.least_distance || map_distance > group.most_distance) continue;
    if (std::ranges::find(group.landscapes, landscape) == group.landscapes.end()) continue;
    fitting.push_back(&group);
    weights += group.weight;
  }
  std::vector<GroupMember> members;
  if (fitting.empty()) return members;

  fight::Dice dice(seed, 0);
  std::int32_t lot = dice.below(weights);
  const auto chosen = std::ranges::find_if(fitting, [&](const GroupTemplate* group) {
    lot -= group->weight;
    return lot < 0;
  });
  for (const GroupTemplate::Member& member : (*chosen)->members) {
    const std::int32_t count = dice.between(member.least, member.most);
    for (std::int32_t i = 0; i < count; ++i) {
      members.push_back({member.monster, dice.between((*chosen)->least_level, (*chosen)->most_level)});
    }
  }
  return members;
}

fight::FighterSpec spec_of(const GameData& data, const ClassInfo& character_class, int level,
                           const fight::SpentPoints& spent, std::int32_t life) {
  fight::FighterSpec spec;
  spec.stats = fight::stats_of(character_class.growth, level, spent);
  spec.life = std::clamp(life, 1, spec.stats[fight::Stat::health]);
  spec.level = static_cast<std::int16_t>(level);
  const auto spells = character_class.spells_at(data.book, level);
  spec.spells.assign(spells.begin(), spells.end());
  return spec;
}

}  // namespace flumen::gamedata
