#include "auth/jwt.hpp"

#include <cerrno>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>
#include <jwt.h>

namespace flumen::auth {
namespace {

struct FreeJwt {
  void operator()(jwt_t* token) const noexcept { jwt_free(token); }
};
struct FreeText {
  // NOLINTNEXTLINE(cppcoreguidelines-no-malloc): libjwt hands out memory of malloc.
  void operator()(char* text) const noexcept { std::free(text); }
};
using Jwt = std::unique_ptr<jwt_t, FreeJwt>;

/// The last second that fits a system clock of nanoseconds with room to spare: the year 2255.
constexpr long kLastSecond = 9'000'000'000;
constexpr std::size_t kMaxJtiBytes = 64;

base::Error refused(const char* why) { return base::fail(base::Errc::unauthenticated, why); }

long seconds(base::SystemTime time) {
  return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// The grant's text, or nothing when it is missing or no text.
std::optional<std::string> text_grant(const Jwt& token, const char* name) {
  const char* text = jwt_get_grant(token.get(), name);
  if (!text) return std::nullopt;
  return std::string(text);
}

/// The grant's time, or nothing when it is missing, no whole number (libjwt then says 0) or beyond what a clock shows.
std::optional<base::SystemTime> time_grant(const Jwt& token, const char* name) {
  errno = 0;
  const long value = jwt_get_grant_int(token.get(), name);
  if (errno != 0 || value <= 0 || value > kLastSecond) return std::nullopt;
  return base::SystemTime(std::chrono::seconds(value));
}

const unsigned char* key_bytes(const std::string& secret) {
  return reinterpret_cast<const unsigned char*>(secret.data());
}

}  // namespace

base::Result<std::string> JwtCodec::sign(const JwtClaims& claims) const {
  jwt_t* raw = nullptr;
  const int error = jwt_new(&raw);
  const Jwt token(raw);
  if (error != 0) return base::fail(base::Errc::internal, "cannot make a token: out of memory");

  const std::string user_id = claims.user_id.to_string();
  bool failed = jwt_add_grant(raw, "sub", user_id.c_str()) != 0;
  failed |= jwt_add_grant(raw, "user_id", user_id.c_str()) != 0;
  failed |= jwt_add_grant(raw, "username", claims.username.c_str()) != 0;
  failed |= jwt_add_grant(raw, "jti", claims.jti.c_str()) != 0;
  failed |= jwt_add_grant(raw, "sid", claims.family_id.to_string().c_str()) != 0;
  failed |= jwt_add_grant_int(raw, "iat", seconds(claims.issued_at)) != 0;
  failed |= jwt_add_grant_int(raw, "exp", seconds(claims.expires_at)) != 0;
  if (claims.standing) {
    failed |= jwt_add_grant(raw, "character_id", claims.standing->character_id.to_string().c_str()) != 0;
    failed |= jwt_add_grant(raw, "map_id", claims.standing->map_id.c_str()) != 0;
    // libjwt has whole numbers only; what else is a number comes in as JSON.
    const std::string position =
        fmt::format(R"({{"pos_x":{:.2f},"pos_y":{:.2f}}})", claims.standing->x, claims.standing->y);
    failed |= jwt_add_grants_json(raw, position.c_str()) != 0;
  }
  failed |= jwt_set_alg(raw, JWT_ALG_HS256, key_bytes(secret_), static_cast<int>(secret_.size())) != 0;
  if (failed) return base::fail(base::Errc::internal, "cannot fill a token");

  const std::unique_ptr<char, FreeText> text(jwt_encode_str(raw));
  if (!text) return base::fail(base::Errc::internal, "cannot sign a token");
  return std::string(text.get());
}

base::Result<AccessClaims> JwtCodec::verify(const std::string& token, base::SystemTime now) const {
  if (token.empty() || token.size() > kMaxTokenBytes) return refused("the token is empty or too long");
  if (token.find('\0') != std::string::npos) return refused("the token holds a zero byte");

  jwt_t* raw = nullptr;
  const int error = jwt_decode(&raw, token.c_str(), key_bytes(secret_), static_cast<int>(secret_.size()));
  const Jwt decoded(error == 0 ? raw : nullptr);
  if (!decoded) return refused("the token is malformed or its signature wrong");
  // The header is the sender's word: with our own secret, another algorithm would pass libjwt.
  if (jwt_get_alg(decoded.get()) != JWT_ALG_HS256) return refused("the token is not signed with HS256");

  const auto subject = text_grant(decoded, "sub");
  const auto user = text_grant(decoded, "user_id");
  const auto username = text_grant(decoded, "username");
  const auto jti = text_grant(decoded, "jti");
  const auto session = text_grant(decoded, "sid");
  const auto expires_at = time_grant(decoded, "exp");
  if (!subject || subject != user || !username || !jti || jti->empty() || jti->size() > kMaxJtiBytes || !session ||
      !expires_at || !time_grant(decoded, "iat")) {
    return refused("the token lacks a claim");
  }
  if (*expires_at <= now) return refused("the token has expired");
  const auto user_id = base::UserId::parse(*subject);
  if (!user_id) return refused("the token's subject is no account");

  const auto family_id = base::Uuid::parse(*session);
  if (!family_id) return refused("the token's log-in is none");

  AccessClaims claims{*user_id, *username, std::nullopt, *jti, *expires_at, *family_id};
  if (const auto character = text_grant(decoded, "character_id")) {
    claims.character_id = base::CharacterId::parse(*character);
    if (!claims.character_id) return refused("the token's character is none");
  }
  return claims;
}

}  // namespace flumen::auth
