#pragma once

#include <cstdint>

namespace flumen::fight {

/// The finaliser of splitmix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", 2014).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t value) noexcept {
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

/// The dice of one command: splitmix64, begun anew from the fight's seed and the number of the event about to happen.
/// Nothing of it is left in the state, so a fight that is replayed from its log rolls on exactly where it stood.
class Dice {
 public:
  constexpr Dice(std::uint64_t seed, std::uint64_t event_number) noexcept : state_(mix(seed) ^ mix(event_number)) {}

  /// 0 … bound − 1. REQUIRES bound > 0.
  constexpr std::int32_t below(std::int32_t bound) noexcept {
    const std::uint64_t value = mix(state_);
    state_ += 0x9E3779B97F4A7C15ULL;
    return static_cast<std::int32_t>(((value >> 32) * static_cast<std::uint64_t>(bound)) >> 32);
  }
  /// REQUIRES least ≤ most.
  constexpr std::int32_t between(std::int32_t least, std::int32_t most) noexcept {
    return least + below(most - least + 1);
  }
  constexpr bool chance(std::int32_t percent) noexcept { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

}  // namespace flumen::fight
