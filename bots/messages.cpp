#include "bots/messages.hpp"

#include <cmath>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace flumen::bots {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, kMessageKinds> kNames = {"player_move",
                                                                "player_join",
                                                                "player_leave",
                                                                "players_list",
                                                                "welcome",
                                                                "map_changed",
                                                                "position_correction",
                                                                "chat",
                                                                "pong",
                                                                "error",
                                                                "server_notice",
                                                                "monsters_data",
                                                                "combat_challenge",
                                                                "combat_started",
                                                                "combat_update",
                                                                "combat_action_response",
                                                                "combat_ended",
                                                                "other"};

MessageKind kind_named(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<MessageKind>(i);
  }
  return MessageKind::other;
}

/// The message's `data`, which lives in `document`; null when there is none.
const json::object* data_of(std::string_view message, json::value& document) {
  boost::system::error_code error;
  document = json::parse(message, error);
  if (error || !document.is_object()) return nullptr;
  const auto* data = document.get_object().if_contains("data");
  return data == nullptr ? nullptr : data->if_object();
}

std::optional<double> number(const json::object& data, std::string_view key) {
  const auto* value = data.if_contains(key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

std::optional<PlayerNumber> player_number(const json::object& data) {
  const auto value = number(data, "number");
  if (!value || !(*value >= 0 && *value <= 65'535)) return std::nullopt;
  return static_cast<PlayerNumber>(*value);
}

std::string_view text(const json::object& data, std::string_view key) {
  const auto* value = data.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view{};
}

}  // namespace

std::string_view to_string(MessageKind kind) noexcept { return kNames[static_cast<std::size_t>(kind)]; }

MessageKind classify(std::string_view message) noexcept {
  constexpr std::string_view kMove = R"({"type":"player_move")";
  constexpr std::string_view kPrefix = R"({"type":")";
  if (message.starts_with(kMove)) return MessageKind::player_move;
  if (message.starts_with(kPrefix)) {
    message.remove_prefix(kPrefix.size());
    return kind_named(message.substr(0, message.find('"')));
  }
  boost::system::error_code error;
  const json::value document = json::parse(message, error);
  if (error || !document.is_object()) return MessageKind::other;
  return kind_named(text(document.get_object(), "type"));
}

ExactPosition exact(Point p) noexcept {
  return {static_cast<std::int32_t>(std::lround(p.x * 100)), static_cast<std::int32_t>(std::lround(p.y * 100))};
}

std::optional<MoveSeen> read_move(std::string_view message) {
  json::value document;
  const auto* data = data_of(message, document);
  if (data == nullptr) return std::nullopt;
  const auto user = base::UserId::parse(text(*data, "user_id"));
  const auto x = number(*data, "x");
  const auto y = number(*data, "y");
  if (!user || !x || !y || std::fabs(*x) > 1e6 || std::fabs(*y) > 1e6) return std::nullopt;
  return MoveSeen{*user, exact({*x, *y})};
}

std::optional<Placement> read_placement(std::string_view message) {
  json::value document;
  const auto* data = data_of(message, document);
  if (data == nullptr) return std::nullopt;
  const bool spawn = data->contains("spawn_x");
  const auto x = number(*data, spawn ? "spawn_x" : "x");
  const auto y = number(*data, spawn ? "spawn_y" : "y");
  const auto map = base::MapId::parse(text(*data, "map_id"));
  if (!x || !y || !map) return std::nullopt;
  return Placement{base::UserId::parse(text(*data, "user_id")),
                   *map,
                   {*x, *y},
                   std::string(text(*data, "reason")),
                   player_number(*data)};
}

std::vector<NumberedUser> read_players(std::string_view message) {
  boost::system::error_code error;
  const json::value document = json::parse(message, error);
  std::vector<NumberedUser> players;
  const auto read = [&players](const json::value& value) {
    const auto* player = value.if_object();
    if (player == nullptr) return;
    const auto user = base::UserId::parse(text(*player, "user_id"));
    const auto number = player_number(*player);
    if (user && number) players.push_back({*user, *number});
  };
  const auto* object = error ? nullptr : document.if_object();
  const auto* data = object == nullptr ? nullptr : object->if_contains("data");
  if (data == nullptr) return players;
  if (const auto* list = data->if_array()) {
    for (const json::value& value : *list) read(value);
  } else {
    read(*data);
  }
  return players;
}

std::string read_error_code(std::string_view message) {
  json::value document;
  const auto* data = data_of(message, document);
  const std::string_view code = data == nullptr ? std::string_view{} : text(*data, "code");
  return std::string(code.empty() ? "unreadable" : code);
}

std::optional<std::uint64_t> read_reply_to(std::string_view message) {
  boost::system::error_code error;
  const json::value document = json::parse(message, error);
  const auto* object = error ? nullptr : document.if_object();
  const auto* seq = object == nullptr ? nullptr : object->if_contains("reply_to");
  if (seq == nullptr || !seq->is_int64() || seq->get_int64() < 0) return std::nullopt;
  return static_cast<std::uint64_t>(seq->get_int64());
}

std::string move_message(base::MapId map, Point position) {
  return fmt::format(R"({{"type":"player_move","data":{{"x":{:.2f},"y":{:.2f},"map_id":"map_{}_{}"}}}})", position.x,
                     position.y, map.x, map.y);
}

std::string change_map_message(base::MapId map) {
  return fmt::format(R"({{"type":"change_map","data":{{"map_id":"map_{}_{}"}}}})", map.x, map.y);
}

std::string chat_message(std::string_view text) {
  return fmt::format(R"({{"type":"chat","data":{{"channel":"map","text":{}}}}})", json::serialize(json::string(text)));
}

std::string combat_message(std::string_view wish, std::uint64_t seq) {
  return fmt::format(R"({{"type":"combat","data":{{{}}},"seq":{}}})", wish, seq);
}

}  // namespace flumen::bots
