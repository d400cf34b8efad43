#include "protocol/decode.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <boost/json.hpp>

#include "protocol/decode_combat.hpp"
#include "protocol/message_fields.hpp"
#include "protocol/strict_json.hpp"

namespace flumen::protocol {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxTokenLength = 4096;
constexpr std::size_t kMaxPingLength = 64;

std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

std::size_t count_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

/// C0, DEL and C1 controls (U+0080–U+009F), and the line and paragraph separators: nothing a chat line may hold.
bool has_control_characters(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x20 || c == 0x7F) return true;
    if (c == 0xC2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) < 0xA0) return true;
    if (utf8.substr(i).starts_with("\u2028") || utf8.substr(i).starts_with("\u2029")) return true;
  }
  return false;
}

PlayerMove decode_player_move(const json::object& data) {
  PlayerMove move;
  move.x = number(data, "x");
  move.y = number(data, "y");
  move.map = base::MapId::parse(text(data, "map_id"));
  return move;
}

ChangeMap decode_change_map(const json::object& data) { return {base::MapId::parse(text(data, "map_id"))}; }

Chat decode_chat(const json::object& data) {
  Chat chat;
  if (const auto* channel = data.if_contains("channel")) {
    const auto* name = channel->if_string();
    if (name == nullptr) refuse("\"data.channel\" must be a text.");
    if (*name == "map") {
      chat.channel = ChatChannel::map;
    } else if (*name == "global") {
      chat.channel = ChatChannel::global;
    } else if (*name == "whisper") {
      chat.channel = ChatChannel::whisper;
    } else {
      refuse("\"data.channel\" must be \"map\", \"global\" or \"whisper\".");
    }
  }
  chat.text = text(data, "text");
  const std::size_t characters = count_characters(chat.text);
  if (characters == 0 || chat.text.find_first_not_of(' ') == std::string::npos) {
    refuse("A chat line must have something in it.", ErrorCode::invalid_text);
  }
  if (characters > kMaxChatCharacters) {
    refuse("A chat line can have at most 256 characters.", ErrorCode::invalid_text);
  }
  if (has_control_characters(chat.text)) {
    refuse("A chat line cannot have control characters in it.", ErrorCode::invalid_text);
  }
  if (chat.channel == ChatChannel::whisper) {
    chat.to = text(data, "to");
    if (chat.to.empty() || chat.to.size() > 50) refuse("\"data.to\" must be a user name.");
  }
  return chat;
}

Ping decode_ping(const json::object& data) {
  Ping ping{"null"};
  const auto* t = data.if_contains("t");
  if (t == nullptr) return ping;
  if (t->is_structured()) refuse("\"data.t\" must be a number or a text.");
  if (t->is_double()) {
    if (!std::isfinite(t->get_double())) refuse("\"data.t\" must be a finite number.");
    // The shortest digits that read back as the same number, and no exponent.
    std::array<char, 400> digits{};
    const auto [end, error] =
        std::to_chars(digits.data(), digits.data() + digits.size(), t->get_double(), std::chars_format::fixed);
    ping.t.assign(digits.data(), end);
  } else {
    ping.t = json::serialize(*t);
  }
  if (ping.t.size() > kMaxPingLength) refuse("\"data.t\" can have at most 64 characters.");
  return ping;
}

Auth decode_auth(const json::object& data) {
  Auth auth;
  if (data.contains("resume_token")) {
    auth.resume_token = text(data, "resume_token");
  } else {
    auth.token = text(data, "token");
  }
  const std::string& given = auth.token.empty() ? auth.resume_token : auth.token;
  if (given.empty() || given.size() > kMaxTokenLength) refuse("\"data.token\" must be a token.");
  return auth;
}

std::optional<std::int64_t> decode_seq(const json::object& message) {
  const auto* seq = message.if_contains("seq");
  if (seq == nullptr) return std::nullopt;
  return whole_number(*seq, "seq");
}

ClientMessage decode_body(const json::object& message) {
  const auto* type_value = message.if_contains("type");
  if (type_value == nullptr) refuse("\"type\" is missing.");
  const auto* type = type_value->if_string();
  if (type == nullptr) refuse("\"type\" must be a text.");

  using Decoder = decltype(ClientMessage::body) (*)(const json::object&);
  struct Row {
    std::string_view name;
    bool needs_data;
    Decoder decode;
  };
  static constexpr std::array<Row, 8> kTable{{
      {"player_move", true,
       [](const json::object& d) -> decltype(ClientMessage::body) { return decode_player_move(d); }},
      {"change_map", true, [](const json::object& d) -> decltype(ClientMessage::body) { return decode_change_map(d); }},
      {"chat", true, [](const json::object& d) -> decltype(ClientMessage::body) { return decode_chat(d); }},
      {"get_players", false, [](const json::object&) -> decltype(ClientMessage::body) { return GetPlayers{}; }},
      {"ping", false, [](const json::object& d) -> decltype(ClientMessage::body) { return decode_ping(d); }},
      {"auth", true, [](const json::object& d) -> decltype(ClientMessage::body) { return decode_auth(d); }},
      {"combat", true, [](const json::object& d) -> decltype(ClientMessage::body) { return decode_combat(d); }},
      {"combat_action", true, [](const json::object& d) -> decltype(ClientMessage::body) { return decode_combat(d); }},
  }};
  for (const Row& row : kTable) {
    if (view(*type) != row.name) continue;
    const auto* data = message.if_contains("data");
    if (data == nullptr) {
      if (row.needs_data) refuse("\"data\" is missing.");
      return {row.decode(json::object()), {}};
    }
    if (!row.needs_data && (data->is_null() || data->is_array())) return {row.decode(json::object()), {}};
    if (!data->is_object()) refuse("\"data\" must be an object.");
    return {row.decode(data->get_object()), {}};
  }
  refuse("This server does not know messages of this type.", ErrorCode::unknown_type);
}

DecodeError explain(const base::Error& error) {
  switch (error.code) {
    case base::Errc::already_exists:
      return {ErrorCode::duplicate_key, "A key stands twice in the same object.", {}};
    case base::Errc::limit_reached:
      return {ErrorCode::malformed_json, "The message is nested too deep.", {}};
    default:
      return {ErrorCode::malformed_json, "The message is not valid JSON.", {}};
  }
}

}  // namespace

Decoded decode_client_message(std::string_view text) {
  if (auto move = scan_player_move(text)) return std::move(*move);

  const auto parsed = parse_strict_json(text);
  if (parsed.has_error()) return explain(parsed.error());
  const auto* object = parsed->if_object();
  if (object == nullptr) return DecodeError{ErrorCode::invalid_message, "A message must be a JSON object.", {}};

  std::optional<std::int64_t> seq;
  try {
    seq = decode_seq(*object);
    ClientMessage message = decode_body(*object);
    message.seq = seq;
    return message;
  } catch (Refused& refused) {
    return DecodeError{refused.code, std::move(refused.sentence), seq};
  }
}

ClientMessageType type_of(const ClientMessage& message) noexcept {
  // The alternatives stand in the order of the enumeration.
  return static_cast<ClientMessageType>(message.body.index());
}

}  // namespace flumen::protocol
