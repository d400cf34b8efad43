#pragma once

#include <optional>
#include <string>

#include "database/connection.hpp"
#include "database/records.hpp"

namespace flumen::database {

/// A refresh token with what became of it.
struct StoredToken {
  RefreshToken token;
  bool spent = false;
  bool revoked = false;
};

/// Finds a token by its hash and locks its account until the transaction ends. All rotations and revocations of one
/// account take turns by that: a family cannot grow while it is being revoked. REQUIRES a transaction.
[[nodiscard]] std::optional<StoredToken> find_and_lock_account(Connection& connection, const std::string& hash);

/// Inserts it, or does nothing when a token with its id is there already.
void insert(Connection& connection, const RefreshToken& token);

void mark_spent(Connection& connection, const base::Uuid& id, base::SystemTime now);
void revoke_family(Connection& connection, const base::Uuid& family, base::SystemTime now);

}  // namespace flumen::database
