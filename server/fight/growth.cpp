#include "fight/growth.hpp"

#include <algorithm>

namespace flumen::fight {
namespace {

constexpr std::int64_t kMostWisdom = 400;

/// What is left, in %, at so many levels beyond what is fair.
std::int64_t less_by(std::int64_t levels) { return levels <= 0 ? 100 : std::max<std::int64_t>(10, 100 - 5 * levels); }

}  // namespace

int level_of(const ExperienceCurve& curve, std::int64_t experience) noexcept {
  const auto above = std::ranges::upper_bound(curve, experience);
  return std::max<int>(1, static_cast<int>(above - curve.begin()));
}

std::int32_t points_at(const ClassGrowth& growth, int level) noexcept { return growth.points_per_level * (level - 1); }

StatSheet stats_of(const ClassGrowth& growth, int level, const SpentPoints& spent) noexcept {
  StatSheet sheet = growth.base;
  for (std::size_t i = 0; i < kSpendable.size(); ++i) sheet.set(kSpendable[i], sheet[kSpendable[i]] + spent[i]);
  sheet.set(Stat::health, sheet[Stat::health] + std::int64_t{growth.health_per_level} * (level - 1));
  return sheet;
}

std::vector<std::int64_t> share_experience(std::span<const Share> winners, std::span<const Prize> losers) {
  std::int64_t prize = 0;
  std::int64_t highest = 0;
  for (const Prize& loser : losers) {
    prize += std::clamp<std::int64_t>(loser.experience, 0, kMaxExperience / 1000);
    highest = std::max<std::int64_t>(highest, loser.level);
  }
  std::int64_t count = 0;
  std::int64_t levels = 0;
  for (const Share& winner : winners) {
    if (!winner.gains) continue;
    ++count;
    levels += winner.level;
  }
  std::vector<std::int64_t> gained;
  for (const Share& winner : winners) {
    std::int64_t part = 0;
    if (winner.gains && prize > 0) {
      part = prize * (100 + 25 * (count - 1)) / 100;
      part = part * winner.level / levels;
      part = part * less_by(winner.level - highest - 5) / 100;
      part = part * less_by(highest - winner.level - 10) / 100;
      part = part * (100 + std::clamp<std::int64_t>(winner.wisdom, 0, kMostWisdom)) / 100;
      part = std::max<std::int64_t>(part, 1);
    }
    gained.push_back(part);
  }
  return gained;
}

std::int32_t life_at(std::int32_t life, std::int32_t most, Millis then, Millis now) noexcept {
  if (now <= then || life >= most) return std::min(life, most);
  const std::int64_t a_second = (std::int64_t{most} + 99) / 100;
  // Nobody needs more than a hundred seconds: a larger product would only overflow.
  const std::int64_t seconds = std::min<std::int64_t>((now - then) / 1000, 1'000'000);
  return static_cast<std::int32_t>(std::min<std::int64_t>(most, life + seconds * a_second));
}

}  // namespace flumen::fight
