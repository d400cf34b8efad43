#pragma once

#include <string>
#include <variant>

#include "auth/auth_service.hpp"
#include "handlers/responses.hpp"
#include "net/http.hpp"

namespace flumen::handlers {

/// Who makes the request, by its Bearer token, or the answer to one without a valid token.
inline base::Task<std::variant<auth::AccessClaims, net::Response>> authenticate(auth::AuthService& auth,
                                                                                const net::Request& request) {
  const auto token = request.bearer_token();
  if (!token) co_return invalid_token();
  auto claims = co_await auth.verify(std::string(*token));
  if (!claims) co_return refusal(claims.error());
  co_return std::move(*claims);
}

}  // namespace flumen::handlers
