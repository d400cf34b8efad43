#include "bots/census.hpp"

#include <algorithm>
#include <bit>

namespace flumen::bots {
namespace {

/// Never 0: a coordinate has at most 20 bits.
std::uint64_t key_of(base::MapId map) noexcept {
  return (std::uint64_t{1} << 63) |
         (static_cast<std::uint64_t>(static_cast<std::uint32_t>(map.x)) & 0x7FFF'FFFF) << 32 |
         static_cast<std::uint32_t>(map.y);
}

}  // namespace

Census::Census(std::size_t maps, std::size_t listeners_per_map)
    : listeners_per_map_(static_cast<std::uint32_t>(listeners_per_map)), maps_(std::bit_ceil(2 * maps + 1)) {}

const Census::Map* Census::find(base::MapId map) const noexcept {
  const std::uint64_t key = key_of(map);
  const std::size_t begin = std::hash<base::MapId>{}(map);
  for (std::size_t i = 0; i < maps_.size(); ++i) {
    const Map& place = maps_[(begin + i) % maps_.size()];
    const std::uint64_t found = place.key.load(std::memory_order_acquire);
    if (found == key) return &place;
    if (found == 0) return nullptr;
  }
  return nullptr;
}

Census::Map* Census::find_or_add(base::MapId map) noexcept {
  const std::uint64_t key = key_of(map);
  const std::size_t begin = std::hash<base::MapId>{}(map);
  for (std::size_t i = 0; i < maps_.size(); ++i) {
    Map& place = maps_[(begin + i) % maps_.size()];
    std::uint64_t found = place.key.load(std::memory_order_acquire);
    if (found == 0 && place.key.compare_exchange_strong(found, key)) return &place;
    if (found == key) return &place;
  }
  return nullptr;
}

bool Census::enter(base::MapId map, bool would_listen) noexcept {
  Map* place = find_or_add(map);
  if (place == nullptr) return false;
  ++place->bots;
  if (!would_listen) return false;
  std::uint32_t listeners = place->listeners;
  while (listeners < listeners_per_map_) {
    if (place->listeners.compare_exchange_weak(listeners, listeners + 1)) return true;
  }
  return false;
}

void Census::leave(base::MapId map, bool listened) noexcept {
  Map* place = find_or_add(map);
  if (place == nullptr) return;
  if (listened) --place->listeners;
  --place->bots;
}

std::size_t Census::bots_on(base::MapId map) const noexcept {
  const Map* place = find(map);
  return place == nullptr ? 0 : place->bots.load(std::memory_order_relaxed);
}

}  // namespace flumen::bots
