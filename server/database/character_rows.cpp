#include "database/character_rows.hpp"

#include <array>
#include <cmath>
#include <string>
#include <tuple>

#include "database/text.hpp"

namespace flumen::database {
namespace {

/// Where a row's columns land before they become a Character.
struct Row {
  Character character;
  std::string id;
  std::string user_id;
  long long level = 0;
  long long experience = 0;
  std::array<long long, std::tuple_size_v<SpentPoints>> spent{};
  long long life = 0;
  long long life_at = 0;
  long long created_at = 0;
  long long last_played_at = 0;

  explicit Row(Statement& statement) {
    statement.into(id).into(user_id).into(character.name).into(character.character_class);
    statement.into(level).into(experience).into(character.map_id).into(character.pos_x).into(character.pos_y);
    for (long long& points : spent) statement.into(points);
    statement.into(life).into(life_at).into(created_at).into(last_played_at);
  }

  [[nodiscard]] Character read() const {
    Character result = character;
    result.id = base::CharacterId{stored_uuid(id)};
    result.user_id = base::UserId{stored_uuid(user_id)};
    result.level = static_cast<std::int32_t>(level);
    result.experience = experience;
    for (std::size_t i = 0; i < spent.size(); ++i) result.spent_points[i] = static_cast<std::int32_t>(spent[i]);
    result.life = static_cast<std::int32_t>(life);
    result.life_at = base::from_unix_ms(life_at);
    result.created_at = base::from_unix_ms(created_at);
    result.last_played_at = base::from_unix_ms(last_played_at);
    return result;
  }
};

}  // namespace

std::optional<Character> read_character(Statement& statement) {
  const Row row(statement);
  if (!statement.execute()) return std::nullopt;
  return row.read();
}

std::vector<Character> read_characters(Statement& statement) {
  const Row row(statement);
  std::vector<Character> characters;
  for (bool more = statement.execute(); more; more = statement.next()) characters.push_back(row.read());
  return characters;
}

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
