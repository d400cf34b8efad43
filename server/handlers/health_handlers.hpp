#pragma once

#include "handlers/api.hpp"

namespace flumen::handlers {

/// What operators and their tools ask. Safe from any loop.
class HealthHandlers {
 public:
  HealthHandlers(const ApiParts& parts, ApiHooks hooks) : parts_(parts), hooks_(std::move(hooks)) {}

  /// The process lives and its loop turns.
  base::Task<net::Response> alive(const net::Request& request);
  /// `{"ready", "database", "cache", "accepting"}`: 200 when all of it is well, else 503. A part is `ok` or says why
  /// not by the name of an error code. While the cache is away the game goes on; new players are better sent
  /// elsewhere.
  base::Task<net::Response> ready(const net::Request& request);
  base::Task<net::Response> metrics(const net::Request& request);

 private:
  const ApiParts parts_;
  const ApiHooks hooks_;
};

}  // namespace flumen::handlers
