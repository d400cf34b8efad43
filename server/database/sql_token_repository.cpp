#include "database/sql_token_repository.hpp"

#include "database/text.hpp"
#include "database/token_rows.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using Revocations = std::vector<std::pair<std::string, base::SystemTime>>;

bool exists(Connection& connection, const base::Uuid& id) {
  long long found = 0;
  return Statement(connection, "SELECT 1 FROM refresh_tokens WHERE id = :id").bind("id", id).into(found).execute();
}

std::size_t delete_expired(Connection& connection, const std::string& sql, base::SystemTime now) {
  Statement statement(connection, sql);
  statement.bind("now", now).execute();
  return statement.affected_rows();
}

}  // namespace

base::Task<Result<void>> SqlTokenRepository::insert(RefreshToken token) {
  if (!is_storable(token.token_hash)) co_return fail(Errc::invalid_argument, "the token's hash cannot be stored");
  ConnectionPool::Work<void> work = [token = std::move(token)](Connection& connection, const Attempt&) -> Result<void> {
    database::insert(connection, token);
    return {};
  };
  co_return co_await pool_.run<void>("insert refresh token", std::move(work));
}

base::Task<Result<RefreshToken>> SqlTokenRepository::rotate(std::string old_hash, RefreshToken next,
                                                            base::SystemTime now) {
  if (!is_storable(old_hash)) co_return fail(Errc::not_found, "there is no such refresh token");
  if (!is_storable(next.token_hash)) co_return fail(Errc::invalid_argument, "the token's hash cannot be stored");
  ConnectionPool::Work<RefreshToken> work = [old_hash = std::move(old_hash), next = std::move(next), now](
                                                Connection& connection,
                                                const Attempt& attempt) -> Result<RefreshToken> {
    Transaction transaction(connection);
    const auto old = find_and_lock_account(connection, old_hash);
    if (!old) return fail(Errc::not_found, "there is no such refresh token");
    RefreshToken stored = next;
    stored.family_id = old->token.family_id;
    stored.user_id = old->token.user_id;
    if (attempt.maybe_applied && exists(connection, next.id)) return stored;
    if (old->spent) {
      database::revoke_family(connection, old->token.family_id, now);
      transaction.commit();
      return fail(Errc::conflict, "the refresh token was spent before; its family is revoked");
    }
    if (old->revoked) return fail(Errc::unauthenticated, "the refresh token's family is revoked");
    if (old->token.expires_at <= now) return fail(Errc::unauthenticated, "the refresh token has expired");
    mark_spent(connection, old->token.id, now);
    database::insert(connection, stored);
    transaction.commit();
    return stored;
  };
  co_return co_await pool_.run<RefreshToken>("rotate refresh token", std::move(work));
}

base::Task<Result<void>> SqlTokenRepository::revoke_family(std::string hash, base::UserId owner, base::SystemTime now) {
  const Result<void> nothing_to_revoke;
  if (!is_storable(hash)) co_return nothing_to_revoke;
  ConnectionPool::Work<void> work = [hash = std::move(hash), owner, now](Connection& connection,
                                                                         const Attempt&) -> Result<void> {
    Transaction transaction(connection);
    const auto found = find_and_lock_account(connection, hash);
    if (!found || found->token.user_id != owner) return {};
    database::revoke_family(connection, found->token.family_id, now);
    transaction.commit();
    return {};
  };
  co_return co_await pool_.run<void>("revoke token family", std::move(work));
}

base::Task<Result<void>> SqlTokenRepository::revoke_access(std::string jti, base::SystemTime expires_at) {
  if (!is_storable(jti)) co_return fail(Errc::invalid_argument, "the token's jti cannot be stored");
  ConnectionPool::Work<void> work = [jti = std::move(jti), expires_at](Connection& connection,
                                                                       const Attempt&) -> Result<void> {
    Statement(connection,
              "INSERT INTO revoked_access_tokens (jti, expires_at) VALUES (:jti, :expires_at) "
              "ON CONFLICT (jti) DO UPDATE SET expires_at = excluded.expires_at")
        .bind("jti", jti)
        .bind("expires_at", expires_at)
        .execute();
    return {};
  };
  co_return co_await pool_.run<void>("revoke access token", std::move(work));
}

base::Task<Result<bool>> SqlTokenRepository::is_access_revoked(std::string jti) {
  if (!is_storable(jti)) co_return false;
  ConnectionPool::Work<bool> work = [jti = std::move(jti)](Connection& connection, const Attempt&) -> Result<bool> {
    long long found = 0;
    return Statement(connection, "SELECT 1 FROM revoked_access_tokens WHERE jti = :jti")
        .bind("jti", jti)
        .into(found)
        .execute();
  };
  co_return co_await pool_.run<bool>("look up revoked access token", std::move(work));
}

base::Task<Result<Revocations>> SqlTokenRepository::revoked_access(base::SystemTime now) {
  ConnectionPool::Work<Revocations> work = [now](Connection& connection, const Attempt&) -> Result<Revocations> {
    std::string jti;
    long long expires_at = 0;
    Statement statement(connection, "SELECT jti, expires_at FROM revoked_access_tokens WHERE expires_at > :now");
    statement.bind("now", now).into(jti).into(expires_at);
    Revocations revoked;
    for (bool more = statement.execute(); more; more = statement.next()) {
      revoked.emplace_back(jti, base::from_unix_ms(expires_at));
    }
    return revoked;
  };
  co_return co_await pool_.run<Revocations>("list revoked access tokens", std::move(work));
}

base::Task<Result<std::size_t>> SqlTokenRepository::purge(base::SystemTime now) {
  ConnectionPool::Work<std::size_t> work = [now](Connection& connection, const Attempt&) -> Result<std::size_t> {
    return delete_expired(connection, "DELETE FROM refresh_tokens WHERE expires_at <= :now", now) +
           delete_expired(connection, "DELETE FROM revoked_access_tokens WHERE expires_at <= :now", now);
  };
  co_return co_await pool_.run<std::size_t>("purge tokens", std::move(work));
}

}  // namespace flumen::database
