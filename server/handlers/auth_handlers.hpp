#pragma once

#include "handlers/api.hpp"

namespace flumen::handlers {

/// Accounts and tokens over HTTP. Safe from any loop.
class AuthHandlers {
 public:
  AuthHandlers(const ApiParts& parts, ApiHooks hooks) : parts_(parts), hooks_(std::move(hooks)) {}

  base::Task<net::Response> register_user(const net::Request& request);
  base::Task<net::Response> login(const net::Request& request);
  base::Task<net::Response> refresh(const net::Request& request);
  /// Answers once the account's live session has ended too: who has logged out is not in the world.
  base::Task<net::Response> logout(const net::Request& request);
  base::Task<net::Response> me(const net::Request& request);

 private:
  const ApiParts parts_;
  const ApiHooks hooks_;
};

}  // namespace flumen::handlers
