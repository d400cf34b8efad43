#include "game/frame_block.hpp"

#include <algorithm>

namespace flumen::game {

std::uint32_t FrameBlock::events_after(std::uint64_t seen) const noexcept {
  // Nearly everybody arrived before this window.
  if (events.empty() || events.back().number <= seen) return moves_begin;
  if (events.front().number > seen) return events.front().begin;
  const auto first = std::upper_bound(events.begin(), events.end(), seen,
                                      [](std::uint64_t number, const Event& event) { return number < event.number; });
  return first->begin;
}

base::Extent FrameBlock::text_of(Slot slot) const noexcept {
  const auto found = std::lower_bound(texts.begin(), texts.end(), slot,
                                      [](const TextMove& move, Slot wanted) { return move.slot < wanted; });
  const auto size = static_cast<std::uint32_t>(bytes.size());
  if (found == texts.end() || found->slot != slot) return {size, size};
  return {found->begin, found->end};
}

}  // namespace flumen::game
