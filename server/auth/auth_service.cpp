#include "auth/auth_service.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "auth/default_auth_service.hpp"
#include "auth/secret.hpp"
#include "cache/keys.hpp"

namespace flumen::auth {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Code = AuthError::Code;

constexpr seconds kRetryWhenOverloaded{2};
constexpr seconds kRetryWhenUnavailable{5};
constexpr std::chrono::hours kRegistrationWindow{1};

/// More than any password, address, name or token of ours; what is longer cannot be right and is not looked at.
constexpr std::size_t kMaxPasswordBytes = 1024;
constexpr std::size_t kMaxIdentifierBytes = 255;
constexpr std::size_t kMaxRefreshTokenBytes = 256;

AuthError too_many_attempts(milliseconds wait) {
  return {Code::too_many_attempts, std::max(seconds{1}, std::chrono::ceil<seconds>(wait)), {}};
}

/// A refresh token is a secret and, after a dot, the family it belongs to.
std::string make_refresh_token(const base::Uuid& family_id) { return random_secret() + '.' + family_id.to_string(); }

/// The family a refresh token names. True only of a token the database knows: anybody can write one.
std::optional<base::Uuid> family_named_by(std::string_view refresh_token) {
  const std::size_t dot = refresh_token.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return base::Uuid::parse(refresh_token.substr(dot + 1));
}

}  // namespace

void throw_exception_from_error(const AuthError& error, const boost::source_location&) {
  throw std::logic_error("an AuthResult was unwrapped although it holds error " +
                         std::to_string(static_cast<int>(error.code)));
}

DefaultAuthService::DefaultAuthService(AuthOptions options, database::Database& database, cache::Cache& cache,
                                       const base::Clock& clock, base::Logger logger)
    : options_(std::move(options)),
      database_(database),
      cache_(cache),
      clock_(clock),
      logger_(std::move(logger)),
      hasher_({.memory_kib = options_.argon2_memory_kib, .passes = options_.argon2_passes}),
      jwt_(options_.jwt_secret),
      throttle_(cache, {.failures_per_account = options_.failures_per_account,
                        .failures_per_address = options_.failures_per_address,
                        .window = options_.failure_window}),
      revocation_(database, cache, clock, logger_),
      hash_pool_("password hashes", options_.hash_threads, options_.hash_queue) {}

base::Task<AuthResult<Registered>> DefaultAuthService::register_user(std::string username, std::string email,
                                                                     std::string password, std::string remote_address) {
  AuthError invalid{Code::validation_failed, {}, {}};
  if (auto sentence = check_name(username)) invalid.fields.emplace("username", std::move(*sentence));
  if (auto sentence = check_email(email)) invalid.fields.emplace("email", std::move(*sentence));
  if (auto sentence = check_password(password)) invalid.fields.emplace("password", std::move(*sentence));
  if (!invalid.fields.empty()) co_return invalid;

  auto refusal = co_await registration_refusal(std::move(remote_address));
  if (refusal) co_return std::move(*refusal);

  // A hash is dear, and not made for what is taken already. Of two who ask at once, create() refuses the second.
  for (const auto& [identifier, code] :
       {std::pair(username, Code::username_taken), std::pair(email, Code::email_taken)}) {
    const auto found = co_await database_.users().find_by_identifier(identifier);
    if (!found) co_return translate(found.error());
    if (*found) co_return AuthError{code, {}, {}};
  }

  auto make_hash = [this, password = std::move(password)]() mutable { return hasher_.hash(std::move(password)); };
  auto hash = co_await hash_pool_.run(std::move(make_hash));
  if (!hash) co_return translate(hash.error());

  const base::SystemTime now = clock_.system_now();
  database::User user{base::UserId::random(), std::move(username), std::move(email), std::move(*hash), now};
  database::Character first;
  first.id = base::CharacterId::random();
  first.user_id = user.id;
  first.name = user.username;
  first.character_class = "adventurer";
  first.created_at = now;
  Registered registered{user.id, user.username};
  const auto created = co_await database_.users().create(std::move(user), std::move(first));
  if (created) {
    logger_.info("account created", {{"user_id", registered.user_id.to_string()}});
    co_return registered;
  }
  if (created.error().code != base::Errc::already_exists) co_return translate(created.error());
  // The first character bears the account's name: where that is taken, so is the name for an account.
  co_return AuthError{created.error().message == "email" ? Code::email_taken : Code::username_taken, {}, {}};
}

