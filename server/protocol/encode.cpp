#include "protocol/encode.hpp"

#include "protocol/json_writer.hpp"
#include "websocket/frame.hpp"

namespace flumen::protocol {
namespace {

/// Writes {"type":…,"data":…} with its frame header in front, whose size depends on the payload's.
template <class WriteData>
void append_message(std::string& out, std::string_view type, Seq reply_to, WriteData write_data) {
  std::string payload;
  JsonWriter json(payload);
  json.begin_object().key("type").string(type).key("data");
  write_data(json);
  if (reply_to) json.key("reply_to").integer(*reply_to);
  json.end_object();
  websocket::append_server_frame(out, websocket::Opcode::text, payload);
}

void write_player(JsonWriter& json, const PlayerView& player, base::MapId map) {
  const PlayerProfile& profile = *player.profile;
  json.begin_object();
  json.key("user_id").string(profile.user_id.to_string());
  json.key("character_id").string(profile.character_id.to_string());
  json.key("username").string(profile.username);
  json.key("name").string(profile.name);
  json.key("number").integer(player.number);
  json.key("x").number(player.x).key("y").number(player.y);
  json.key("map_id").string(map.to_string());
  json.key("level").integer(profile.level);
  json.key("class").string(profile.character_class);
  json.end_object();
}

}  // namespace

void append_welcome(std::string& out, const Welcome& welcome) {
  append_message(out, "welcome", {}, [&](JsonWriter& json) {
    const PlayerProfile& profile = *welcome.profile;
    json.begin_object();
    json.key("user_id").string(profile.user_id.to_string());
    json.key("character_id").string(profile.character_id.to_string());
    json.key("username").string(profile.username);
    json.key("character").begin_object();
    json.key("id").string(profile.character_id.to_string());
    json.key("user_id").string(profile.user_id.to_string());
    json.key("name").string(profile.name);
    json.key("class").string(profile.character_class);
    json.key("level").integer(profile.level);
    json.key("experience").integer(profile.experience);
    json.key("map_id").string(welcome.map.to_string());
    json.key("pos_x").number(welcome.x).key("pos_y").number(welcome.y);
    json.end_object();
    json.key("map_id").string(welcome.map.to_string());
    json.key("number").integer(welcome.number);
    json.key("x").number(welcome.x).key("y").number(welcome.y);
    json.key("server_time").integer(welcome.server_time_ms);
    json.key("protocol").integer(kVersion);
    json.key("resume_token").string(welcome.resume_token);
    json.end_object();
  });
}

void append_players_list(std::string& out, std::span<const PlayerView> players, base::MapId map, Seq reply_to) {
  append_message(out, "players_list", reply_to, [&](JsonWriter& json) {
    json.begin_array();
    for (const PlayerView& player : players) write_player(json, player, map);
    json.end_array();
  });
}

void append_player_join(std::string& out, const PlayerView& player, base::MapId map) {
  append_message(out, "player_join", {}, [&](JsonWriter& json) { write_player(json, player, map); });
}

void append_player_leave(std::string& out, base::UserId user, LeaveReason reason) {
  append_message(out, "player_leave", {}, [&](JsonWriter& json) {
    json.begin_object();
    json.key("user_id").string(user.to_string()).key("reason").string(to_string(reason));
    json.end_object();
  });
}

void append_player_move(std::string& out, base::UserId user, double x, double y, std::string_view map) {
  // Written without the general path: of this frame there are millions a second. Its payload has 93 to 128
  // characters, so that its header has two or four bytes; which is known only at the end.
  constexpr std::string_view kBegin = R"({"type":"player_move","data":{"user_id":")";
  constexpr std::size_t kShortHeader = 2;
  const std::size_t frame = out.size();
  out.append(kShortHeader, '\0');
  out.append(kBegin);
  const std::size_t id = out.size();
  out.resize(id + base::Uuid::kTextLength);
  user.value.write_to(out.data() + id);
  out.append(R"(","x":)");
  append_number(out, x);
  out.append(R"(,"y":)");
  append_number(out, y);
  out.append(R"(,"map_id":")");
  out.append(map);
  out.append(R"("}})");

  const std::size_t payload = out.size() - frame - kShortHeader;
  std::string header;
  websocket::append_server_header(header, websocket::Opcode::text, payload);
  out.replace(frame, kShortHeader, header);
}

void append_position_correction(std::string& out, double x, double y, base::MapId map, Refusal reason, Seq reply_to) {
  append_message(out, "position_correction", reply_to, [&](JsonWriter& json) {
    json.begin_object().key("x").number(x).key("y").number(y);
    json.key("map_id").string(map.to_string()).key("reason").string(to_string(reason)).end_object();
  });
}

void append_map_changed(std::string& out, base::MapId map, PlayerNumber number, double spawn_x, double spawn_y,
                        Seq reply_to) {
  append_message(out, "map_changed", reply_to, [&](JsonWriter& json) {
    json.begin_object().key("map_id").string(map.to_string());
    json.key("number").integer(number);
    json.key("spawn_x").number(spawn_x).key("spawn_y").number(spawn_y).end_object();
  });
}

void append_chat(std::string& out, ChatChannel channel, std::string_view from, base::UserId user, std::string_view text,
                 std::int64_t at_ms, std::string_view to, Seq reply_to) {
  append_message(out, "chat", reply_to, [&](JsonWriter& json) {
    json.begin_object().key("channel").string(to_string(channel));
    json.key("from").string(from).key("user_id").string(user.to_string());
    json.key("text").string(text).key("at").integer(at_ms);
    if (!to.empty()) json.key("to").string(to);
    json.end_object();
  });
}

void append_error(std::string& out, ErrorCode code, std::string_view sentence, Seq reply_to) {
  append_message(out, "error", reply_to, [&](JsonWriter& json) {
    json.begin_object().key("error").string(sentence).key("code").string(to_string(code)).end_object();
  });
}

void append_pong(std::string& out, std::string_view t, std::int64_t server_time_ms, Seq reply_to) {
  append_message(out, "pong", reply_to, [&](JsonWriter& json) {
    json.begin_object().key("t").raw(t).key("server_time").integer(server_time_ms).end_object();
  });
}

void append_server_notice(std::string& out, std::string_view kind, std::string_view text) {
  append_message(out, "server_notice", {}, [&](JsonWriter& json) {
    json.begin_object().key("text").string(text).key("kind").string(kind).end_object();
  });
}

}  // namespace flumen::protocol
