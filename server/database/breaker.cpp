#include "database/breaker.hpp"

#include <algorithm>

namespace flumen::database {

bool Breaker::is_away() const {
  const std::lock_guard lock(mutex_);
  return failures_ > 0;
}

std::optional<base::SteadyTime> Breaker::try_enter(base::SteadyTime now) {
  const std::lock_guard lock(mutex_);
  if (failures_ == 0) return std::nullopt;
  if (probing_) return std::max(retry_at_, now + backoff_.delay(1));
  if (now < retry_at_) return retry_at_;
  probing_ = true;
  return std::nullopt;
}

std::optional<base::SteadyTime::duration> Breaker::succeeded(base::SteadyTime now) {
  const std::lock_guard lock(mutex_);
  probing_ = false;
  if (failures_ == 0) return std::nullopt;
  failures_ = 0;
  return now - away_since_;
}

Breaker::Failure Breaker::failed(base::SteadyTime now) {
  const std::lock_guard lock(mutex_);
  probing_ = false;
  const bool first = failures_++ == 0;
  if (first) away_since_ = now;
  retry_at_ = now + backoff_.delay(failures_);
  return {.first = first, .retry_at = retry_at_};
}

}  // namespace flumen::database
