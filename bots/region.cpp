#include "bots/region.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>

namespace flumen::bots {
namespace {

constexpr std::uint16_t kNoWay = std::numeric_limits<std::uint16_t>::max();

int ring_of(base::MapId id) { return std::max(std::abs(id.x), std::abs(id.y)); }

long steps_between(base::MapId a, base::MapId b) { return std::labs(long{a.x} - b.x) + std::labs(long{a.y} - b.y); }

}  // namespace

std::vector<base::MapId> nearest_maps(std::size_t count) {
  std::vector<base::MapId> ids;
  for (int ring = 0; ids.size() < count; ++ring) {
    const auto begin = static_cast<std::ptrdiff_t>(ids.size());
    for (int y = -ring; y <= ring; ++y) {
      for (int x = -ring; x <= ring; ++x) {
        if (ring_of({x, y}) == ring) ids.push_back({x, y});
      }
    }
    // From the axes to the corners: each has a neighbour among those before it.
    std::stable_sort(ids.begin() + begin, ids.end(), [](base::MapId a, base::MapId b) {
      return steps_between(a, {0, 0}) < steps_between(b, {0, 0});
    });
  }
  ids.resize(count);
  return ids;
}

Region::Region(std::vector<std::shared_ptr<const MapView>> maps) {
  std::unordered_map<base::MapId, std::shared_ptr<const MapView>> all;
  for (const auto& map : maps) all.emplace(map->id, map);

  // Reachable from the first map, kept in the order given.
  std::unordered_map<base::MapId, bool> reached{{maps.front()->id, true}};
  std::vector<base::MapId> queue{maps.front()->id};
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (const auto& exit : all.at(queue[i])->exits) {
      if (all.contains(exit.to) && reached.emplace(exit.to, true).second) queue.push_back(exit.to);
    }
  }
  for (auto& map : maps) {
    if (!reached.contains(map->id)) continue;
    index_.emplace(map->id, maps_.size());
    maps_.push_back(std::move(map));
  }

  // Backwards from every map: who can cross to what is already on the way.
  std::vector<std::vector<std::uint16_t>> entered_from(maps_.size());
  for (std::size_t from = 0; from < maps_.size(); ++from) {
    for (const auto id : neighbours(*maps_[from]))
      entered_from[index_.at(id)].push_back(static_cast<std::uint16_t>(from));
  }
  next_.assign(maps_.size(), std::vector<std::uint16_t>(maps_.size(), kNoWay));
  for (std::size_t to = 0; to < maps_.size(); ++to) {
    auto& next = next_[to];
    next[to] = static_cast<std::uint16_t>(to);
    std::vector<std::size_t> frontier{to};
    for (std::size_t i = 0; i < frontier.size(); ++i) {
      for (const auto from : entered_from[frontier[i]]) {
        if (next[from] != kNoWay) continue;
        next[from] = static_cast<std::uint16_t>(frontier[i]);
        frontier.push_back(from);
      }
    }
  }
}

std::vector<base::MapId> Region::neighbours(const MapView& map) const {
  std::vector<base::MapId> out;
  for (const auto& exit : map.exits) {
    if (contains(exit.to)) out.push_back(exit.to);
  }
  return out;
}

std::optional<base::MapId> Region::next_on_the_way(const MapView& from, base::MapId to) const {
  if (from.id == to) return std::nullopt;
  const auto from_index = index_.find(from.id);
  const auto to_index = index_.find(to);
  if (from_index != index_.end() && to_index != index_.end()) {
    const auto next = next_[to_index->second][from_index->second];
    if (next == kNoWay) return std::nullopt;
    return maps_[next]->id;
  }
  const auto nearest = std::min_element(from.exits.begin(), from.exits.end(), [&](const auto& a, const auto& b) {
    return steps_between(a.to, to) < steps_between(b.to, to);
  });
  if (nearest == from.exits.end()) return std::nullopt;
  return nearest->to;
}

}  // namespace flumen::bots
