#pragma once

#include <chrono>
#include <string>
#include <utility>

#include "cache/cache.hpp"
#include "cache/keys.hpp"

namespace flumen::cache {

/// Access tokens that were revoked before they expired, by their `jti`. The database holds the truth; this is the
/// copy that is asked for every request. Safe from any loop; fails as the cache does.
class RevokedTokens {
 public:
  explicit RevokedTokens(Cache& cache) : cache_(cache) {}

  /// REQUIRES remaining > 0: what is left of the token's life.
  base::Task<base::Result<void>> add(std::string jti, std::chrono::milliseconds remaining) {
    co_return co_await cache_.set(keys::revoked_access(jti), "1", remaining);
  }

  base::Task<base::Result<bool>> contains(std::string jti) {
    const auto value = co_await cache_.get(keys::revoked_access(jti));
    if (!value) co_return value.error();
    co_return value->has_value();
  }

 private:
  Cache& cache_;
};

}  // namespace flumen::cache
