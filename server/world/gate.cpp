#include "world/gate.hpp"

#include <algorithm>

#include "world/noise.hpp"

namespace flumen::world {
namespace {

using base::Edge;

/// How deep a transition area is, px. Both stop before the entry (100 px from the west edge, 103 from the south).
constexpr double kDepthAcross = 71;
constexpr double kDepthDown = 64;

bool runs_down(Edge edge) noexcept { return edge == Edge::east || edge == Edge::west; }

}  // namespace

double along(Edge edge, Point p) noexcept { return runs_down(edge) ? p.y : p.x; }

std::optional<Gate> generated_gate(std::uint64_t seed, base::MapId id, Edge edge) noexcept {
  const auto neighbour = id.neighbour(edge);
  if (!neighbour) return std::nullopt;
  // Both sides must throw the same dice: those of the map in the west, or in the south.
  const base::MapId owner = edge == Edge::east || edge == Edge::north ? id : *neighbour;
  Random dice(hash_of(mix(seed ^ (runs_down(edge) ? 0x47415445U : 0x47415446U)), owner.x, owner.y));
  const double half = runs_down(edge) ? 43.0 * dice.between(2, 4) : 86.0 * dice.between(1, 3);
  const double middle = along(edge, default_entry(edge));
  return Gate{middle - half, middle + half};
}

std::optional<Gate> gate_of(const MapDocument& document, Edge edge) noexcept {
  const Transition* transition = document.transition_at(edge);
  if (transition == nullptr) return std::nullopt;
  const Rect& area = transition->area;
  if (runs_down(edge)) return Gate{area.y, area.y + area.height};
  return Gate{area.x, area.x + area.width};
}

Rect strip_of(Edge edge, const Gate& gate) noexcept {
  const double length = gate.end - gate.begin;
  switch (edge) {
    case Edge::north:
      return {gate.begin, 0, length, kDepthDown};
    case Edge::east:
      return {kMapWidth - kDepthAcross, gate.begin, kDepthAcross, length};
    case Edge::south:
      return {gate.begin, kMapHeight - kDepthDown, length, kDepthDown};
    case Edge::west:
      return {0, gate.begin, kDepthAcross, length};
  }
  return {};
}

Point entry_of(Edge edge, const Gate& gate) noexcept {
  Point entry = default_entry(edge);
  if (gate.contains(along(edge, entry))) return entry;
  // Clear of the strips of the edges round the corner.
  if (runs_down(edge)) {
    entry.y = std::clamp(gate.middle(), 108.0, 967.0);
  } else {
    entry.x = std::clamp(gate.middle(), 130.0, 1763.0);
  }
  return entry;
}

}  // namespace flumen::world
