#pragma once

#include <cstdint>

namespace flumen::world {

// Whole numbers only: the same on every machine, whatever its floating point does.

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t value) noexcept {
  value += 0x9E3779B97F4A7C15ULL;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31);
}

/// One number for a place, different for every `seed`.
[[nodiscard]] constexpr std::uint64_t hash_of(std::uint64_t seed, std::int64_t x, std::int64_t y) noexcept {
  return mix(mix(seed ^ mix(static_cast<std::uint64_t>(x))) ^ static_cast<std::uint64_t>(y));
}

/// A stream of pseudo-random numbers (splitmix64).
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) noexcept : state_(seed) {}

  constexpr std::uint64_t next() noexcept {
    const std::uint64_t value = mix(state_);
    state_ += 0x9E3779B97F4A7C15ULL;
    return value;
  }
  /// 0 … bound − 1. REQUIRES 0 < bound ≤ 2³¹.
  constexpr int below(int bound) noexcept {
    return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(bound)) >> 32);
  }
  constexpr int between(int least, int most) noexcept { return least + below(most - least + 1); }
  constexpr bool chance(int percent) noexcept { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

/// Smooth noise: random values 0 … 65,535 at the corners of squares of `period`, eased between them.
/// REQUIRES 0 < period ≤ 65,536.
[[nodiscard]] constexpr std::int64_t value_noise(std::uint64_t seed, std::int64_t x, std::int64_t y,
                                                 std::int64_t period) noexcept {
  const auto floor_divide = [](std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); };
  // 3t² − 2t³ in 16-bit fixed point.
  const auto ease = [](std::int64_t t) { return (t * t >> 16) * (3 * 65536 - 2 * t) >> 16; };
  const auto corner = [seed](std::int64_t cx, std::int64_t cy) {
    return static_cast<std::int64_t>(hash_of(seed, cx, cy) >> 48);
  };
  const auto between = [](std::int64_t a, std::int64_t b, std::int64_t t) { return a + ((b - a) * t >> 16); };

  const std::int64_t cx = floor_divide(x, period);
  const std::int64_t cy = floor_divide(y, period);
  const std::int64_t tx = ease((x - cx * period) * 65536 / period);
  const std::int64_t ty = ease((y - cy * period) * 65536 / period);
  return between(between(corner(cx, cy), corner(cx + 1, cy), tx),
                 between(corner(cx, cy + 1), corner(cx + 1, cy + 1), tx), ty);
}

/// Two octaves: two thirds coarse, one third twice as fine.
[[nodiscard]] constexpr std::int64_t fractal_noise(std::uint64_t seed, std::int64_t x, std::int64_t y,
                                                   std::int64_t period) noexcept {
  return (2 * value_noise(seed, x, y, period) + value_noise(mix(seed), x, y, period / 2)) / 3;
}

}  // namespace flumen::world
