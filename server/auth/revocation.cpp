#include "auth/revocation.hpp"

namespace flumen::auth {

using std::chrono::ceil;
using std::chrono::milliseconds;

base::Task<base::Result<void>> Revocation::revoke(std::string key, base::SystemTime expires_at) {
  auto stored = co_await database_.tokens().revoke_access(key, expires_at);
  if (!stored) co_return stored;
  const auto remaining = ceil<milliseconds>(expires_at - clock_.system_now());
  if (remaining.count() <= 0) co_return base::Result<void>{};
  const auto copied = co_await tokens_.add(std::move(key), remaining);
  if (!copied) {
    losses_.fetch_add(1);
    complete_in_.store(kNever);
  }
  co_return base::Result<void>{};
}

base::Task<base::Result<bool>> Revocation::is_revoked(std::string key) {
  if (complete()) {
    const auto copy = co_await tokens_.contains(key);
    // A yes is always true; a no counts only when nothing was lost meanwhile.
    if (copy && (*copy || complete())) co_return *copy;
  } else if (refill_is_due()) {
    const auto filled = co_await fill();
    if (!filled) logger_.warning("cannot read the revoked tokens", {{"reason", filled.error().message}});
  }
  co_return co_await database_.tokens().is_access_revoked(std::move(key));
}

base::Task<base::Result<void>> Revocation::fill() {
  const std::uint64_t generation = cache_.generation();
  const std::uint64_t losses = losses_.load();
  const base::SystemTime now = clock_.system_now();
  auto revoked = co_await database_.tokens().revoked_access(now);
  if (!revoked) co_return revoked.error();
  for (const auto& [key, expires_at] : *revoked) {
    const auto remaining = ceil<milliseconds>(expires_at - now);
    if (remaining.count() <= 0) continue;
    const auto copied = co_await tokens_.add(key, remaining);
    if (!copied) {
      logger_.warning("going on without the cached list of revoked tokens", {{"reason", copied.error().message}});
      co_return base::Result<void>{};
    }
  }
  // What was lost while this filled makes the copy incomplete again.
  if (losses == losses_.load()) complete_in_.store(generation);
  co_return base::Result<void>{};
}

bool Revocation::complete() const noexcept { return complete_in_.load() == cache_.generation(); }

bool Revocation::refill_is_due() {
  const base::SteadyTime now = clock_.steady_now();
  auto due = next_refill_.load();
  if (now.time_since_epoch().count() < due) return false;
  return next_refill_.compare_exchange_strong(due, (now + kRefillPause).time_since_epoch().count());
}

}  // namespace flumen::auth
