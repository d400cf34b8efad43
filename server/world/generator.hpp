#pragma once

#include <cstdint>

#include "base/map_id.hpp"
#include "world/gate.hpp"
#include "world/map_document.hpp"

namespace flumen::world {

/// Paints the map `id` of the world that grows from `seed`, with openings at `gates`. The same arguments give the same
/// document on every machine. Whatever the gates, the document satisfies parse_map_document, and every walkable cell
/// can be walked to from every other. Takes well under 1 ms. Safe from any thread.
/// REQUIRES that id has a neighbour at every gate, and that some cell at that edge reaches into the gate.
[[nodiscard]] MapDocument generate_map(std::uint64_t seed, base::MapId id, const Gates& gates);

}  // namespace flumen::world
