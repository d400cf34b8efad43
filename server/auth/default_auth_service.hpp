#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "auth/auth_service.hpp"
#include "auth/jwt.hpp"
#include "auth/password_hash.hpp"
#include "auth/revocation.hpp"
#include "base/worker_pool.hpp"
#include "cache/login_throttle.hpp"

namespace flumen::auth {

/// Accounts in the database, Argon2id on a pool of its own, JWT access tokens, rotating refresh tokens.
class DefaultAuthService final : public AuthService {
 public:
  /// Computes one hash. Everything passed by reference must outlive the service.
  DefaultAuthService(AuthOptions options, database::Database& database, cache::Cache& cache, const base::Clock& clock,
                     base::Logger logger);

  base::Task<AuthResult<Registered>> register_user(std::string username, std::string email, std::string password,
                                                   std::string remote_address) override;
  base::Task<AuthResult<Tokens>> login(std::string identifier, std::string password,
                                       std::string remote_address) override;
  base::Task<AuthResult<Tokens>> refresh(std::string refresh_token) override;
  base::Task<AuthResult<void>> logout(AccessClaims access, std::string refresh_token) override;
  base::Task<AuthResult<AccessClaims>> verify(std::string access_token) override;
  AuthResult<std::string> issue_for_character(const AccessClaims& access,
                                              const database::Character& character) override;
  base::Task<base::Result<void>> warm_up() override;
  void close() override { hash_pool_.finish(); }
  std::size_t hash_queue_depth() const noexcept override { return hash_pool_.depth(); }

  [[nodiscard]] const PasswordHasher& hasher() const noexcept { return hasher_; }
  [[nodiscard]] base::WorkerPool& hash_pool() noexcept { return hash_pool_; }

 private:
  /// Nothing when the address may go on; also when the cache is away.
  base::Task<std::optional<AuthError>> registration_refusal(std::string address);
  base::Task<std::optional<AuthError>> login_refusal(const std::string& identifier, const std::string& address);
  base::Task<AuthError> count_failure(const std::string& identifier, const std::string& address);
  base::Task<AuthResult<Tokens>> open_session(database::User user);
  /// Refuses the family's access tokens until the last of them has expired.
  base::Task<base::Result<void>> revoke_family(base::Uuid family_id);
  /// `now` must have been read before the refresh token was stored: what revokes the family later then outlasts it.
  [[nodiscard]] AuthResult<Tokens> issue(database::User user, base::Uuid family_id, std::string refresh_token,
                                         base::SystemTime now) const;
  /// Adds the `jti`.
  [[nodiscard]] AuthResult<std::string> sign(JwtClaims claims) const;
  /// Logs what an operator should know of.
  [[nodiscard]] AuthError translate(const base::Error& error) const;
  /// Logs the change when throttling begins or ceases to work.
  void throttle_works(bool works);

  const AuthOptions options_;
  database::Database& database_;
  cache::Cache& cache_;
  const base::Clock& clock_;
  const base::Logger logger_;
  const PasswordHasher hasher_;
  const JwtCodec jwt_;
  cache::LoginThrottle throttle_;
  Revocation revocation_;
  std::atomic<bool> throttle_works_{true};
  base::WorkerPool hash_pool_;  // last: its threads use the hasher
};

}  // namespace flumen::auth
