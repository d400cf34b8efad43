#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "fight/growth.hpp"
#include "fight/state.hpp"

namespace flumen::game {

/// What a character has made of itself, besides the level and experience of its profile.
struct Growth {
  fight::SpentPoints spent{};
  std::int32_t life = 1;      ///< at `life_at`; since then it has come back by itself
  fight::Millis life_at = 0;  ///< Unix ms; the epoch: unhurt

  /// Learns what has been spent. Points are only ever added, so that news may come late, twice, and in any order.
  void learn(const fight::SpentPoints& news) {
    for (std::size_t i = 0; i < spent.size(); ++i) spent[i] = std::max(spent[i], news[i]);
  }
};

}  // namespace flumen::game
