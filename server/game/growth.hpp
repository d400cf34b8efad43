#pragma once

#include <cstdint>

#include "fight/growth.hpp"
#include "fight/state.hpp"

namespace flumen::game {

/// What a character has made of itself, besides the level and experience of its profile.
struct Growth {
  fight::SpentPoints spent{};
  std::int32_t life = 1;      ///< at `life_at`; since then it has come back by itself
  fight::Millis life_at = 0;  ///< Unix ms; the epoch: unhurt
};

}  // namespace flumen::game
