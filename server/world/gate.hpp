#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/map_id.hpp"
#include "world/geometry.hpp"
#include "world/map_document.hpp"

namespace flumen::world {

/// The stretch of an edge through which one can walk, in px along it: y for the east and west edges, x for the
/// north and south ones. It is the same for the maps on both sides.
struct Gate {
  double begin = 0;
  double end = 0;

  [[nodiscard]] double middle() const noexcept { return (begin + end) / 2; }
  [[nodiscard]] bool contains(double along) const noexcept { return along >= begin && along <= end; }
  bool operator==(const Gate&) const = default;
};

/// The gates of a map, by edge; nothing where the map is closed.
class Gates {
 public:
  [[nodiscard]] std::optional<Gate>& operator[](base::Edge edge) noexcept {
    return gates_[static_cast<std::size_t>(edge)];
  }
  [[nodiscard]] const std::optional<Gate>& operator[](base::Edge edge) const noexcept {
    return gates_[static_cast<std::size_t>(edge)];
  }

 private:
  std::array<std::optional<Gate>, 4> gates_;
};

inline constexpr std::array kEdges{base::Edge::north, base::Edge::east, base::Edge::south, base::Edge::west};

/// The part of `p` that runs along `edge`.
[[nodiscard]] double along(base::Edge edge, Point p) noexcept;

/// The gate two generated maps share at `edge` of `id`; nothing where the grid ends.
[[nodiscard]] std::optional<Gate> generated_gate(std::uint64_t seed, base::MapId id, base::Edge edge) noexcept;

/// The gate a map has at `edge`; nothing when it has no transition there.
[[nodiscard]] std::optional<Gate> gate_of(const MapDocument& document, base::Edge edge) noexcept;

/// The transition area behind a gate: a strip along the edge that ends before the spawn point of those who come in.
[[nodiscard]] Rect strip_of(base::Edge edge, const Gate& gate) noexcept;

/// Where those who come in by `edge` appear: the protocol's default if it lies at the gate, else as far inside the
/// map, at the middle of the gate.
[[nodiscard]] Point entry_of(base::Edge edge, const Gate& gate) noexcept;

}  // namespace flumen::world
