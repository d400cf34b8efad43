#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/uuid.hpp"
#include "cache/cache.hpp"
#include "cache/revoked_tokens.hpp"
#include "database/database.hpp"

namespace flumen::auth {

/// Which access tokens were revoked before their expiry, one by its `jti` or all of a log-in by key_of() its family.
/// A key has at most 100 bytes, what the database's column holds. The database holds the truth; the cache holds a copy,
/// which is believed only while it is known to be complete: not before it was filled, not after it lost anything, and
/// not while it is away. Otherwise the database is asked. Safe from any loop.
class Revocation {
 public:
  Revocation(database::Database& database, cache::Cache& cache, const base::Clock& clock, base::Logger logger)
      : database_(database), cache_(cache), tokens_(cache), clock_(clock), logger_(std::move(logger)) {}

  /// What stands for all access tokens of a log-in. No `jti` of ours looks like it.
  [[nodiscard]] static std::string key_of(const base::Uuid& family_id) { return "family:" + family_id.to_string(); }

  /// Durable once this succeeds, whatever the cache does. Fails as the database does.
  base::Task<base::Result<void>> revoke(std::string key, base::SystemTime expires_at);
  /// Fails as the database does, when it has to be asked.
  base::Task<base::Result<bool>> is_revoked(std::string key);
  /// Copies what the database knows into the cache. Fails as the database does; that the cache is away is no failure.
  base::Task<base::Result<void>> fill();

 private:
  [[nodiscard]] bool complete() const noexcept;
  [[nodiscard]] bool refill_is_due();

  /// A generation no cache reaches: the copy is not complete.
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};
  static constexpr std::chrono::seconds kRefillPause{5};

  database::Database& database_;
  cache::Cache& cache_;
  cache::RevokedTokens tokens_;
  const base::Clock& clock_;
  const base::Logger logger_;
  std::atomic<std::uint64_t> complete_in_{kNever};  ///< the cache's generation in which the copy is complete
  std::atomic<std::uint64_t> losses_{0};            ///< how often a revocation could not be copied
  std::atomic<base::SteadyTime::rep> next_refill_{0};
};

}  // namespace flumen::auth
