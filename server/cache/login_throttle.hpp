#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "cache/cache.hpp"

namespace flumen::cache {

struct ThrottleLimits {
  std::int64_t failures_per_account = 10;
  std::int64_t failures_per_address = 100;
  std::chrono::milliseconds window{15 * 60 * 1000};  ///< from the first failure
};

/// Counts failed log-ins per account and per address. Accounts are named as the client wrote them, without regard to
/// case, whether or not they exist: that the answer changes tells nothing. Safe from any loop.
class LoginThrottle {
 public:
  LoginThrottle(Cache& cache, ThrottleLimits limits) : cache_(cache), limits_(limits) {}

  /// How long to wait before the next try, or nothing when one may try now. Fails as the cache does.
  base::Task<base::Result<std::optional<std::chrono::milliseconds>>> blocked_for(std::string account,
                                                                                 std::string address);
  /// Counts a failure; the result is what blocked_for() would have said before it.
  base::Task<base::Result<std::optional<std::chrono::milliseconds>>> failed(std::string account, std::string address);
  /// Forgets the account's failures; those of the address stay, or one good account would hide a search for others.
  base::Task<base::Result<void>> succeeded(std::string account);

 private:
  Cache& cache_;
  const ThrottleLimits limits_;
};

}  // namespace flumen::cache
