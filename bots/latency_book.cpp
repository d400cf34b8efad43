#include "bots/latency_book.hpp"

#include <algorithm>

namespace flumen::bots {

void LatencyBook::introduce(std::size_t bot, base::UserId user) {
  const std::lock_guard lock(mutex_);
  bots_[user] = bot;
}

void LatencyBook::sent(std::size_t bot, ExactPosition position, base::SteadyTime intended) {
  const std::lock_guard lock(mutex_);
  Ring& ring = sent_[bot];
  ring.moves[ring.count++ % kKept] = {position, intended};
}

std::optional<base::SteadyTime> LatencyBook::intended(const MoveSeen& move) const {
  const std::lock_guard lock(mutex_);
  const auto bot = bots_.find(move.user);
  if (bot == bots_.end()) return std::nullopt;
  const Ring& ring = sent_[bot->second];
  // The newest first: a place that was visited twice means the last visit.
  for (std::size_t back = 1; back <= std::min(ring.count, kKept); ++back) {
    const Move& sent = ring.moves[(ring.count - back) % kKept];
    if (sent.position == move.position) return sent.intended;
  }
  return std::nullopt;
}

}  // namespace flumen::bots
