#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/clock.hpp"
#include "base/uuid.hpp"
#include "bots/messages.hpp"
#include "bots/shared_array.hpp"

namespace flumen::bots {

/// What every bot has sent lately and when it meant to, so that who receives it can tell how long it took. The clock
/// is the machine's, the same for every process on it. Safe from any thread of any process that shares it, as long as
/// one thread at a time speaks for a bot.
class LatencyBook {
 public:
  /// REQUIRES bots ≥ 1.
  explicit LatencyBook(std::size_t bots);

  /// The account that bot plays; from then on its moves are known by that name.
  void introduce(std::size_t bot, base::UserId user) noexcept;
  /// REQUIRES bot < the number of bots.
  void sent(std::size_t bot, ExactPosition position, base::SteadyTime intended) noexcept;
  /// When the move was intended; nothing for strangers and for moves older than the last kKept.
  [[nodiscard]] std::optional<base::SteadyTime> intended(const MoveSeen& move) const noexcept;

  static constexpr std::size_t kKept = 64;

 private:
  // Written place, time, place: whoever sees the same place before and after has read the time that belongs to it.
  struct Move {
    std::atomic<std::uint64_t> place{0};  // 0: being written
    std::atomic<base::SteadyTime::rep> intended{0};
  };
  struct Ring {
    std::array<Move, kKept> moves;
    std::atomic<std::uint32_t> count{0};
  };
  /// Of an open hash table by account. Written once.
  struct Player {
    std::atomic<std::uint32_t> state{kFree};
    std::uint32_t bot = 0;
    base::UserId user;
  };
  static constexpr std::uint32_t kFree = 0;
  static constexpr std::uint32_t kBeingWritten = 1;
  static constexpr std::uint32_t kWritten = 2;

  [[nodiscard]] std::optional<std::size_t> bot_of(base::UserId user) const noexcept;

  SharedArray<Player> players_;
  SharedArray<Ring> sent_;
};

}  // namespace flumen::bots
