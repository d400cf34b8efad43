#pragma once

#include <cstdint>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "accounts.hpp"
#include "http_client.hpp"
#include "server_process.hpp"

namespace flumen::system_test {

/// A server where nobody waits for a fight: monsters everywhere, short turns, quick feet, and no limit on wishes.
inline Settings arena() {
  return {{"fights.groups_per_map", "6"},    {"fights.group_respawn", "50ms"},     {"fights.turn_time", "2s"},
          {"fights.placement_time", "3s"},   {"fights.absent_turn_time", "20ms"},  {"fights.wishes_per_second", "5000"},
          {"fights.wishes_burst", "50000"},  {"game.messages_per_second", "5000"}, {"game.messages_burst", "50000"},
          {"game.moves_per_second", "1000"}, {"game.moves_burst", "10000"},        {"world.max_speed", "100000"},
          {"world.movement_slack", "2000"},  {"game.max_rate_strikes", "100000"},  {"world.transition_reach", "86"}};
}

/// What the server says an account's first character has.
inline std::int64_t experience_of(std::uint16_t port, const Account& account) {
  const auto answer = http(port, "GET", "/api/v1/characters", {}, bearer(account.token));
  return answer.json().as_array()[0].as_object().at("experience").to_number<std::int64_t>();
}

}  // namespace flumen::system_test
