#include "database/token_rows.hpp"

namespace flumen::database {
namespace {

std::optional<base::Uuid> owner_of(Connection& connection, const std::string& hash) {
  std::string owner;
  Statement statement(connection, "SELECT user_id FROM refresh_tokens WHERE token_hash = :hash");
  if (!statement.bind("hash", hash).into(owner).execute()) return std::nullopt;
  return stored_uuid(owner);
}

}  // namespace

std::optional<StoredToken> find_and_lock_account(Connection& connection, const std::string& hash) {
  const auto owner = owner_of(connection, hash);
  if (!owner) return std::nullopt;
  std::string locked;
  Statement(connection, "SELECT id FROM users WHERE id = :id" + connection.dialect().lock_row)
      .bind("id", *owner)
      .into(locked)
      .execute();

  // Read only now: whoever held the lock may have changed it.
  std::string id;
  std::string family_id;
  long long created_at = 0;
  long long expires_at = 0;
  long long spent_at = 0;
  long long revoked_at = 0;
  Statement statement(connection,
                      "SELECT id, family_id, created_at, expires_at, spent_at, revoked_at FROM refresh_tokens "
                      "WHERE token_hash = :hash");
  statement.bind("hash", hash);
  statement.into(id).into(family_id).into(created_at).into(expires_at).into(spent_at).into(revoked_at);
  if (!statement.execute()) return std::nullopt;
  return StoredToken{.token = {.id = stored_uuid(id),
                               .family_id = stored_uuid(family_id),
                               .user_id = base::UserId{*owner},
                               .token_hash = hash,
                               .created_at = base::from_unix_ms(created_at),
                               .expires_at = base::from_unix_ms(expires_at)},
                     .spent = spent_at != 0,
                     .revoked = revoked_at != 0};
}

void insert(Connection& connection, const RefreshToken& token) {
  Statement(connection,
            "INSERT INTO refresh_tokens (id, family_id, user_id, token_hash, created_at, expires_at) "
            "VALUES (:id, :family_id, :user_id, :hash, :created_at, :expires_at) ON CONFLICT (id) DO NOTHING")
      .bind("id", token.id)
      .bind("family_id", token.family_id)
      .bind("user_id", token.user_id)
      .bind("hash", token.token_hash)
      .bind("created_at", token.created_at)
      .bind("expires_at", token.expires_at)
      .execute();
}

void mark_spent(Connection& connection, const base::Uuid& id, base::SystemTime now) {
  Statement(connection, "UPDATE refresh_tokens SET spent_at = :now WHERE id = :id")
      .bind("now", now)
      .bind("id", id)
      .execute();
}

void revoke_family(Connection& connection, const base::Uuid& family, base::SystemTime now) {
  Statement(connection, "UPDATE refresh_tokens SET revoked_at = :now WHERE family_id = :family AND revoked_at = 0")
      .bind("now", now)
      .bind("family", family)
      .execute();
}

}  // namespace flumen::database
