#include "bots/latency_book.hpp"

#include <algorithm>
#include <bit>

namespace flumen::bots {
namespace {

/// One number for a position; never 0, as positions have less than 31 bits.
std::uint64_t place_of(ExactPosition position) noexcept {
  constexpr std::uint64_t kNeverZero = std::uint64_t{1} << 63;
  return kNeverZero | (static_cast<std::uint64_t>(static_cast<std::uint32_t>(position.x)) << 32) |
         static_cast<std::uint32_t>(position.y);
}

}  // namespace

LatencyBook::LatencyBook(std::size_t bots) : players_(std::bit_ceil(2 * bots + 1)), sent_(bots) {}

void LatencyBook::introduce(std::size_t bot, base::UserId user) noexcept {
  if (bot_of(user)) return;
  const std::size_t begin = std::hash<base::UserId>{}(user);
  for (std::size_t i = 0; i < players_.size(); ++i) {
    Player& player = players_[(begin + i) % players_.size()];
    std::uint32_t state = kFree;
    if (!player.state.compare_exchange_strong(state, kBeingWritten)) continue;
    player.bot = static_cast<std::uint32_t>(bot);
    player.user = user;
    player.state.store(kWritten, std::memory_order_release);
    return;
  }
}

std::optional<std::size_t> LatencyBook::bot_of(base::UserId user) const noexcept {
  const std::size_t begin = std::hash<base::UserId>{}(user);
  for (std::size_t i = 0; i < players_.size(); ++i) {
    const Player& player = players_[(begin + i) % players_.size()];
    const std::uint32_t state = player.state.load(std::memory_order_acquire);
    if (state == kFree) return std::nullopt;
    if (state == kWritten && player.user == user) return player.bot;
  }
  return std::nullopt;
}

void LatencyBook::sent(std::size_t bot, ExactPosition position, base::SteadyTime intended) noexcept {
  Ring& ring = sent_[bot];
  const std::uint32_t count = ring.count.load(std::memory_order_relaxed);
  Move& move = ring.moves[count % kKept];
  move.place.store(0, std::memory_order_relaxed);
  // Whoever reads this time sees that the place is gone.
  move.intended.store(intended.time_since_epoch().count(), std::memory_order_release);
  move.place.store(place_of(position), std::memory_order_release);
  ring.count.store(count + 1, std::memory_order_release);
}

std::optional<base::SteadyTime> LatencyBook::intended(const MoveSeen& seen) const noexcept {
  const auto bot = bot_of(seen.user);
  if (!bot) return std::nullopt;
  const Ring& ring = sent_[*bot];
  const std::uint64_t wanted = place_of(seen.position);
  const std::uint32_t count = ring.count.load(std::memory_order_acquire);
  // The newest first: a place that was visited twice means the last visit.
  for (std::uint32_t back = 1; back <= std::min<std::uint32_t>(count, kKept); ++back) {
    const Move& move = ring.moves[(count - back) % kKept];
    if (move.place.load(std::memory_order_acquire) != wanted) continue;
    const auto time = move.intended.load(std::memory_order_acquire);
    if (move.place.load(std::memory_order_relaxed) == wanted) {
      return base::SteadyTime(base::SteadyTime::duration(time));
    }
  }
  return std::nullopt;
}

}  // namespace flumen::bots
