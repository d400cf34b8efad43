#include "handlers/character_json.hpp"

#include <algorithm>
#include <numeric>

#include "base/clock.hpp"
#include "fight/growth.hpp"

namespace flumen::handlers {

const gamedata::ClassInfo& class_of(const database::Character& character, const gamedata::GameData& data) {
  const gamedata::ClassInfo* found = data.find_class(character.character_class);
  return found != nullptr ? *found : data.classes.front();
}

void write_character(protocol::JsonWriter& json, const database::Character& character, const gamedata::GameData& data,
                     fight::Millis now) {
  const fight::ClassGrowth& growth = class_of(character, data).growth;
  const int level = std::clamp(static_cast<int>(character.level), 1, fight::kMaxLevel);
  const fight::StatSheet stats = fight::stats_of(growth, level, character.spent_points);
  const std::int32_t most_life = stats[fight::Stat::health];
  const auto& spent = character.spent_points;
  const std::int32_t left = fight::points_at(growth, level) - std::accumulate(spent.begin(), spent.end(), 0);

  json.begin_object();
  json.key("id").string(character.id.to_string());
  json.key("user_id").string(character.user_id.to_string());
  json.key("name").string(character.name);
  json.key("class").string(character.character_class);
  json.key("level").integer(character.level);
  json.key("experience").integer(character.experience);
  json.key("life").integer(fight::life_at(character.life, most_life, base::to_unix_ms(character.life_at), now));
  json.key("most_life").integer(most_life);
  json.key("points").integer(std::max(left, 0));
  json.key("spent").begin_object();
  for (std::size_t i = 0; i < spent.size(); ++i) json.key(fight::to_string(fight::kSpendable[i])).integer(spent[i]);
  json.end_object().key("stats").begin_object();
  for (std::size_t i = 0; i < fight::kStats; ++i) {
    const auto stat = static_cast<fight::Stat>(i);
    if (stats[stat] != 0) json.key(fight::to_string(stat)).integer(stats[stat]);
  }
  json.end_object();
  json.key("map_id").string(character.map_id);
  json.key("pos_x").number(character.pos_x);
  json.key("pos_y").number(character.pos_y);
  json.key("created_at").integer(base::to_unix_ms(character.created_at));
  json.key("last_played_at");
  if (character.last_played_at == base::SystemTime{}) {
    json.null();
  } else {
    json.integer(base::to_unix_ms(character.last_played_at));
  }
  json.end_object();
}

}  // namespace flumen::handlers
