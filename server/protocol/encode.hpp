#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/map_id.hpp"
#include "base/uuid.hpp"
#include "protocol/messages.hpp"

/// Every function appends one whole WebSocket text frame, as a server sends it, to `out`: what it appends can be
/// written to a socket as it is, behind or before other frames. Pure; safe from any thread.
namespace flumen::protocol {

using Seq = std::optional<std::int64_t>;

/// What `welcome` tells a player of the own session.
struct Welcome {
  const PlayerProfile* profile = nullptr;
  base::MapId map;
  PlayerNumber number = 0;
  double x = 0;
  double y = 0;
  std::int64_t server_time_ms = 0;  ///< Unix milliseconds
  std::string_view resume_token;
};

void append_welcome(std::string& out, const Welcome& welcome);
void append_players_list(std::string& out, std::span<const PlayerView> players, base::MapId map, Seq reply_to);
void append_player_join(std::string& out, const PlayerView& player, base::MapId map);
void append_player_leave(std::string& out, base::UserId user, LeaveReason reason);
/// The frame most are: `map` is given as text, since a flush writes many of one map.
void append_player_move(std::string& out, base::UserId user, double x, double y, std::string_view map);
void append_position_correction(std::string& out, double x, double y, base::MapId map, Refusal reason, Seq reply_to);
void append_map_changed(std::string& out, base::MapId map, PlayerNumber number, double spawn_x, double spawn_y,
                        Seq reply_to);
/// `reply_to` is nothing for what several players receive.
void append_chat(std::string& out, ChatChannel channel, std::string_view from, base::UserId user, std::string_view text,
                 std::int64_t at_ms, std::string_view to, Seq reply_to);
void append_error(std::string& out, ErrorCode code, std::string_view sentence, Seq reply_to);
/// `t` is JSON already.
void append_pong(std::string& out, std::string_view t, std::int64_t server_time_ms, Seq reply_to);
void append_server_notice(std::string& out, std::string_view kind, std::string_view text);

}  // namespace flumen::protocol
