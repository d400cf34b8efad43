#include "fight/area.hpp"

#include <cstdlib>

#include "fight/names.hpp"

namespace flumen::fight {
namespace {

constexpr Names<kShapes> kShapeNames = {"cell", "line", "perpendicular", "cross", "circle", "ring"};

void add(CellSet& cells, Cell cell) noexcept {
  if (cell != kNoCell) cells.set(static_cast<std::size_t>(cell));
}

/// The `size` cells from `from` on in a direction, without itself.
void add_ray(CellSet& cells, Cell from, Direction direction, int size) noexcept {
  const Diamond place = diamond_of(from);
  const Diamond step = step_of(direction);
  for (int i = 1; i <= size; ++i) add(cells, cell_at({place.x + i * step.x, place.y + i * step.y}));
}

void add_disc(CellSet& cells, Cell middle, int least, int most) noexcept {
  const Diamond place = diamond_of(middle);
  for (int dx = -most; dx <= most; ++dx) {
    for (int dy = -most + std::abs(dx); dy <= most - std::abs(dx); ++dy) {
      if (std::abs(dx) + std::abs(dy) >= least) add(cells, cell_at({place.x + dx, place.y + dy}));
    }
  }
}

Direction turned(Direction direction, int quarters) noexcept {
  return static_cast<Direction>((static_cast<int>(direction) + quarters) % 4);
}

}  // namespace

CellSet cells_of(Area area, Cell caster, Cell target) noexcept {
  CellSet cells;
  if (area.shape == Shape::circle || area.shape == Shape::ring) {
    add_disc(cells, target, area.shape == Shape::ring ? area.size : 0, area.size);
    return cells;
  }
  add(cells, target);
  if (area.shape == Shape::cross) {
    for (const Direction direction : kDirections) add_ray(cells, target, direction, area.size);
  }
  if (caster == target) return cells;
  const Direction away = direction_of(caster, target);
  if (area.shape == Shape::line) add_ray(cells, target, away, area.size);
  if (area.shape == Shape::perpendicular) {
    add_ray(cells, target, turned(away, 1), area.size);
    add_ray(cells, target, turned(away, 3), area.size);
  }
  return cells;
}

std::string_view to_string(Shape shape) noexcept { return name_of(kShapeNames, shape); }
std::optional<Shape> shape_from(std::string_view name) noexcept { return value_of<Shape>(kShapeNames, name); }

}  // namespace flumen::fight
