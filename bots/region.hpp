#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/map_id.hpp"
#include "bots/map_view.hpp"

namespace flumen::bots {

/// The ids of the `count` maps nearest to map_0_0, ring by ring, map_0_0 first.
[[nodiscard]] std::vector<base::MapId> nearest_maps(std::size_t count);

/// The maps a population lives on, and the ways between them. Immutable; shared between threads.
class Region {
 public:
  /// Leaves out the maps that cannot be walked to from map_0_0 within the region.
  explicit Region(std::vector<std::shared_ptr<const MapView>> maps);

  /// In the order of nearest_maps(). Never empty: map_0_0 is always there.
  [[nodiscard]] const std::vector<std::shared_ptr<const MapView>>& maps() const noexcept { return maps_; }
  [[nodiscard]] bool contains(base::MapId map) const noexcept { return index_.contains(map); }
  /// The maps of the region one can cross to from `map`.
  [[nodiscard]] std::vector<base::MapId> neighbours(const MapView& map) const;
  /// Where to cross to from `from` on the way to `to`, over the fewest maps; from outside the region, the neighbour
  /// nearest to it as the crow flies. Nothing when there is no way, or when it is reached.
  [[nodiscard]] std::optional<base::MapId> next_on_the_way(const MapView& from, base::MapId to) const;

 private:
  std::vector<std::shared_ptr<const MapView>> maps_;
  std::unordered_map<base::MapId, std::size_t> index_;
  std::vector<std::vector<std::uint16_t>> next_;  // [to][from]: the index of the map to cross to
};

}  // namespace flumen::bots
