#pragma once

#include "database/connection.hpp"
#include "database/records.hpp"

namespace flumen::database {

/// Whether every text of it can be stored exactly as it is, and its position is finite.
[[nodiscard]] bool is_storable(const Character& character) noexcept;

/// Inserts it; throws what classify() reads.
void insert(Connection& connection, const Character& character);

}  // namespace flumen::database
