#pragma once

#include <cstddef>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "base/task_group.hpp"
#include "bots/setting.hpp"

namespace flumen::bots {

/// Reads one map document from the server.
base::Task<base::Result<MapView>> fetch_map(HttpClient& client, base::MapId id);

/// The maps the bots of one thread know: the region's, and those they stray to, fetched when first asked for.
/// Owned by one loop.
class MapLibrary {
 public:
  MapLibrary(base::EventLoop& loop, base::TaskGroup& tasks, Setting& setting);

  /// Null while the map is being fetched: ask again at the next move. The pointer is good until the next call.
  [[nodiscard]] const MapView* find(base::MapId id);

 private:
  base::Task<void> fetch(base::MapId id);

  /// Beyond the region; when there are more, all of these are forgotten.
  static constexpr std::size_t kMaxStrays = 4096;

  base::EventLoop& loop_;
  base::TaskGroup& tasks_;
  Setting& setting_;
  std::unordered_map<base::MapId, std::shared_ptr<const MapView>> maps_;
  std::unordered_set<base::MapId> fetching_;
};

}  // namespace flumen::bots
