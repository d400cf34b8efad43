#include "database/character_rows.hpp"

#include <cmath>

#include "database/text.hpp"

namespace flumen::database {

bool is_storable(const Character& character) noexcept {
  return is_storable(character.name) && is_storable(character.character_class) && is_storable(character.map_id) &&
         std::isfinite(character.pos_x) && std::isfinite(character.pos_y);
}

void insert(Connection& connection, const Character& character) {
  Statement(connection,
            "INSERT INTO characters (id, user_id, name, class, level, experience, map_id, pos_x, pos_y, created_at, "
            "last_played_at) VALUES (:id, :user_id, :name, :class, :level, :experience, :map_id, :pos_x, :pos_y, "
            ":created_at, :last_played_at)")
      .bind("id", character.id)
      .bind("user_id", character.user_id)
      .bind("name", character.name)
      .bind("class", character.character_class)
      .bind("level", std::int64_t{character.level})
      .bind("experience", character.experience)
      .bind("map_id", character.map_id)
      .bind("pos_x", character.pos_x)
      .bind("pos_y", character.pos_y)
      .bind("created_at", character.created_at)
      .bind("last_played_at", character.last_played_at)
      .execute();
}

}  // namespace flumen::database
