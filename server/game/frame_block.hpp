#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/map_id.hpp"

namespace flumen::game {

/// A player's small number on one map: given on arrival, free for the next one after leaving.
using Slot = std::uint32_t;

/// What happened on one map in one flush window, encoded once for everybody who stands there.
///
/// First the events, which nobody may miss (joins, leaves, chat, monsters), in the order they happened; then the moves,
/// of which only the newest of each player is there and which a slow client may skip. Immutable once published.
struct FrameBlock {
  /// What is said reaches fighters, too; what is seen does not.
  enum class Kind : std::uint8_t { seen, said };
  struct Event {
    std::uint64_t number;  ///< counts up over the life of the map
    std::uint32_t begin;   ///< where its frame begins in `bytes`
    Kind kind = Kind::seen;
  };
  struct Move {
    Slot slot;
    std::uint32_t begin;
    std::uint32_t end;
  };

  /// How many events of each kind there are.
  struct Counts {
    std::uint32_t joins = 0;
    std::uint32_t leaves = 0;
    std::uint32_t chats = 0;
    std::uint32_t monsters = 0;
  };

  base::MapId map;
  Counts counts;
  std::uint64_t flush_number = 0;
  std::string bytes;
  std::vector<Event> events;
  std::uint32_t moves_begin = 0;  ///< the events end here
  std::vector<Move> moves;        ///< by ascending slot

  /// Where the events begin that happened after number `seen`: moves_begin when there are none.
  [[nodiscard]] std::uint32_t events_after(std::uint64_t seen) const noexcept;

  /// The part of `bytes` that holds events()[index].
  struct Range {
    std::uint32_t begin;
    std::uint32_t end;
  };
  [[nodiscard]] Range range_of_event(std::size_t index) const noexcept;

  /// The part of `bytes` that holds the move of `slot`; empty at the end of `bytes` when it did not move.
  [[nodiscard]] Range move_of(Slot slot) const noexcept;
};

}  // namespace flumen::game
