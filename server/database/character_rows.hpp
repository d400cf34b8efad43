#pragma once

#include <optional>
#include <vector>

#include "database/connection.hpp"
#include "database/records.hpp"

namespace flumen::database {

/// Whether every text of it can be stored exactly as it is, and its position is finite.
[[nodiscard]] bool is_storable(const Character& character) noexcept;

/// Ends with "WHERE ": the condition follows.
inline constexpr const char* kSelectCharacters =
    "SELECT id, user_id, name, class, level, experience, map_id, pos_x, pos_y, spent_health, spent_wisdom, "
    "spent_strength, spent_intelligence, spent_agility, spent_chance, life, life_at, created_at, last_played_at "
    "FROM characters WHERE ";

/// Runs a statement that begins with kSelectCharacters; throws what classify() reads.
[[nodiscard]] std::optional<Character> read_character(Statement& statement);
[[nodiscard]] std::vector<Character> read_characters(Statement& statement);

/// Inserts it; throws what classify() reads.
void insert(Connection& connection, const Character& character);

}  // namespace flumen::database
