#include "gamedata/read_stats.hpp"

#include <algorithm>

namespace flumen::gamedata {
namespace {

constexpr std::int64_t kMostStat = 100'000;

/// "-1.25" as −125.
std::int64_t hundredths_at(const YamlPlace& place) {
  std::string digits = place.text();
  const auto point = digits.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
  if (decimals <= 2) {
    if (point != std::string::npos) digits.erase(point, 1);
    digits.append(2 - decimals, '0');
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    const bool plain = digits.size() > first && digits.size() <= 9 &&
                       std::all_of(digits.begin() + static_cast<std::ptrdiff_t>(first), digits.end(),
                                   [](char c) { return c >= '0' && c <= '9'; });
    if (plain) return std::stoll(digits);
  }
  place.fail("must be a number with at most two decimals");
}

}  // namespace

fight::StatSheet stats_at(const YamlPlace& place, Scale scale) {
  fight::StatSheet sheet;
  for (const std::string& key : place.keys()) {
    const auto stat = fight::stat_from(key);
    if (!stat) place[key].fail("'" + key + "' is no stat");
    sheet.set(*stat, scale == Scale::whole ? place[key].number(-kMostStat, kMostStat) : hundredths_at(place[key]));
  }
  return sheet;
}

std::vector<fight::SpellIndex> spells_at(const YamlPlace& place, const GameData& data) {
  std::vector<fight::SpellIndex> spells;
  for (const YamlPlace& item : place.items(1, fight::kMaxSpells)) {
    const auto spell = item.named([&](std::string_view id) { return data.find_spell(id); }, "spell");
    if (std::ranges::find(spells, spell) != spells.end()) item.fail("this spell is there twice");
    spells.push_back(spell);
  }
  return spells;
}

}  // namespace flumen::gamedata
