#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/clock.hpp"
#include "base/uuid.hpp"

namespace flumen::database {

/// A row of `users`.
struct User {
  base::UserId id;
  std::string username;
  std::string email;
  std::string password_hash;
  base::SystemTime created_at;
};

/// Points a character has spent, by stat: health, wisdom, strength, intelligence, agility, chance.
using SpentPoints = std::array<std::int32_t, 6>;

/// A row of `characters`.
struct Character {
  base::CharacterId id;
  base::UserId user_id;
  std::string name;
  std::string character_class;
  std::int32_t level = 1;
  std::int64_t experience = 0;
  std::string map_id = "map_0_0";
  double pos_x = 758.0;  ///< px, on the map
  double pos_y = 605.0;  ///< px, on the map
  SpentPoints spent_points{};
  std::int32_t life = 1;     ///< life points there were at `life_at`
  base::SystemTime life_at;  ///< the epoch when never hurt
  base::SystemTime created_at;
  base::SystemTime last_played_at;  ///< the epoch when never played
};

/// Where a character stands, for saving.
struct CharacterPosition {
  base::CharacterId id;
  std::string map_id;
  double x = 0;
  double y = 0;
};

/// A row of `refresh_tokens`. Only the token's hash is stored.
struct RefreshToken {
  base::Uuid id;
  base::Uuid family_id;  ///< shared by every token that descends from one log-in
  base::UserId user_id;
  std::string token_hash;  ///< lower-case hex SHA-256
  base::SystemTime created_at;
  base::SystemTime expires_at;
};

}  // namespace flumen::database
