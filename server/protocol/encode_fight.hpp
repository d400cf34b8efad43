#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/map_id.hpp"
#include "base/uuid.hpp"
#include "fight/event.hpp"
#include "fight/state.hpp"
#include "protocol/encode_combat.hpp"

/// A fight's state and events in the words of docs/fights.md. As in encode.hpp, every function appends one whole frame.
namespace flumen::protocol {

/// Who a fighter is: what the engine does not know.
struct FighterIdentity {
  std::optional<base::UserId> user;  ///< nothing for monsters
  std::string name;                  ///< the character's
  std::string character_class;
  std::string monster;  ///< the id of its kind
};

/// What the numbers of a fight are called. Borrowed for one call.
struct FightNames {
  std::span<const std::string> spells;        ///< by fight::SpellIndex
  std::span<const FighterIdentity> fighters;  ///< by fight::FighterId
};

/// What a fight is besides its state.
struct FightHead {
  FightId id;
  base::MapId map;
  FightKind kind = FightKind::monsters;
};

/// Who looks: one fighter, or a whole side, or somebody who watches.
struct Viewer {
  std::optional<fight::FighterId> fighter;  ///< whose spells are told
  std::optional<fight::Side> side;          ///< whose traps are seen
};

void append_combat_started(std::string& out, const FightHead& head, const fight::State& state, const FightNames& names,
                           const Viewer& viewer);

/// `events` are those from number `first` on, already redacted for who gets this; `state` is the fight after them.
void append_combat_update(std::string& out, FightId fight, std::uint64_t first, std::span<const fight::Event> events,
                          const fight::State& state, const FightNames& names);

}  // namespace flumen::protocol
