#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/map_id.hpp"
#include "base/uuid.hpp"

/// What travels on the WebSocket, typed. docs/protocol.md says what each message means.
namespace flumen::protocol {

inline constexpr int kVersion = 1;
inline constexpr std::size_t kMaxChatCharacters = 256;

// ---- client → server ------------------------------------------------------------------------------------------

/// Where the player now is. The numbers are whatever the client sent: not finite, not on the map, anything.
struct PlayerMove {
  double x = 0;
  double y = 0;
  std::optional<base::MapId> map;  ///< nothing when it named no map of the grid
};

struct ChangeMap {
  std::optional<base::MapId> map;  ///< nothing when it named no map of the grid
};

enum class ChatChannel : std::uint8_t { map, global, whisper };

struct Chat {
  ChatChannel channel = ChatChannel::map;
  std::string text;  ///< 1–256 characters, no control characters
  std::string to;    ///< a user name, for whispers
};

struct GetPlayers {};

struct Ping {
  std::string t;  ///< the JSON scalar that came, to be sent back as it is; "null" when there was none
};

/// The first message of a connection that brought no token with its upgrade. Exactly one of the two is set.
struct Auth {
  std::string token;
  std::string resume_token;
};

struct Combat {};

struct ClientMessage {
  std::variant<PlayerMove, ChangeMap, Chat, GetPlayers, Ping, Auth, Combat> body;
  std::optional<std::int64_t> seq;
};

/// The bounded set of message names, for the dispatch table and for metrics' labels.
enum class ClientMessageType : std::uint8_t { player_move, change_map, chat, get_players, ping, auth, combat, unknown };
inline constexpr std::size_t kClientMessageTypes = 8;
[[nodiscard]] std::string_view to_string(ClientMessageType type) noexcept;
[[nodiscard]] std::string_view to_string(ChatChannel channel) noexcept;

// ---- server → client ------------------------------------------------------------------------------------------

/// Who a player is, as others see it. Does not change during a session.
struct PlayerProfile {
  base::UserId user_id;
  base::CharacterId character_id;
  std::string username;
  std::string name;  ///< the character's
  std::string character_class;
  std::int32_t level = 1;
  std::int64_t experience = 0;
};

/// A player's small number on one map: given on arrival, free for the next one after leaving.
using PlayerNumber = std::uint32_t;

/// A player somewhere.
struct PlayerView {
  const PlayerProfile* profile = nullptr;
  PlayerNumber number = 0;
  double x = 0;
  double y = 0;
};

/// The stable codes of `error`.
enum class ErrorCode : std::uint8_t {
  malformed_json,
  duplicate_key,
  unknown_type,
  invalid_message,
  invalid_text,
  unknown_map,
  not_in_transition,
  rate_limited,
  busy,
  player_not_found,
  unauthorised,
  auth_timeout,
  not_ready,
  no_character,
  unsupported,
};
[[nodiscard]] std::string_view to_string(ErrorCode code) noexcept;

/// Why an own move was refused.
enum class Refusal : std::uint8_t { out_of_bounds, not_walkable, wall, too_fast, wrong_map, in_transit };
inline constexpr std::size_t kRefusals = 6;
[[nodiscard]] std::string_view to_string(Refusal reason) noexcept;

enum class LeaveReason : std::uint8_t { left, changed_map, disconnected, taken_over };
[[nodiscard]] std::string_view to_string(LeaveReason reason) noexcept;

}  // namespace flumen::protocol
