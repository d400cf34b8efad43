#include "bots/map_library.hpp"

#include <fmt/format.h>

#include "bots/pause.hpp"

namespace flumen::bots {

base::Task<base::Result<MapView>> fetch_map(HttpClient& client, base::MapId id) {
  const std::string path = "/api/v1/maps/" + id.to_string();
  const auto answer = co_await client.get(path);
  if (!answer) co_return answer.error();
  if (answer->status != 200) {
    co_return base::fail(base::Errc::unavailable, fmt::format("{} was answered {}", path, answer->status));
  }
  auto map = parse_map_view(answer->body);
  if (map && map->id != id) co_return base::fail(base::Errc::corrupt, path + " was answered with another map");
  co_return map;
}

MapLibrary::MapLibrary(base::EventLoop& loop, base::TaskGroup& tasks, Setting& setting)
    : loop_(loop), tasks_(tasks), setting_(setting) {
  for (const auto& map : setting.region.maps()) maps_.emplace(map->id, map);
}

const MapView* MapLibrary::find(base::MapId id) {
  const auto it = maps_.find(id);
  if (it != maps_.end()) return it->second.get();
  if (fetching_.insert(id).second) tasks_.spawn("fetch map", fetch(id));
  return nullptr;
}

base::Task<void> MapLibrary::fetch(base::MapId id) {
  HttpClient client(loop_.executor(), setting_.target_of(0));
  auto map = co_await fetch_map(client, id);
  if (map) {
    if (maps_.size() >= setting_.region.maps().size() + kMaxStrays) {
      std::erase_if(maps_, [&](const auto& entry) { return !setting_.region.contains(entry.first); });
    }
    maps_.emplace(id, std::make_shared<const MapView>(std::move(*map)));
  } else {
    setting_.problems.note(map.error().message);
    // Whoever asks again after this starts the next try.
    co_await pause(loop_.executor(), std::chrono::seconds(1));
  }
  fetching_.erase(id);
}

}  // namespace flumen::bots
