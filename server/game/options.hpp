#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "protocol/binary.hpp"

namespace flumen::game {

/// What an operator can tune of the game. Times are durations, lengths pixels.
struct GameOptions {
  double max_speed = 400;        ///< px/s a player may walk
  double movement_slack = 200;   ///< px forgiven to jitter: what the budget holds on arrival
  double transition_reach = 86;  ///< px: how far outside a transition's area one may be to take it ("one step")
  /// The most players one map takes; the next is closed with 1013. Not above protocol::kMaxPlayersPerMap.
  std::size_t players_per_map = protocol::kMaxPlayersPerMap;
  int max_refused_moves = 10;  ///< in a row, then the session is closed with 1008

  double moves_per_second = 30;
  double moves_burst = 60;
  double chats_per_second = 1;
  double chats_burst = 5;
  double lists_per_second = 1;  ///< get_players: in a crowd its answer is the largest message there is
  double lists_burst = 3;
  double messages_per_second = 60;  ///< of any type
  double messages_burst = 120;
  double map_changes_per_second = 1;  ///< each costs two maps a join, a leave and a list
  double map_changes_burst = 4;
  int max_rate_strikes = 200;  ///< messages over a rate within a minute before the session is closed with 4009
  int max_bad_messages = 5;    ///< unparsable ones in a row that are answered; the next closes with 1008

  std::chrono::milliseconds flush_window_min{5};
  std::chrono::milliseconds flush_window_max{40};
  std::chrono::milliseconds save_interval{800};
  std::chrono::milliseconds map_unload_after{60'000};
  double claims_per_second = 1;  ///< sessions one account may open: each takes the last one over
  double claims_burst = 10;
  std::chrono::milliseconds claim_timeout{5'000};  ///< for an older session of the account to end
  std::size_t mailbox_capacity = 65'536;           ///< messages of clients waiting for one shard
};

}  // namespace flumen::game
