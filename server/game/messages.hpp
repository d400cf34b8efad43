#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.hpp"
#include "base/map_id.hpp"
#include "base/shared_bytes.hpp"
#include "base/uuid.hpp"
#include "database/growth_repository.hpp"
#include "game/frame_block.hpp"
#include "game/growth.hpp"
#include "protocol/binary.hpp"
#include "protocol/messages.hpp"
#include "world/geometry.hpp"

/// What actors say to each other. Everything is a value or immutable and shared, so that a message may cross threads
/// (and, one day, processes).
namespace flumen::game {

using SessionId = std::uint64_t;
using Profile = std::shared_ptr<const protocol::PlayerProfile>;
using Seq = std::optional<std::int64_t>;

/// Where a session can be reached. Weak: a session that has ended is simply not there any more.
struct SessionAddress {
  std::uint32_t shard = 0;
  SessionId id = 0;
  bool operator==(const SessionAddress&) const = default;
};

/// What has become of a character in a fight.
struct Gain {
  Profile profile;
  Growth growth;
};

namespace to_map {

/// A player arrives: at a position, or by an edge whose spawn point the map knows.
struct Enter {
  base::MapId map;
  SessionAddress session;
  Profile profile;
  Growth growth;
  std::variant<world::Point, base::Edge> arrival;
  protocol::MoveForm form = protocol::MoveForm::text;  ///< how it is told of moves
};

struct Move {
  base::MapId map;
  SessionId session = 0;
  Slot slot = 0;
  world::Point position;
  base::SteadyTime received;
  Seq seq;
  bool named_this_map = true;  ///< false: the client believes to be elsewhere, and must be put right
};

/// The player asks to go to a neighbouring map.
struct ChangeMap {
  base::MapId map;
  SessionId session = 0;
  Slot slot = 0;
  base::MapId target;
  Seq seq;
};

/// The session ends. The map saves the position, then tells the hub that the account is free.
struct Leave {
  base::MapId map;
  SessionAddress session;
  protocol::LeaveReason reason = protocol::LeaveReason::left;
};

struct Chat {
  base::MapId map;
  SessionId session = 0;
  Slot slot = 0;
  std::string text;
};

struct ListPlayers {
  base::MapId map;
  SessionId session = 0;
  Slot slot = 0;
  Seq seq;
};

/// A client that was too slow for moves can take them again: it wants the newest position of all who moved since.
struct CatchUp {
  base::MapId map;
  SessionId session = 0;
  Slot slot = 0;
  std::uint64_t since_flush = 0;
};

/// A player asks for something of fights.
struct Combat {
  base::MapId map;
  SessionId session = 0;
  Slot slot = 0;
  protocol::Combat wish;
  Seq seq;
};

/// The character has spent points. Also of one who is still arriving.
struct Grown {
  base::MapId map;
  SessionId session = 0;
  fight::SpentPoints spent{};
  std::shared_ptr<void> held;  ///< dropped when the map knows
};

/// The reward desk: what the fight gives is saved.
struct Rewarded {
  base::MapId map;
  base::Uuid fight;
  bool settles = false;  ///< the whole fight; false: somebody who left it before its end
  std::vector<database::RewardedCharacter> characters;
};

/// The reward desk: what the fight gives cannot be saved now, and is tried again.
struct RewardDelayed {
  base::MapId map;
  base::Uuid fight;
};

}  // namespace to_map

namespace to_session {

/// The map has let the player in. `surroundings` is ready players_list and monsters_data; of a player who comes back
/// into a fight, combat_started.
struct Entered {
  SessionId session = 0;
  base::MapId map;
  Slot slot = 0;
  std::uint64_t event_number = 0;  ///< of its own arrival: what came before is in `players`
  world::Point position;
  base::Slice surroundings;
  bool fighting = false;
};

/// The old map has let the player go; nobody has it but the session now.
struct Departed {
  SessionId session = 0;
  base::MapId target;
  base::Edge entered_by = base::Edge::north;  ///< the edge of the target
};

/// The old map keeps the player: change_map was refused.
struct Stays {
  SessionId session = 0;
  protocol::ErrorCode why = protocol::ErrorCode::not_in_transition;
};

/// Ready frames for one session.
struct Deliver {
  SessionId session = 0;
  const char* type = "";  ///< a literal of docs/protocol.md, for metrics
  base::Slice frames;
};

/// The player is in a fight now, and sees no more of the walking world than what is said. `frames` is a ready
/// combat_started.
struct FightBegun {
  SessionId session = 0;
  base::Slice frames;
};

/// The player is back in the walking world. `frames` is ready combat_ended, players_list and monsters_data.
struct FightOver {
  SessionId session = 0;
  std::uint64_t event_number = 0;  ///< of its own coming back, as in Entered
  std::optional<Gain> gain;
  base::Slice frames;
};

/// The hub: the character has spent points outside the world.
struct Grown {
  SessionId session = 0;
  base::CharacterId character;
  fight::SpentPoints spent{};
  std::shared_ptr<void> held;
};

struct Close {
  SessionId session = 0;
  std::uint16_t code = 0;
  std::string reason;
};

/// The hub: the account is this session's now.
struct Granted {
  SessionId session = 0;
};

/// The hub: the account has opened too many sessions lately.
struct Denied {
  SessionId session = 0;
};

/// The hub: a newer session of the account wants in.
struct TakenOver {
  SessionId session = 0;
};

}  // namespace to_session

namespace to_shard {

/// A map's flush, for everyone of this shard who stands there.
struct FanOut {
  std::shared_ptr<const FrameBlock> block;
};

/// Ready frames for every session of the shard that is in the world.
struct Broadcast {
  const char* type = "";  ///< as in Deliver
  base::Slice frames;
};

/// The save queue wants the positions that changed.
struct CollectPositions {
  std::shared_ptr<void> done;  ///< released, not called: the last reference to go wakes the waiter
};

/// The server stops: no fight begins any more, and those there are end without a loser.
struct InterruptFights {
  std::shared_ptr<void> done;  ///< released when the last of them is over and saved
};

}  // namespace to_shard

using ShardMessage =
    std::variant<to_map::Move, to_map::Enter, to_map::ChangeMap, to_map::Leave, to_map::Chat, to_map::ListPlayers,
                 to_map::CatchUp, to_map::Combat, to_map::Grown, to_map::Rewarded, to_map::RewardDelayed,
                 to_session::Entered, to_session::FightBegun, to_session::FightOver, to_session::Grown,
                 to_session::Departed, to_session::Stays, to_session::Deliver, to_session::Close, to_session::Granted,
                 to_session::Denied, to_session::TakenOver, to_shard::FanOut, to_shard::Broadcast,
                 to_shard::CollectPositions, to_shard::InterruptFights>;

namespace to_hub {

/// A session wants its account for itself.
struct Claim {
  base::UserId user;
  std::string username;
  SessionAddress session;
};

/// The session that has the account is in the world now, with this character.
struct Playing {
  base::UserId user;
  SessionId session = 0;
  base::CharacterId character;
};

/// A session is over, wherever it was.
struct Release {
  base::UserId user;
  SessionId session = 0;
};

struct Whisper {
  SessionAddress from;
  base::UserId from_user;
  std::string from_name;
  std::string to;
  std::string text;
  std::int64_t at_ms = 0;
  Seq seq;
};

/// A character of the account has spent points: whoever plays it must know.
struct Grown {
  base::UserId user;
  base::CharacterId character;
  fight::SpentPoints spent{};
  std::shared_ptr<void> held;  ///< dropped when whoever plays the character fights with it
};

/// Ends whatever session the account has, before the account's character or the account itself changes.
struct Expel {
  base::UserId user;
  std::optional<base::CharacterId> character;  ///< when set: only if it is this one that is played
  std::uint16_t code = 0;
  std::string reason;
  std::shared_ptr<void> done;  ///< dropped when no session has the account any more
};

}  // namespace to_hub

using HubMessage =
    std::variant<to_hub::Claim, to_hub::Playing, to_hub::Release, to_hub::Whisper, to_hub::Expel, to_hub::Grown>;

}  // namespace flumen::game
