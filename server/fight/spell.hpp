#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "fight/area.hpp"
#include "fight/stats.hpp"

namespace flumen::fight {

/// Whole numbers from `least` to `most`, both possible. A default one is 0.
struct Roll {
  std::int32_t least = 0;
  std::int32_t most = 0;
  bool operator==(const Roll&) const = default;
};

/// What an effect does. `roll` is the number meant.
enum class EffectKind : std::uint8_t {
  damage,                  ///< takes `roll` life points
  heal,                    ///< gives `roll` life points
  steal,                   ///< damage; the caster gets half of what was taken
  push,                    ///< `roll` cells away; what is not walked because something is in the way hurts
  pull,                    ///< up to `roll` cells nearer
  teleport,                ///< the caster, to the target cell
  remove_action_points,    ///< up to `roll`, each can be dodged; lasts `turns`
  remove_movement_points,  ///< the same
  poison,                  ///< `roll` damage at each `hook`, for `turns`
  regeneration,            ///< `roll` healing at each `hook`, for `turns`
  shield,                  ///< takes the next `roll` damage, for `turns` at most
  thorns,                  ///< each hit taken hurts its source by `roll`, for `turns`
  boost,                   ///< adds `roll` (which may be negative) to `stat`, for `turns`
  glyph,                   ///< ground that acts on who begins a turn on it, for `turns` of the caster
  trap,                    ///< unseen ground that acts once, when somebody steps on it
};
inline constexpr std::size_t kEffectKinds = 15;

/// When a lasting effect acts, in its bearer's turn.
enum class Hook : std::uint8_t { turn_start, turn_end };

/// Whom an effect in its area touches, seen from the caster.
enum class Targets : std::uint8_t { enemies, allies, everyone, caster };

struct Effect {
  EffectKind kind = EffectKind::damage;
  Element element = Element::neutral;
  Stat stat = Stat::power;  ///< boost
  Targets targets = Targets::everyone;
  Hook hook = Hook::turn_start;
  std::uint8_t turns = 0;  ///< 1 … kMaxTurns where it lasts
  Roll roll;
  Roll critical_roll;
  Area area;                    ///< glyph, trap: the ground it lies on, and where `payload` acts
  std::vector<Effect> payload;  ///< glyph, trap: what it does; holds no glyph, trap, teleport

  bool operator==(const Effect&) const = default;
};
inline constexpr int kMaxTurns = 20;
inline constexpr std::int32_t kMaxEffectAmount = 100'000;  ///< life points, or of a stat
inline constexpr std::size_t kMaxEffects = 8;              ///< of a spell, and of a payload

/// What must be on the target cell. Fighters only ever stand on walkable cells, and only those can be aimed at.
enum class TargetCell : std::uint8_t { any, fighter, enemy, ally, caster, free };

struct Spell {
  std::uint8_t action_points = 0;    ///< 1 … 20
  std::uint8_t least_range = 0;      ///< cells
  std::uint8_t most_range = 0;       ///< cells, at most kMaxRange
  bool range_is_modifiable = false;  ///< the caster's `range` counts
  bool in_line_only = false;
  bool needs_line_of_sight = true;
  TargetCell target_cell = TargetCell::any;
  std::uint8_t cooldown = 0;          ///< castable again so many of the caster's turns later; 0: at once
  std::uint8_t casts_per_turn = 0;    ///< 0: no limit but the points
  std::uint8_t casts_per_target = 0;  ///< a turn; 0: no limit
  std::uint8_t critical = 0;          ///< 1 in N; 0: never
  std::uint8_t level = 1;             ///< the level a character must have
  std::vector<Effect> effects;        ///< 1 … kMaxEffects, acted out in this order

  bool operator==(const Spell&) const = default;
};
inline constexpr int kMaxRange = 60;

/// A spell's place in the book: what the state, commands and events call it by.
using SpellIndex = std::uint16_t;
inline constexpr SpellIndex kNoSpell = 0xFFFF;

/// Every spell there is. Immutable while a fight uses it.
using SpellBook = std::vector<Spell>;

/// What is wrong with a spell, as a sentence without a full stop; nothing when a fight can work with it. A book holds
/// only spells without fault.
[[nodiscard]] std::optional<std::string_view> fault_of(const Spell& spell);
/// The same of an effect, which may be one of what a glyph or trap does.
[[nodiscard]] std::optional<std::string_view> fault_of(const Effect& effect, bool in_payload);

/// True for what stays on a fighter or on the ground.
[[nodiscard]] bool lasts(EffectKind kind) noexcept;

/// True when casting it must not be seen to the point by the other side.
[[nodiscard]] bool lays_trap(const Spell& spell) noexcept;

[[nodiscard]] std::string_view to_string(EffectKind kind) noexcept;
[[nodiscard]] std::string_view to_string(Hook hook) noexcept;
[[nodiscard]] std::string_view to_string(Targets targets) noexcept;
[[nodiscard]] std::string_view to_string(TargetCell rule) noexcept;
[[nodiscard]] std::optional<EffectKind> effect_kind_from(std::string_view name) noexcept;
[[nodiscard]] std::optional<Hook> hook_from(std::string_view name) noexcept;
[[nodiscard]] std::optional<Targets> targets_from(std::string_view name) noexcept;
[[nodiscard]] std::optional<TargetCell> target_cell_from(std::string_view name) noexcept;

}  // namespace flumen::fight