base::Task<AuthResult<Tokens>> DefaultAuthService::login(std::string identifier, std::string password,
                                                         std::string remote_address) {
  if (identifier.size() > kMaxIdentifierBytes) identifier.resize(kMaxIdentifierBytes);
  auto refusal = co_await login_refusal(identifier, remote_address);
  if (refusal) co_return std::move(*refusal);
  if (password.size() > kMaxPasswordBytes) co_return co_await count_failure(identifier, remote_address);

  std::optional<database::User> user;
  // What is no name and no address belongs to nobody, and may not even be text the database takes.
  if (!check_name(identifier) || !check_email(identifier)) {
    auto found = co_await database_.users().find_by_identifier(identifier);
    if (!found) co_return translate(found.error());
    user = std::move(*found);
  }

  auto compare = [this, hash = user ? std::optional(user->password_hash) : std::nullopt,
                  password = std::move(password)]() mutable {
    return hash ? hasher_.verify(*hash, std::move(password)) : hasher_.verify_against_nobody(std::move(password));
  };
  const auto matched = co_await hash_pool_.run(std::move(compare));
  if (!matched) co_return translate(matched.error());
  if (!*matched) co_return co_await count_failure(identifier, remote_address);

  // Asked again, or tries made at once would all be answered by the count before them.
  refusal = co_await login_refusal(identifier, remote_address);
  if (refusal) co_return std::move(*refusal);
  const auto forgotten = co_await throttle_.succeeded(identifier);
  throttle_works(forgotten.has_value());
  co_return co_await open_session(std::move(*user));
}

base::Task<AuthResult<Tokens>> DefaultAuthService::refresh(std::string refresh_token) {
  if (refresh_token.empty() || refresh_token.size() > kMaxRefreshTokenBytes) {
    co_return AuthError{Code::invalid_token, {}, {}};
  }
  const auto family_id = family_named_by(refresh_token);
  if (!family_id) co_return AuthError{Code::invalid_token, {}, {}};
  std::string next_token = make_refresh_token(*family_id);
  const base::SystemTime now = clock_.system_now();
  database::RefreshToken next;
  next.id = base::Uuid::random();
  next.token_hash = sha256_hex(next_token);
  next.created_at = now;
  next.expires_at = now + options_.refresh_ttl;
  const auto rotated = co_await database_.tokens().rotate(sha256_hex(refresh_token), std::move(next), now);
  if (!rotated) {
    switch (rotated.error().code) {
      case base::Errc::not_found:
      case base::Errc::unauthenticated:
        co_return AuthError{Code::invalid_token, {}, {}};
      case base::Errc::conflict: {
        // The database knew the whole text, so the family it names is its own.
        const auto revoked = co_await revoke_family(*family_id);
        if (!revoked) co_return translate(revoked.error());
        logger_.warning("a spent refresh token came again; its family is revoked");
        co_return AuthError{Code::token_reused, {}, {}};
      }
      default:
        co_return translate(rotated.error());
    }
  }
  // A log-out that came with some other refresh token ended this log-in all the same.
  const auto ended = co_await revocation_.is_revoked(Revocation::key_of(rotated->family_id));
  if (!ended) co_return translate(ended.error());
  if (*ended) co_return AuthError{Code::invalid_token, {}, {}};
  auto user = co_await database_.users().find(rotated->user_id);
  if (!user) co_return translate(user.error());
  if (!*user) co_return AuthError{Code::invalid_token, {}, {}};
  co_return issue(std::move(**user), rotated->family_id, std::move(next_token), now);
}

base::Task<AuthResult<void>> DefaultAuthService::logout(AccessClaims access, std::string refresh_token) {
  if (!refresh_token.empty() && refresh_token.size() <= kMaxRefreshTokenBytes) {
    const auto revoked =
        co_await database_.tokens().revoke_family(sha256_hex(refresh_token), access.user_id, clock_.system_now());
    if (!revoked) co_return translate(revoked.error());
  }
  // Not the family the refresh token names, which may be anybody's: the one the access token was signed for.
  const auto ended = co_await revoke_family(access.family_id);
  if (!ended) co_return translate(ended.error());
  const auto revoked = co_await revocation_.revoke(access.jti, access.expires_at);
  if (!revoked) co_return translate(revoked.error());
  co_return AuthResult<void>{};
}

base::Task<AuthResult<AccessClaims>> DefaultAuthService::verify(std::string access_token) {
  auto claims = jwt_.verify(access_token, clock_.system_now());
  if (!claims) co_return AuthError{Code::invalid_token, {}, {}};
  for (std::string key : {Revocation::key_of(claims->family_id), claims->jti}) {
    const auto revoked = co_await revocation_.is_revoked(std::move(key));
    if (!revoked) co_return translate(revoked.error());
    if (*revoked) co_return AuthError{Code::invalid_token, {}, {}};
  }
  co_return std::move(*claims);
}

