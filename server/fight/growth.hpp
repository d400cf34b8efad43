#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "fight/state.hpp"
#include "fight/stats.hpp"

/// How characters grow: pure functions of numbers that are stored.
namespace flumen::fight {

inline constexpr int kMaxLevel = 200;
inline constexpr std::int64_t kMaxExperience = 1'000'000'000'000;

/// curve[level − 1] is the experience a level begins at: curve[0] = 0, then strictly rising, kMaxLevel entries.
using ExperienceCurve = std::array<std::int64_t, kMaxLevel>;

/// The level that much experience makes, 1 … kMaxLevel.
[[nodiscard]] int level_of(const ExperienceCurve& curve, std::int64_t experience) noexcept;

/// The stats points can be spent on, one point for one.
inline constexpr std::array kSpendable = {Stat::health,       Stat::wisdom,  Stat::strength,
                                          Stat::intelligence, Stat::agility, Stat::chance};
using SpentPoints = std::array<std::int32_t, kSpendable.size()>;  ///< by place in kSpendable; none negative

/// How one class grows.
struct ClassGrowth {
  StatSheet base;                     ///< at level 1
  std::int32_t points_per_level = 5;  ///< to spend, from level 2 on
  std::int32_t health_per_level = 5;
};

/// Points a character of that level has been given altogether.
[[nodiscard]] std::int32_t points_at(const ClassGrowth& growth, int level) noexcept;

/// The stat sheet of a character. REQUIRES 1 ≤ level ≤ kMaxLevel.
[[nodiscard]] StatSheet stats_of(const ClassGrowth& growth, int level, const SpentPoints& spent) noexcept;

/// One who fought, as experience is shared.
struct Share {
  std::int32_t level = 1;
  std::int32_t wisdom = 0;
  bool gains = true;  ///< false for monsters, for who abandoned and for who lost
};

/// One who was beaten.
struct Prize {
  std::int32_t level = 1;
  std::int64_t experience = 0;
};

/// What each of `winners` gains for beating `losers`, in their order; docs/fights.md has the formula.
[[nodiscard]] std::vector<std::int64_t> share_experience(std::span<const Share> winners, std::span<const Prize> losers);

/// Life points of a character who had `life` at `then` and has not fought since: one more each second for every
/// hundred (begun) of `most`, up to `most`. What the clock says to be before `then` heals nothing.
[[nodiscard]] std::int32_t life_at(std::int32_t life, std::int32_t most, Millis then, Millis now) noexcept;

}  // namespace flumen::fight
