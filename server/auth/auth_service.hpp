#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/uuid.hpp"
#include "cache/cache.hpp"
#include "database/database.hpp"

namespace flumen::auth {

struct AuthOptions {
  std::string jwt_secret;  ///< at least 32 bytes
  std::chrono::seconds access_ttl{15 * 60};
  std::chrono::seconds refresh_ttl{30 * 24 * 3600};

  std::size_t argon2_memory_kib = 19 * 1024;
  std::uint32_t argon2_passes = 2;
  std::size_t hash_threads = 1;
  std::size_t hash_queue = 256;  ///< one more hash waiting is answered with busy

  /// Failed log-ins before further ones are refused, and the window they are counted in.
  std::int64_t failures_per_account = 10;
  std::int64_t failures_per_address = 100;
  std::chrono::seconds failure_window{15 * 60};
  /// Accounts one address may create an hour; 0 for no limit.
  std::int64_t registrations_per_address = 0;
};

/// What a valid access token says. Its position is only what was true when it was issued.
struct AccessClaims {
  base::UserId user_id;
  std::string username;
  std::optional<base::CharacterId> character_id;
  std::string jti;
  base::SystemTime expires_at;
  base::Uuid family_id;  ///< the log-in it descends from, as its refresh tokens do
};

/// What a successful log-in or refresh hands out.
struct Tokens {
  std::string access_token;
  std::string refresh_token;
  std::chrono::seconds expires_in{0};
  database::User user;
};

/// Why an authentication call was refused, by the codes of docs/protocol.md.
struct AuthError {
  enum class Code {
    validation_failed,  ///< `fields` says what and why
    username_taken,
    email_taken,
    invalid_credentials,
    too_many_attempts,  ///< `retry_after` is set
    invalid_token,      ///< malformed, expired, unknown or revoked
    token_reused,       ///< a spent refresh token came again; its family is revoked
    overloaded,         ///< a bounded queue is full; `retry_after` is set
    unavailable,        ///< the database is away; `retry_after` is set
    internal,
  };
  Code code = Code::internal;
  std::chrono::seconds retry_after{0};
  std::map<std::string, std::string> fields;
};

template <class T>
using AuthResult = boost::system::result<T, AuthError>;
[[noreturn]] void throw_exception_from_error(const AuthError& error, const boost::source_location& where);

struct Registered {
  base::UserId user_id;
  std::string username;
};

/// Accounts and tokens. Safe from any loop; every call resumes on the caller's loop.
/// Nothing here logs a password or a token.
class AuthService {
 public:
  virtual ~AuthService() = default;

  virtual base::Task<AuthResult<Registered>> register_user(std::string username, std::string email,
                                                           std::string password, std::string remote_address) = 0;
  /// `identifier` is a user name or an e-mail address. Takes the same time whether or not the account exists.
  virtual base::Task<AuthResult<Tokens>> login(std::string identifier, std::string password,
                                               std::string remote_address) = 0;
  /// When a spent token comes again, nothing of that log-in is accepted any more, access tokens included.
  virtual base::Task<AuthResult<Tokens>> refresh(std::string refresh_token) = 0;
  /// Ends the log-in `access` belongs to: every access token of it is refused from now on. Revokes the family of
  /// `refresh_token` as well when it belongs to the same account.
  virtual base::Task<AuthResult<void>> logout(AccessClaims access, std::string refresh_token) = 0;

  /// Signature, expiry and revocation. With the cache away, revocation is asked of the database.
  virtual base::Task<AuthResult<AccessClaims>> verify(std::string access_token) = 0;

  /// An access token that also names a character and where it stands. It belongs to the log-in of `access` and
  /// expires no later.
  [[nodiscard]] virtual AuthResult<std::string> issue_for_character(const AccessClaims& access,
                                                                    const database::Character& character) = 0;

  /// Fills the cache with the access tokens revoked before this process started, and deletes expired rows.
  virtual base::Task<base::Result<void>> warm_up() = 0;

  /// Finishes queued hashes, then stops. Blocks.
  virtual void close() = 0;

  [[nodiscard]] virtual std::size_t hash_queue_depth() const noexcept = 0;
};

[[nodiscard]] std::unique_ptr<AuthService> make_auth_service(AuthOptions options, database::Database& database,
                                                             cache::Cache& cache, const base::Clock& clock,
                                                             base::Logger logger);

/// The rules of docs/protocol.md; a sentence when `text` breaks one, else nothing. Also for character names.
[[nodiscard]] std::optional<std::string> check_name(std::string_view text);
[[nodiscard]] std::optional<std::string> check_email(std::string_view text);
[[nodiscard]] std::optional<std::string> check_password(std::string_view text);

}  // namespace flumen::auth