AuthResult<std::string> DefaultAuthService::issue_for_character(const AccessClaims& access,
                                                                const database::Character& character) {
  JwtClaims claims;
  claims.user_id = access.user_id;
  claims.username = access.username;
  claims.standing = Standing{character.id, character.map_id, character.pos_x, character.pos_y};
  claims.family_id = access.family_id;
  claims.issued_at = clock_.system_now();
  // Never later than the caller's own, or a token could renew itself for ever without the refresh token.
  claims.expires_at = std::min(access.expires_at, claims.issued_at + options_.access_ttl);
  return sign(std::move(claims));
}

base::Task<base::Result<void>> DefaultAuthService::warm_up() {
  const auto purged = co_await database_.tokens().purge(clock_.system_now());
  if (!purged) co_return purged.error();
  co_return co_await revocation_.fill();
}

base::Task<std::optional<AuthError>> DefaultAuthService::registration_refusal(std::string address) {
  if (options_.registrations_per_address <= 0) co_return std::nullopt;
  const auto count = co_await cache_.increment(cache::keys::registrations_of_address(address), kRegistrationWindow);
  throttle_works(count.has_value());
  if (!count || count->value <= options_.registrations_per_address) co_return std::nullopt;
  co_return too_many_attempts(count->remaining);
}

base::Task<std::optional<AuthError>> DefaultAuthService::login_refusal(const std::string& identifier,
                                                                       const std::string& address) {
  const auto wait = co_await throttle_.blocked_for(identifier, address);
  throttle_works(wait.has_value());
  if (!wait || !*wait) co_return std::nullopt;
  logger_.info("log-in refused: too many failures", {{"address", address}});
  co_return too_many_attempts(**wait);
}

base::Task<AuthError> DefaultAuthService::count_failure(const std::string& identifier, const std::string& address) {
  const auto wait = co_await throttle_.failed(identifier, address);
  throttle_works(wait.has_value());
  if (wait && *wait) co_return too_many_attempts(**wait);
  co_return AuthError{Code::invalid_credentials, {}, {}};
}

base::Task<AuthResult<Tokens>> DefaultAuthService::open_session(database::User user) {
  const base::Uuid family_id = base::Uuid::random();
  std::string refresh_token = make_refresh_token(family_id);
  const base::SystemTime now = clock_.system_now();
  database::RefreshToken stored;
  stored.id = base::Uuid::random();
  stored.family_id = family_id;
  stored.user_id = user.id;
  stored.token_hash = sha256_hex(refresh_token);
  stored.created_at = now;
  stored.expires_at = now + options_.refresh_ttl;
  const auto inserted = co_await database_.tokens().insert(std::move(stored));
  if (!inserted) co_return translate(inserted.error());
  co_return issue(std::move(user), family_id, std::move(refresh_token), now);
}

base::Task<base::Result<void>> DefaultAuthService::revoke_family(base::Uuid family_id) {
  co_return co_await revocation_.revoke(Revocation::key_of(family_id), clock_.system_now() + options_.access_ttl);
}

AuthResult<Tokens> DefaultAuthService::issue(database::User user, base::Uuid family_id, std::string refresh_token,
                                             base::SystemTime now) const {
  JwtClaims claims;
  claims.user_id = user.id;
  claims.username = user.username;
  claims.family_id = family_id;
  claims.issued_at = now;
  claims.expires_at = now + options_.access_ttl;
  auto access_token = sign(std::move(claims));
  if (!access_token) return access_token.error();
  return Tokens{std::move(*access_token), std::move(refresh_token), options_.access_ttl, std::move(user)};
}

AuthResult<std::string> DefaultAuthService::sign(JwtClaims claims) const {
  claims.jti = base::Uuid::random().to_string();
  auto token = jwt_.sign(claims);
  if (!token) return translate(token.error());
  return std::move(*token);
}

AuthError DefaultAuthService::translate(const base::Error& error) const {
  switch (error.code) {
    case base::Errc::busy:
      return {Code::overloaded, kRetryWhenOverloaded, {}};
    case base::Errc::unavailable:
    case base::Errc::timed_out:
    case base::Errc::cancelled:
      return {Code::unavailable, kRetryWhenUnavailable, {}};
    default:
      logger_.error("an authentication call failed", {{"code", to_string(error.code)}, {"reason", error.message}});
      return {Code::internal, {}, {}};
  }
}

void DefaultAuthService::throttle_works(bool works) {
  if (throttle_works_.exchange(works) == works) return;
  if (works) {
    logger_.info("log-in throttling works again");
  } else {
    logger_.warning("log-in throttling is off while the cache is away");
  }
}

std::unique_ptr<AuthService> make_auth_service(AuthOptions options, database::Database& database, cache::Cache& cache,
                                               const base::Clock& clock, base::Logger logger) {
  return std::make_unique<DefaultAuthService>(std::move(options), database, cache, clock, std::move(logger));
}

}  // namespace flumen::auth
