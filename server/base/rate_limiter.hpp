#pragma once

#include <algorithm>

#include "base/clock.hpp"

namespace flumen::base {

/// A token bucket: `burst` calls at once, then `per_second` on average. Owned by one thread.
class RateLimiter {
 public:
  RateLimiter(double per_second, double burst) : per_second_(per_second), burst_(burst), tokens_(burst) {}

  /// Takes one token; false when there is none.
  [[nodiscard]] bool allow(SteadyTime now) noexcept {
    if (!has_token(now)) return false;
    tokens_ -= 1.0;
    return true;
  }

  /// True when as much may come at once as ever.
  [[nodiscard]] bool is_full(SteadyTime now) noexcept {
    (void)has_token(now);
    return tokens_ >= burst_;
  }

  /// True when allow() would be.
  [[nodiscard]] bool has_token(SteadyTime now) noexcept {
    if (last_ != SteadyTime{}) {
      const double seconds = std::chrono::duration<double>(now - last_).count();
      tokens_ = std::min(burst_, tokens_ + seconds * per_second_);
    }
    last_ = now;
    return tokens_ >= 1.0;
  }

 private:
  double per_second_;
  double burst_;
  double tokens_;
  SteadyTime last_{};
};

}  // namespace flumen::base
