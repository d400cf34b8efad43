#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/map_id.hpp"
#include "base/shared_bytes.hpp"
#include "protocol/messages.hpp"

namespace flumen::game {

using Slot = protocol::PlayerNumber;

/// What happened on one map in one flush window, encoded once for everybody who stands there.
///
/// First the events, which nobody may miss (joins, leaves, chat), in the order they happened; then the moves, of
/// which only the newest of each player is there and which a slow client may skip. The moves are there in each form
/// that somebody on the map wants: one binary frame for all, then a text frame for each. A leave and a join that
/// pass a slot on stand before every move of its new owner. Immutable once published.
///
///     | events | binary frame | text frame | text frame | ...
///     0        moves_begin    texts_begin
struct FrameBlock {
  struct Event {
    std::uint64_t number;  ///< counts up over the life of the map
    std::uint32_t begin;   ///< where its frame begins in `bytes`
  };
  struct TextMove {
    Slot slot;
    std::uint32_t begin;
    std::uint32_t end;
  };

  /// How many events of each kind there are.
  struct Counts {
    std::uint32_t joins = 0;
    std::uint32_t leaves = 0;
    std::uint32_t chats = 0;
  };

  base::MapId map;
  Counts counts;
  std::uint64_t flush_number = 0;
  std::string bytes;
  std::vector<Event> events;
  std::uint32_t moves_begin = 0;  ///< the events end here
  std::uint32_t texts_begin = 0;  ///< and the binary frame here
  std::uint32_t move_count = 0;   ///< the same in each form
  Slot first_mover = 0;           ///< when there is any
  std::vector<TextMove> texts;    ///< by ascending slot; empty when nobody here reads texts

  /// Where the events begin that happened after number `seen`: moves_begin when there are none.
  [[nodiscard]] std::uint32_t events_after(std::uint64_t seen) const noexcept;

  /// True when nobody but `slot` moved.
  [[nodiscard]] bool moved_alone(Slot slot) const noexcept { return move_count == 1 && first_mover == slot; }

  /// The part of `bytes` that holds the text of the move of `slot`; empty at the end of `bytes` when there is none.
  [[nodiscard]] base::Extent text_of(Slot slot) const noexcept;
};

}  // namespace flumen::game
