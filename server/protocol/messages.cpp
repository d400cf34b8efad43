#include "protocol/messages.hpp"

namespace flumen::protocol {

std::string_view to_string(ClientMessageType type) noexcept {
  switch (type) {
    case ClientMessageType::player_move:
      return "player_move";
    case ClientMessageType::change_map:
      return "change_map";
    case ClientMessageType::chat:
      return "chat";
    case ClientMessageType::get_players:
      return "get_players";
    case ClientMessageType::ping:
      return "ping";
    case ClientMessageType::auth:
      return "auth";
    case ClientMessageType::combat:
      return "combat";
    case ClientMessageType::unknown:
      return "unknown";
  }
  return "";
}

std::string_view to_string(ChatChannel channel) noexcept {
  switch (channel) {
    case ChatChannel::map:
      return "map";
    case ChatChannel::global:
      return "global";
    case ChatChannel::whisper:
      return "whisper";
  }
  return "";
}

std::string_view to_string(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::malformed_json:
      return "malformed_json";
    case ErrorCode::duplicate_key:
      return "duplicate_key";
    case ErrorCode::unknown_type:
      return "unknown_type";
    case ErrorCode::invalid_message:
      return "invalid_message";
    case ErrorCode::invalid_text:
      return "invalid_text";
    case ErrorCode::unknown_map:
      return "unknown_map";
    case ErrorCode::not_in_transition:
      return "not_in_transition";
    case ErrorCode::rate_limited:
      return "rate_limited";
    case ErrorCode::busy:
      return "busy";
    case ErrorCode::player_not_found:
      return "player_not_found";
    case ErrorCode::unauthorised:
      return "unauthorised";
    case ErrorCode::auth_timeout:
      return "auth_timeout";
    case ErrorCode::not_ready:
      return "not_ready";
    case ErrorCode::no_character:
      return "no_character";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::not_in_fight:
      return "not_in_fight";
    case ErrorCode::in_fight:
      return "in_fight";
    case ErrorCode::unknown_group:
      return "unknown_group";
    case ErrorCode::too_far:
      return "too_far";
    case ErrorCode::unknown_fight:
      return "unknown_fight";
    case ErrorCode::side_closed:
      return "side_closed";
    case ErrorCode::no_challenge:
      return "no_challenge";
    case ErrorCode::already_challenged:
      return "already_challenged";
    case ErrorCode::player_in_fight:
      return "player_in_fight";
    case ErrorCode::no_room:
      return "no_room";
  }
  return "";
}

std::string_view to_string(Refusal reason) noexcept {
  switch (reason) {
    case Refusal::out_of_bounds:
      return "out_of_bounds";
    case Refusal::not_walkable:
      return "not_walkable";
    case Refusal::wall:
      return "wall";
    case Refusal::too_fast:
      return "too_fast";
    case Refusal::wrong_map:
      return "wrong_map";
    case Refusal::in_transit:
      return "in_transit";
  }
  return "";
}

std::string_view to_string(LeaveReason reason) noexcept {
  switch (reason) {
    case LeaveReason::left:
      return "left";
    case LeaveReason::changed_map:
      return "changed_map";
    case LeaveReason::disconnected:
      return "disconnected";
    case LeaveReason::taken_over:
      return "taken_over";
    case LeaveReason::fighting:
      return "fighting";
  }
  return "";
}

}  // namespace flumen::protocol
