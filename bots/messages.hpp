#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/map_id.hpp"
#include "base/uuid.hpp"
#include "bots/map_grid.hpp"

namespace flumen::bots {

/// What the server sends (docs/protocol.md).
enum class MessageKind : std::uint8_t {
  player_move,
  player_join,
  player_leave,
  players_list,
  welcome,
  map_changed,
  position_correction,
  chat,
  pong,
  error,
  server_notice,
  monsters_data,
  combat_challenge,
  combat_started,
  combat_update,
  combat_action_response,
  combat_ended,
  other,
};
inline constexpr std::size_t kMessageKinds = 18;

[[nodiscard]] std::string_view to_string(MessageKind kind) noexcept;

/// The kind by the first bytes of the message, without parsing it: `{"type":"…"` as compact JSON has it, else the
/// first `type` that a parser finds. A few nanoseconds for the usual form.
[[nodiscard]] MessageKind classify(std::string_view message) noexcept;

/// A position in hundredths of a pixel: exact to compare.
struct ExactPosition {
  std::int32_t x = 0;
  std::int32_t y = 0;
  bool operator==(const ExactPosition&) const = default;
};
[[nodiscard]] ExactPosition exact(Point p) noexcept;

/// A player's number on one map.
using PlayerNumber = std::uint16_t;

/// What `players_list` and `player_join` tell of a player that matters to a bot.
struct NumberedUser {
  base::UserId user;
  PlayerNumber number = 0;
};

/// `player_move` of another player.
struct MoveSeen {
  base::UserId user;
  ExactPosition position;
};
/// `welcome`, `map_changed` and `position_correction`: where the bot is.
struct Placement {
  std::optional<base::UserId> user;  ///< welcome only
  base::MapId map;
  Point position;
  std::string reason;                  ///< position_correction only
  std::optional<PlayerNumber> number;  ///< the own one; welcome and map_changed only
};

// Each returns nothing when the message is not what its type says.
[[nodiscard]] std::optional<MoveSeen> read_move(std::string_view message);
[[nodiscard]] std::optional<Placement> read_placement(std::string_view message);
/// Those of `players_list`, or the one of `player_join`; only whole ones.
[[nodiscard]] std::vector<NumberedUser> read_players(std::string_view message);
/// The code of an `error`; "unreadable" when it has none.
[[nodiscard]] std::string read_error_code(std::string_view message);
/// The `seq` of the message that this one answers; nothing when it answers none.
[[nodiscard]] std::optional<std::uint64_t> read_reply_to(std::string_view message);

// What a bot sends, as compact JSON.
[[nodiscard]] std::string move_message(base::MapId map, Point position);
[[nodiscard]] std::string change_map_message(base::MapId map);
[[nodiscard]] std::string chat_message(std::string_view text);
/// A command of fights: `wish` is what stands in its `data`, such as `"action":"pass"`.
[[nodiscard]] std::string combat_message(std::string_view wish, std::uint64_t seq);

}  // namespace flumen::bots
