#pragma once

#include <cstdint>

#include "fight/state.hpp"

namespace flumen::fight {

/// What a fight is worth to one side: its own life, lives and lasting effects, less those of the other. Only
/// differences between states of one fight mean something.
[[nodiscard]] std::int64_t worth_of(const State& state, Side side);

}  // namespace flumen::fight
