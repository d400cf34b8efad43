#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/map_id.hpp"

namespace flumen::world {

/// A name for a generated map of the given landscape: at most 64 bytes of ASCII, the same for the same seed and id.
[[nodiscard]] std::string title_of(std::uint64_t seed, base::MapId id, std::string_view landscape);

}  // namespace flumen::world
