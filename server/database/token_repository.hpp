#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "database/records.hpp"

namespace flumen::database {

/// Refresh tokens and revoked access tokens. The same threads and errors as UserRepository.
class TokenRepository {
 public:
  virtual ~TokenRepository() = default;

  virtual base::Task<base::Result<void>> insert(RefreshToken token) = 0;

  /// Spends the token with `old_hash` and stores `next` in its family, in one transaction; two calls at once with
  /// the same hash cannot both succeed. `next.family_id` and `next.user_id` are taken from the old one.
  /// Returns the stored token. Fails with not_found (unknown), unauthenticated (expired or its family revoked) or
  /// conflict: it was spent before; the whole family is then revoked by the time this returns.
  virtual base::Task<base::Result<RefreshToken>> rotate(std::string old_hash, RefreshToken next,
                                                        base::SystemTime now) = 0;

  /// Revokes the family of the token with `hash` when it belongs to `owner`. Unknown tokens are not an error.
  virtual base::Task<base::Result<void>> revoke_family(std::string hash, base::UserId owner, base::SystemTime now) = 0;

  /// Remembers an access token's `jti` until it has expired.
  virtual base::Task<base::Result<void>> revoke_access(std::string jti, base::SystemTime expires_at) = 0;
  virtual base::Task<base::Result<bool>> is_access_revoked(std::string jti) = 0;
  /// All that have not expired, with their expiry: what a cache is filled with at start.
  virtual base::Task<base::Result<std::vector<std::pair<std::string, base::SystemTime>>>> revoked_access(
      base::SystemTime now) = 0;

  /// Deletes what has expired; returns how many rows.
  virtual base::Task<base::Result<std::size_t>> purge(base::SystemTime now) = 0;
};

}  // namespace flumen::database
