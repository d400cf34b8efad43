#pragma once

#include <algorithm>
#include <chrono>

#include "base/clock.hpp"

namespace flumen::base {

/// How often something may happen: `burst` times at once, then `per_second` on average. What is rarer than once an hour
/// counts as once an hour.
class Rate {
 public:
  constexpr Rate(double per_second, double burst)
      : interval_(static_cast<std::int64_t>(1e9 / std::max(per_second, 1.0 / 3600))),
        span_(static_cast<std::int64_t>(static_cast<double>(interval_.count()) * burst)) {}

 private:
  friend class RateLimiter;
  std::chrono::nanoseconds interval_;  // in which a token comes back
  std::chrono::nanoseconds span_;      // in which all of them do
};

/// A token bucket, of which all that is kept is when it will be full again (the generic cell rate algorithm, ITU-T
/// I.371): one number, since every player has several. Every call names the same rate. Owned by one thread.
class RateLimiter {
 public:
  /// Takes one token; false when there is none.
  [[nodiscard]] bool allow(const Rate& rate, SteadyTime now) noexcept {
    if (!has_token(rate, now)) return false;
    full_at_ = std::max(full_at_, now) + rate.interval_;
    return true;
  }

  /// True when as much may come at once as ever.
  [[nodiscard]] bool is_full(SteadyTime now) const noexcept { return full_at_ <= now; }

  /// True when allow() would be.
  [[nodiscard]] bool has_token(const Rate& rate, SteadyTime now) const noexcept {
    return std::max(full_at_, now) + rate.interval_ <= now + rate.span_;
  }

 private:
  SteadyTime full_at_{};
};

}  // namespace flumen::base
