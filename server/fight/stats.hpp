#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace flumen::fight {

enum class Element : std::uint8_t { neutral, earth, fire, air, water };
inline constexpr std::size_t kElements = 5;

/// What a fighter is made of. The numbers of resist_* follow those of Element.
enum class Stat : std::uint8_t {
  health,           ///< life points at most
  action_points,    ///< a turn
  movement_points,  ///< a turn
  initiative,
  strength,      ///< % more earth and neutral damage
  intelligence,  ///< % more fire damage and healing
  agility,       ///< % more air damage; tackling and escaping
  chance,        ///< % more water damage
  wisdom,        ///< taking and keeping points
  power,         ///< % more damage of every element
  damage,        ///< added to every hit
  healing,       ///< added to every heal
  range,         ///< cells added to spells whose range can change
  critical,      ///< taken off a spell's 1 in N
  resist_neutral,
  resist_earth,
  resist_fire,
  resist_air,
  resist_water,  ///< % off, at most kMaxResistance
  shield_neutral,
  shield_earth,
  shield_fire,
  shield_air,
  shield_water,  ///< taken off each hit, after the percentage
};
inline constexpr std::size_t kStats = 24;

/// Every stat lies within ± this, boosts included.
inline constexpr std::int32_t kMaxStat = 1'000'000;
inline constexpr std::int32_t kMaxResistance = 75;    ///< %
inline constexpr std::int32_t kMaxActionPoints = 20;  ///< a turn, boosts included
inline constexpr std::int32_t kMaxMovementPoints = 12;

[[nodiscard]] constexpr Stat resistance_to(Element element) noexcept {
  return static_cast<Stat>(static_cast<std::size_t>(Stat::resist_neutral) + static_cast<std::size_t>(element));
}
[[nodiscard]] constexpr Stat shield_against(Element element) noexcept {
  return static_cast<Stat>(static_cast<std::size_t>(Stat::shield_neutral) + static_cast<std::size_t>(element));
}

/// The stat that strengthens an element.
[[nodiscard]] constexpr Stat strength_of(Element element) noexcept {
  constexpr std::array kBy = {Stat::strength, Stat::strength, Stat::intelligence, Stat::agility, Stat::chance};
  return kBy[static_cast<std::size_t>(element)];
}

class StatSheet {
 public:
  [[nodiscard]] constexpr std::int32_t operator[](Stat stat) const noexcept {
    return values_[static_cast<std::size_t>(stat)];
  }
  /// Kept within ± kMaxStat.
  constexpr void set(Stat stat, std::int64_t value) noexcept {
    values_[static_cast<std::size_t>(stat)] =
        static_cast<std::int32_t>(std::clamp<std::int64_t>(value, -kMaxStat, kMaxStat));
  }
  bool operator==(const StatSheet&) const = default;

 private:
  std::array<std::int32_t, kStats> values_{};
};

/// The stable snake_case names, for data files and the wire.
[[nodiscard]] std::string_view to_string(Element element) noexcept;
[[nodiscard]] std::string_view to_string(Stat stat) noexcept;
[[nodiscard]] std::optional<Element> element_from(std::string_view name) noexcept;
[[nodiscard]] std::optional<Stat> stat_from(std::string_view name) noexcept;

}  // namespace flumen::fight
