#include "world/path.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace flumen::world {
namespace {

constexpr std::int16_t kNone = -1;

/// The number of shared sides between two cells on an empty grid: the Manhattan distance on the diagonal axes.
int steps_between(Cell a, Cell b) noexcept {
  const auto diagonal = [](Cell cell) {
    const int v = cell.row / 2 - cell.column;
    return std::pair{cell.row + 1 - v, v};
  };
  const auto [au, av] = diagonal(a);
  const auto [bu, bv] = diagonal(b);
  return std::abs(au - bu) + std::abs(av - bv);
}

/// Every step costs 1 and the estimate changes by exactly 1 with it, so a cell is open either at the current estimate
/// or two above: two stacks do what a priority queue would.
class Frontier {
 public:
  void push_current(std::size_t cell) noexcept { push(current_, cell); }
  void push_next(std::size_t cell) noexcept { push(1 - current_, cell); }

  std::optional<std::size_t> pop() noexcept {
    if (sizes_[current_] == 0) current_ = 1 - current_;
    if (sizes_[current_] == 0) return std::nullopt;
    return static_cast<std::size_t>(stacks_[current_][--sizes_[current_]]);
  }

 private:
  void push(std::size_t stack, std::size_t cell) noexcept {
    stacks_[stack][sizes_[stack]++] = static_cast<std::int16_t>(cell);
  }

  // A cell is pushed at most once by each of its four neighbours.
  std::array<std::array<std::int16_t, 4 * kCellCount + 1>, 2> stacks_;
  std::array<std::size_t, 2> sizes_{};
  std::size_t current_ = 0;
};

/// For each cell reached the one before it on a shortest way from `start`; nothing when `goal` is not reached.
std::optional<std::array<std::int16_t, kCellCount>> search(const Walkability& walkable, Cell start, Cell goal) {
  std::array<std::int16_t, kCellCount> before;
  std::array<std::int16_t, kCellCount> cost;
  std::bitset<kCellCount> done;
  before.fill(kNone);
  cost.fill(INT16_MAX);

  Frontier frontier;
  cost[index_of(start)] = 0;
  frontier.push_current(index_of(start));
  while (const auto here = frontier.pop()) {
    if (done[*here]) continue;
    done.set(*here);
    const Cell cell = cell_of(*here);
    if (cell == goal) return before;
    const int estimate = steps_between(cell, goal);
    for (const Cell next : neighbours(cell)) {
      if (!walkable.at(next)) continue;
      const std::size_t there = index_of(next);
      const auto through_here = static_cast<std::int16_t>(cost[*here] + 1);
      if (through_here >= cost[there]) continue;
      cost[there] = through_here;
      before[there] = static_cast<std::int16_t>(*here);
      if (steps_between(next, goal) < estimate) {
        frontier.push_current(there);
      } else {
        frontier.push_next(there);
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Walkability reachable_from(const Walkability& walkable, Cell start) noexcept {
  Walkability reached;
  if (!walkable.at(start)) return reached;
  std::array<Cell, kCellCount> waiting;
  std::size_t size = 0;
  reached.set(start, true);
  waiting[size++] = start;
  while (size > 0) {
    for (const Cell next : neighbours(waiting[--size])) {
      if (!walkable.at(next) || reached.at(next)) continue;
      reached.set(next, true);
      waiting[size++] = next;
    }
  }
  return reached;
}

bool area_is_walkable(const Walkability& walkable, const Rect& area) noexcept {
  const double left = std::fmax(area.x, 0.0);
  const double right = std::fmin(area.x + area.width, kMapWidth);
  const double top = std::fmax(area.y, 0.0);
  const double bottom = std::fmin(area.y + area.height, kMapHeight);
  if (!(left <= right && top <= bottom)) return false;
  for (std::size_t i = 0; i < kCellCount; ++i) {
    const Cell cell = cell_of(i);
    if (!walkable.at(cell)) continue;
    // The point of the area nearest to the middle of a diamond is inside the diamond if any is.
    const Point middle = centre(cell);
    const Point nearest{std::clamp(middle.x, left, right), std::clamp(middle.y, top, bottom)};
    if (cell_at(nearest) == cell) return true;
  }
  return false;
}

std::optional<std::vector<Point>> find_path(const Walkability& walkable, Point from, Point to) {
  if (!walkable.at(from) || !walkable.at(to)) return std::nullopt;
  const Cell start = *cell_at(from);
  const Cell goal = *cell_at(to);
  const auto before = search(walkable, start, goal);
  if (!before) return std::nullopt;

  // Walked backwards from the goal: `to`, the middles of the cells, `from`.
  std::vector<Point> way{to};
  for (Cell cell = goal; cell != start; cell = cell_of(static_cast<std::size_t>((*before)[index_of(cell)]))) {
    way.push_back(centre(cell));
  }
  way.push_back(centre(start));
  way.push_back(from);
  std::reverse(way.begin(), way.end());

  std::vector<Point> legs;
  std::size_t here = 0;
  while (here + 1 < way.size()) {
    std::size_t next = here + 1;
    while (next + 1 < way.size() && walkable.segment_is_walkable(way[here], way[next + 1])) ++next;
    legs.push_back(way[next]);
    here = next;
  }
  return legs;
}

}  // namespace flumen::world
