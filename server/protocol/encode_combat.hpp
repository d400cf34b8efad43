#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/map_id.hpp"
#include "base/uuid.hpp"
#include "protocol/combat.hpp"

/// What is said around fights: groups and fights on a map, challenges, answers, ends. As in encode.hpp, every function
/// appends one whole frame. docs/fights.md has the fields.
namespace flumen::protocol {

/// One who takes part, as others see it on the map: a player by name, or a monster by its id.
struct CombatantView {
  std::string_view name;  ///< empty for monsters
  std::string_view monster;
  std::int32_t level = 1;
};

struct GroupView {
  std::uint32_t group = 0;
  double x = 0;
  double y = 0;
  std::vector<CombatantView> monsters;
};

enum class FightKind : std::uint8_t { monsters, challenge };
[[nodiscard]] std::string_view to_string(FightKind kind) noexcept;

/// The marker of a fight.
struct FightView {
  FightId id;
  double x = 0;
  double y = 0;
  FightKind kind = FightKind::monsters;
  bool in_placement = true;
  std::int64_t ends_at = 0;  ///< of the placement, Unix ms
  std::array<std::vector<CombatantView>, 2> sides;
  std::array<bool, 2> open{};  ///< by side: whether it can be joined
};

/// What stands on a map, or what has changed there.
struct MonstersData {
  base::MapId map;
  bool complete = false;
  std::vector<GroupView> groups;
  std::vector<FightView> fights;
  std::vector<std::uint32_t> gone_groups;
  std::vector<FightId> gone_fights;
};

void append_monsters_data(std::string& out, const MonstersData& data);

struct ChallengeView {
  ChallengeState state = ChallengeState::offered;
  base::UserId from;
  base::UserId to;
  std::string_view name;  ///< of the character that asked
  std::int32_t level = 1;
  std::int64_t ends_at = 0;  ///< Unix ms
};

void append_combat_challenge(std::string& out, const ChallengeView& challenge);

/// Without a fight there is no event either.
void append_combat_action_response(std::string& out, std::string_view action, std::optional<FightId> fight,
                                   std::uint64_t event, std::optional<std::int64_t> reply_to);

/// One player at the end of a fight.
struct EndedFighterView {
  fight::FighterId fighter = 0;
  std::int64_t experience_gained = 0;
  std::int64_t experience = 0;
  std::int32_t level = 1;
  std::int32_t levels_gained = 0;
  std::int32_t life = 1;
  std::int32_t most_life = 1;
};

/// Where somebody is after a fight.
struct Place {
  base::MapId map;
  double x = 0;
  double y = 0;
};

struct EndView {
  FightId id;
  FightResult result = FightResult::watched;
  fight::Outcome outcome = fight::Outcome::undecided;
  std::int32_t rounds = 0;
  std::span<const EndedFighterView> fighters;
  std::optional<Place> place;  ///< nothing for who watched
};

void append_combat_ended(std::string& out, const EndView& end);

}  // namespace flumen::protocol
