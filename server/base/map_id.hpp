#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace flumen::base {

/// The four sides of a map. North is up on the screen.
enum class Edge : std::uint8_t { north, east, south, west };

[[nodiscard]] constexpr Edge opposite(Edge edge) noexcept {
  return static_cast<Edge>((static_cast<int>(edge) + 2) % 4);
}

[[nodiscard]] std::string_view to_string(Edge edge) noexcept;

/// A place in the endless grid of maps: X grows to the east, Y to the north.
/// Its text is `map_<X>_<Y>`, whole numbers without leading zeros, at most 18 characters.
struct MapId {
  std::int32_t x = 0;
  std::int32_t y = 0;

  /// The grid ends at this coordinate in every direction, so that the text fits VARCHAR(20).
  static constexpr std::int32_t kLimit = 999'999;

  /// Accepts exactly the canonical text within the grid (`map_-0_1` and `map_01_1` are refused).
  [[nodiscard]] static std::optional<MapId> parse(std::string_view text) noexcept;

  [[nodiscard]] std::string to_string() const;

  /// The map beyond `edge`, or nothing at the end of the grid.
  [[nodiscard]] std::optional<MapId> neighbour(Edge edge) const noexcept;

  auto operator<=>(const MapId&) const = default;
};

}  // namespace flumen::base

template <>
struct std::hash<flumen::base::MapId> {
  std::size_t operator()(const flumen::base::MapId& id) const noexcept {
    // splitmix64's finaliser (Steele, Lea, Flood 2014): neighbours land on unrelated values.
    auto mixed =
        (static_cast<std::uint64_t>(static_cast<std::uint32_t>(id.x)) << 32) | static_cast<std::uint32_t>(id.y);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
  }
};
