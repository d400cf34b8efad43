#include "world/map_document.hpp"

#include <algorithm>

namespace flumen::world {
namespace {

const SpawnPoint* spawn_named(const MapDocument& document, std::string_view name) noexcept {
  const auto found = std::find_if(document.spawn_points.begin(), document.spawn_points.end(),
                                  [&](const SpawnPoint& spawn) { return spawn.name == name; });
  return found == document.spawn_points.end() ? nullptr : &*found;
}

}  // namespace

const Transition* MapDocument::transition_to(base::MapId to) const noexcept {
  const auto found = std::find_if(transitions.begin(), transitions.end(),
                                  [&](const Transition& transition) { return transition.to == to; });
  return found == transitions.end() ? nullptr : &*found;
}

const Transition* MapDocument::transition_at(base::Edge edge) const noexcept {
  const auto found = std::find_if(transitions.begin(), transitions.end(),
                                  [&](const Transition& transition) { return transition.edge == edge; });
  return found == transitions.end() ? nullptr : &*found;
}

Point MapDocument::spawn(base::Edge edge) const noexcept {
  const SpawnPoint* own = spawn_named(*this, base::to_string(edge));
  return own != nullptr ? own->position : default_entry(edge);
}

Point MapDocument::default_spawn() const noexcept {
  const SpawnPoint* own = spawn_named(*this, "default");
  return own != nullptr ? own->position : kDefaultSpawn;
}

Point default_entry(base::Edge edge) noexcept {
  switch (edge) {
    case base::Edge::north:
      return {960, 100};
    case base::Edge::east:
      return {1820, 538};
    case base::Edge::south:
      return {960, 977};
    case base::Edge::west:
      return {100, 538};
  }
  return kDefaultSpawn;
}

}  // namespace flumen::world
