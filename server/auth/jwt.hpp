#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/auth_service.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/uuid.hpp"

namespace flumen::auth {

/// Where a character stood when a token was made.
struct Standing {
  base::CharacterId character_id;
  std::string map_id;
  double x = 0;  ///< px
  double y = 0;  ///< px
};

/// What goes into an access token.
struct JwtClaims {
  base::UserId user_id;
  std::string username;
  std::optional<Standing> standing;
  std::string jti;
  base::Uuid family_id;
  base::SystemTime issued_at;
  base::SystemTime expires_at;  ///< rounded down to a second
};

/// Makes and reads access tokens: JWT (RFC 7519) signed with HMAC-SHA-256, and nothing else. Safe from any thread.
class JwtCodec {
 public:
  /// Longer tokens are refused before anything in them is looked at.
  static constexpr std::size_t kMaxTokenBytes = 4 * 1024;

  explicit JwtCodec(std::string secret) : secret_(std::move(secret)) {}

  /// Fails with internal when memory runs out.
  [[nodiscard]] base::Result<std::string> sign(const JwtClaims& claims) const;

  /// Checks form, algorithm, signature and expiry. Fails with unauthenticated; the message never holds the token.
  [[nodiscard]] base::Result<AccessClaims> verify(const std::string& token, base::SystemTime now) const;

 private:
  std::string secret_;
};

}  // namespace flumen::auth
