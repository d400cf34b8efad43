#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <boost/container/static_vector.hpp>

#include "fight/grid.hpp"
#include "fight/spell.hpp"
#include "fight/stats.hpp"

namespace flumen::fight {

/// Unix time, ms.
using Millis = std::int64_t;

inline constexpr std::size_t kMaxSideFighters = 8;
inline constexpr std::size_t kMaxFighters = 2 * kMaxSideFighters;
inline constexpr std::size_t kMaxSpells = 12;      ///< of one fighter
inline constexpr std::size_t kMaxBuffs = 16;       ///< on one fighter; the oldest makes room for one more
inline constexpr std::size_t kMaxObjects = 32;     ///< on the ground; the oldest makes room for one more
inline constexpr std::size_t kMaxStartCells = 16;  ///< of one side
inline constexpr int kMaxRounds = 200;             ///< then the fight is a draw

/// Fighters are numbered from 0 in the order they joined; the number is theirs for the whole fight.
using FighterId = std::uint8_t;
inline constexpr FighterId kNoFighter = 0xFF;

enum class Side : std::uint8_t { attackers, defenders };
[[nodiscard]] constexpr Side other(Side side) noexcept {
  return side == Side::attackers ? Side::defenders : Side::attackers;
}

enum class Phase : std::uint8_t { placement, active, finished };

enum class Outcome : std::uint8_t {
  undecided,
  attackers_won,
  defenders_won,
  draw,         ///< nobody lives, or kMaxRounds are over
  interrupted,  ///< the server ended it: nobody has lost
};

/// How a monster likes to fight.
enum class Behaviour : std::uint8_t {
  none,        ///< a player's: the engine never acts for it
  brute,       ///< goes close and hits
  skirmisher,  ///< hits from as far as it can
  supporter,   ///< helps its own before it hits
  coward,      ///< runs when hurt
};

/// Who takes part: what a caller knows of a fighter before the fight.
struct FighterSpec {
  StatSheet stats;
  std::int32_t life = 0;  ///< now; 1 … stats[health]
  std::int16_t level = 1;
  Behaviour behaviour = Behaviour::none;
  boost::container::static_vector<SpellIndex, kMaxSpells> spells;  ///< no spell twice
  bool operator==(const FighterSpec&) const = default;
};

/// Something that lasts on a fighter.
struct Buff {
  std::uint32_t id = 0;                 ///< unique in the fight
  EffectKind kind = EffectKind::boost;  ///< poison, regeneration, shield, thorns or boost
  Stat stat = Stat::power;              ///< boost
  Element element = Element::neutral;   ///< poison, thorns
  Hook hook = Hook::turn_start;         ///< poison, regeneration
  FighterId source = kNoFighter;
  SpellIndex spell = kNoSpell;
  std::int32_t amount = 0;  ///< shield: what it still takes
  std::uint8_t turns = 0;   ///< of the bearer, left
  bool fresh = false;       ///< begun in the bearer's own turn, whose end does not count
  bool operator==(const Buff&) const = default;
};

struct Fighter {
  FighterSpec spec;
  Side side = Side::attackers;
  Cell cell = kNoCell;
  bool alive = true;
  bool ready = false;   ///< placement
  bool absent = false;  ///< the player's connection is lost
  bool abandoned = false;
  std::int32_t life = 0;
  std::int32_t action_points = 0;                          ///< left in this turn
  std::int32_t movement_points = 0;                        ///< left in this turn
  std::array<std::uint8_t, kMaxSpells> cooldowns{};        ///< by place in spec.spells; turns left
  boost::container::static_vector<Buff, kMaxBuffs> buffs;  ///< oldest first

  /// A stat with every boost on it; action and movement points within 0 and their maximum, resistances at most
  /// kMaxResistance.
  [[nodiscard]] std::int32_t stat(Stat stat) const noexcept;
  bool operator==(const Fighter&) const = default;
};

/// A glyph or a trap.
struct GroundObject {
  std::uint32_t id = 0;                 ///< unique in the fight
  EffectKind kind = EffectKind::glyph;  ///< glyph or trap
  FighterId owner = kNoFighter;
  SpellIndex spell = kNoSpell;
  std::uint8_t effect = 0;   ///< its place in the spell's effects
  std::uint8_t turns = 0;    ///< glyph: of the owner, left
  bool critical = false;     ///< the payload rolls its critical numbers
  Cell cell = kNoCell;       ///< the middle
  Cell seen_from = kNoCell;  ///< where the caster stood: the direction of its area
  bool operator==(const GroundObject&) const = default;
};

/// What the fighter whose turn it is has cast in it.
struct TurnRecord {
  std::array<std::uint8_t, kMaxSpells> casts{};  ///< by place in spec.spells
  std::array<std::array<std::uint8_t, kMaxFighters>, kMaxSpells> casts_on{};
  bool operator==(const TurnRecord&) const = default;
};

struct TimeLimits {
  Millis placement = 45'000;
  Millis turn = 30'000;
  Millis absent_turn = 10'000;  ///< the turn of a player whose connection is lost
  bool operator==(const TimeLimits&) const = default;
};

/// A whole fight. A plain value without heap: copying it is how one thinks ahead, comparing it how one tests.
/// Changed only by apply() and replay(). Not thread-safe.
struct State {
  const SpellBook* book = nullptr;  ///< outlives the state; not owned
  std::uint64_t seed = 0;           ///< never told to a client: it knows every roll to come
  std::uint64_t events = 0;         ///< happened so far: the number of the newest
  TimeLimits limits;
  Phase phase = Phase::placement;
  Outcome outcome = Outcome::undecided;
  std::int32_t round = 0;                                          ///< from 1 when active
  Millis deadline = 0;                                             ///< of the placement or the turn
  std::uint8_t turn = 0;                                           ///< active: whose turn, as a place in `order`
  std::uint32_t next_id = 1;                                       ///< of buffs and objects
  boost::container::static_vector<FighterId, kMaxFighters> order;  ///< of turns, once active; the dead stay in it
  boost::container::static_vector<Fighter, kMaxFighters> fighters;
  boost::container::static_vector<GroundObject, kMaxObjects> objects;                ///< oldest first
  std::array<boost::container::static_vector<Cell, kMaxStartCells>, 2> start_cells;  ///< by Side
  TurnRecord record;
  Grid grid;

  /// Whose turn it is, or kNoFighter outside the active phase.
  [[nodiscard]] FighterId active() const noexcept;
  /// Fighters of a side, the dead and those who have abandoned included: nobody gets their places.
  [[nodiscard]] std::size_t count_of(Side side) const noexcept;
  /// The living fighter on a cell, or kNoFighter.
  [[nodiscard]] FighterId fighter_on(Cell cell) const noexcept;
  /// The cells living fighters stand on.
  [[nodiscard]] CellSet occupied() const noexcept;
  /// What blocks a line of sight now: obstacles and living fighters.
  [[nodiscard]] CellSet blocks_sight() const noexcept;
  bool operator==(const State&) const = default;
};

[[nodiscard]] std::string_view to_string(Side side) noexcept;
[[nodiscard]] std::string_view to_string(Phase phase) noexcept;
[[nodiscard]] std::string_view to_string(Outcome outcome) noexcept;
[[nodiscard]] std::string_view to_string(Behaviour behaviour) noexcept;
[[nodiscard]] std::optional<Behaviour> behaviour_from(std::string_view name) noexcept;

}  // namespace flumen::fight
