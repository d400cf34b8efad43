#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "base/map_id.hpp"
#include "bots/shared_array.hpp"

namespace flumen::bots {

/// Which map holds how many bots, and who of them listens: a few on every map read all they get and take the time,
/// the rest only count. Safe from any thread of any process that shares it.
class Census {
 public:
  /// `maps` is how many will be visited: of those beyond it, nobody listens and nobody is counted.
  Census(std::size_t maps, std::size_t listeners_per_map);

  /// True when the bot that enters is to listen; never when it does not want to.
  [[nodiscard]] bool enter(base::MapId map, bool would_listen = true) noexcept;
  void leave(base::MapId map, bool listened) noexcept;
  [[nodiscard]] std::size_t bots_on(base::MapId map) const noexcept;

 private:
  struct Map {
    std::atomic<std::uint64_t> key{0};  // 0: free
    std::atomic<std::uint32_t> bots{0};
    std::atomic<std::uint32_t> listeners{0};
  };

  /// The place of `map`; null when it has none.
  [[nodiscard]] const Map* find(base::MapId map) const noexcept;
  /// The same, but takes a free place; null when there is none.
  [[nodiscard]] Map* find_or_add(base::MapId map) noexcept;

  const std::uint32_t listeners_per_map_;
  SharedArray<Map> maps_;  // an open hash table; a place is never given back
};

}  // namespace flumen::bots
