#include "fight/grid.hpp"

#include <cstdlib>

namespace flumen::fight {
namespace {

constexpr auto kPlaces = [] {
  std::array<Diamond, kCells> places{};
  for (int i = 0; i < kCells; ++i) places[static_cast<std::size_t>(i)] = diamond_of(static_cast<Cell>(i));
  return places;
}();

constexpr auto kNeighbours = [] {
  std::array<std::array<Cell, 4>, kCells> neighbours{};
  for (std::size_t i = 0; i < kCells; ++i) {
    for (const Direction direction : kDirections) {
      const Diamond step = step_of(direction);
      const Diamond place = diamond_of(static_cast<Cell>(i));
      neighbours[i][static_cast<std::size_t>(direction)] = cell_at({place.x + step.x, place.y + step.y});
    }
  }
  return neighbours;
}();

const Diamond& place_of(Cell cell) noexcept { return kPlaces[static_cast<std::size_t>(cell)]; }

}  // namespace

Cell neighbour(Cell cell, Direction direction) noexcept {
  return kNeighbours[static_cast<std::size_t>(cell)][static_cast<std::size_t>(direction)];
}

int distance(Cell a, Cell b) noexcept {
  return std::abs(place_of(a).x - place_of(b).x) + std::abs(place_of(a).y - place_of(b).y);
}

bool in_line(Cell a, Cell b) noexcept { return place_of(a).x == place_of(b).x || place_of(a).y == place_of(b).y; }

Direction direction_of(Cell from, Cell to) noexcept {
  const int dx = place_of(to).x - place_of(from).x;
  const int dy = place_of(to).y - place_of(from).y;
  if (std::abs(dx) >= std::abs(dy)) return dx > 0 ? Direction::south_east : Direction::north_west;
  return dy > 0 ? Direction::south_west : Direction::north_east;
}

}  // namespace flumen::fight
