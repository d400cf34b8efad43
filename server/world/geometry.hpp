#pragma once

#include <cmath>
#include <compare>

namespace flumen::world {

/// A position in map pixels: origin at the top left, y grows downwards.
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

[[nodiscard]] inline double distance(Point a, Point b) noexcept { return std::hypot(a.x - b.x, a.y - b.y); }

/// An axis-aligned rectangle in map pixels, its edges included.
struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] bool contains(Point p) const noexcept {
    return p.x >= x && p.x <= x + width && p.y >= y && p.y <= y + height;
  }
  /// The distance from `p` to the nearest point of the rectangle: 0 inside.
  [[nodiscard]] double distance_to(Point p) const noexcept {
    const double dx = std::fmax(std::fmax(x - p.x, 0.0), p.x - (x + width));
    const double dy = std::fmax(std::fmax(y - p.y, 0.0), p.y - (y + height));
    return std::hypot(dx, dy);
  }
  bool operator==(const Rect&) const = default;
};

inline constexpr double kMapWidth = 1920;   ///< px
inline constexpr double kMapHeight = 1080;  ///< px
inline constexpr double kCellWidth = 86;    ///< px
inline constexpr double kCellHeight = 43;   ///< px
/// √(1920² + 1080²), px: no single move can be longer.
inline constexpr double kMapDiagonal = 2202.9071700822983;

}  // namespace flumen::world
