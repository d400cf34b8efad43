#include "game/challenges.hpp"

#include <algorithm>
#include <utility>

namespace flumen::game {

template <class Predicate>
std::optional<Challenge> Challenges::take_if(Predicate predicate) {
  const auto found = std::ranges::find_if(open_, predicate);
  if (found == open_.end()) return std::nullopt;
  Challenge taken = std::move(*found);
  open_.erase(found);
  return taken;
}

bool Challenges::holds(base::UserId user) const noexcept {
  return std::ranges::any_of(open_, [&](const Challenge& c) { return c.from.user == user || c.to.user == user; });
}

std::optional<Challenge> Challenges::take(base::UserId from, base::UserId to) {
  return take_if([&](const Challenge& c) { return c.from.user == from && c.to.user == to; });
}

std::optional<Challenge> Challenges::take_from(base::UserId from) {
  return take_if([&](const Challenge& c) { return c.from.user == from; });
}

std::optional<Challenge> Challenges::take_of(base::UserId user) {
  return take_if([&](const Challenge& c) { return c.from.user == user || c.to.user == user; });
}

std::optional<Challenge> Challenges::take_expired(fight::Millis now) {
  return take_if([&](const Challenge& c) { return c.ends_at <= now; });
}

}  // namespace flumen::game
