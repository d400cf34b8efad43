#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/uuid.hpp"
#include "bots/shared_array.hpp"

namespace flumen::bots {

/// Who of those who fight each other stands ready, and under which account: a challenge names its partner. Safe from
/// any thread of any process that shares it, as long as one thread at a time speaks for a bot.
class Sparring {
 public:
  /// REQUIRES bots ≥ 1.
  explicit Sparring(std::size_t bots) : places_(bots) {}

  /// The account a bot plays, always the same one. REQUIRES bot < the number of bots, here and below.
  void introduce(std::size_t bot, base::UserId user) noexcept {
    Place& place = places_[bot];
    if (place.state.load(std::memory_order_relaxed) != kUnknown) return;
    place.user = user;
    place.state.store(kBusy, std::memory_order_release);
  }
  /// Does nothing for who was not introduced.
  void set_ready(std::size_t bot, bool ready) noexcept {
    Place& place = places_[bot];
    if (place.state.load(std::memory_order_relaxed) == kUnknown) return;
    place.state.store(ready ? kReady : kBusy, std::memory_order_release);
  }
  /// The account of a bot that is ready; nothing while it is not.
  [[nodiscard]] std::optional<base::UserId> ready(std::size_t bot) const noexcept {
    const Place& place = places_[bot];
    if (place.state.load(std::memory_order_acquire) != kReady) return std::nullopt;
    return place.user;
  }

 private:
  static constexpr std::uint32_t kUnknown = 0;
  static constexpr std::uint32_t kBusy = 1;
  static constexpr std::uint32_t kReady = 2;
  struct Place {
    std::atomic<std::uint32_t> state{kUnknown};
    base::UserId user;  // written once, before state leaves kUnknown
  };
  SharedArray<Place> places_;
};

}  // namespace flumen::bots
