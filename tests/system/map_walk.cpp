#include "map_walk.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <deque>
#include <map>
#include <stdexcept>

#include <boost/json.hpp>

#include "http_client.hpp"

namespace flumen::system_test {
namespace {

constexpr int kColumns = 22;
constexpr int kRows = 49;
constexpr double kCellWidth = 86;
constexpr double kHalfCellHeight = 21.5;

using Cell = std::pair<int, int>;  // column, row

double length(MapView::Point a, MapView::Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Odd rows are shifted right by half a cell, so who shares a side depends on the row.
std::array<Cell, 4> sides(Cell cell) {
  const auto [column, row] = cell;
  const int right = column + row % 2;
  return {{{right, row - 1}, {right, row + 1}, {right - 1, row + 1}, {right - 1, row - 1}}};
}

}  // namespace

MapView::MapView(std::uint16_t port, std::string_view map_id) : id_(map_id) {
  document_ = http(port, "GET", "/api/v1/maps/" + id_).json();
  for (const auto& row : document_.at("walkable").as_array()) rows_.emplace_back(row.as_string());
  if (rows_.size() != kRows) throw std::runtime_error("the map has " + std::to_string(rows_.size()) + " rows");
}

bool MapView::walkable(int column, int row) const {
  return column >= 0 && column < kColumns && row >= 0 && row < kRows &&
         rows_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] == '.';
}

MapView::Point MapView::centre(int column, int row) {
  return {(column + 0.5 + (row % 2 == 1 ? 0.5 : 0.0)) * kCellWidth, (row + 1) * kHalfCellHeight};
}

Cell MapView::nearest_cell(Point from, bool wanted) const {
  Cell best{-1, -1};
  double best_length = 1e9;
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      const Point at = centre(column, row);
      if (walkable(column, row) != wanted || at.x > 1920 || at.y > 1080 || length(from, at) >= best_length) continue;
      best = {column, row};
      best_length = length(from, at);
    }
  }
  if (best.first < 0) throw std::runtime_error("no such cell on " + id_);
  return best;
}

MapView::Point MapView::nearest(Point from, bool wanted) const {
  const auto [column, row] = nearest_cell(from, wanted);
  return centre(column, row);
}

std::vector<MapView::Point> MapView::path_to_transition(Point from, std::string_view to_map) const {
  const auto& transitions = document_.at("transitions").as_array();
  const auto* there = std::find_if(transitions.begin(), transitions.end(), [&](const auto& transition) {
    return transition.at("to").as_string() == boost::json::string_view(to_map.data(), to_map.size());
  });
  if (there == transitions.end()) throw std::runtime_error("no way from " + id_ + " to " + std::string(to_map));
  const auto& area = there->at("area").as_object();
  const double left = number(area, "x");
  const double top = number(area, "y");
  const double right = left + number(area, "width");
  const double bottom = top + number(area, "height");

  const auto is_there = [&](Point at) { return at.x >= left && at.x <= right && at.y >= top && at.y <= bottom; };
  if (auto path = search(from, is_there)) return *path;
  throw std::runtime_error("the way from " + id_ + " to " + std::string(to_map) + " cannot be walked");
}

std::vector<MapView::Point> MapView::path_to(Point from, Point to) const {
  const auto is_there = [&](Point at) { return std::abs(at.x - to.x) <= 43 && std::abs(at.y - to.y) <= 21.5; };
  if (auto path = search(from, is_there)) return *path;
  throw std::runtime_error("there is no way across " + id_);
}

template <class Goal>
std::optional<std::vector<MapView::Point>> MapView::search(Point from, Goal is_there) const {
  const Cell start = nearest_cell(from, true);
  std::map<Cell, Cell> came_from{{start, start}};
  std::deque<Cell> open{start};
  while (!open.empty()) {
    const Cell cell = open.front();
    open.pop_front();
    const Point at = centre(cell.first, cell.second);
    if (is_there(at)) {
      std::vector<Point> path;
      for (Cell step = cell;; step = came_from.at(step)) {
        path.push_back(centre(step.first, step.second));
        if (step == start) break;
      }
      std::reverse(path.begin(), path.end());
      return path;
    }
    for (const Cell& next : sides(cell)) {
      const Point middle = centre(next.first, next.second);
      if (walkable(next.first, next.second) && middle.x <= 1920 && middle.y <= 1080 &&
          came_from.emplace(next, cell).second) {
        open.push_back(next);
      }
    }
  }
  return std::nullopt;
}

bool MapView::wall_between(Point from, Point to) const {
  constexpr int kSamples = 400;
  for (int i = 0; i <= kSamples; ++i) {
    const double t = static_cast<double>(i) / kSamples;
    const Point at{from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t};
    const auto [column, row] = nearest_cell(at, false);
    const Point wall = centre(column, row);
    // Well inside its diamond: no question of whose a border is.
    if (std::fabs(at.x - wall.x) / (kCellWidth / 2) + std::fabs(at.y - wall.y) / kHalfCellHeight < 0.5) return true;
  }
  return false;
}

MapView::Point MapView::behind_a_wall(Point from) const {
  std::vector<Point> points;
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      const Point at = centre(column, row);
      if (walkable(column, row) && at.x <= 1920 && at.y <= 1080) points.push_back(at);
    }
  }
  std::sort(points.begin(), points.end(), [&](Point a, Point b) { return length(from, a) < length(from, b); });
  const auto found = std::find_if(points.begin(), points.end(), [&](Point to) { return wall_between(from, to); });
  if (found == points.end()) throw std::runtime_error("no wall to walk through on " + id_);
  return *found;
}

void walk(GameClient& client, const std::string& map_id, MapView::Point from, const std::vector<MapView::Point>& path,
          double speed) {
  using Seconds = std::chrono::duration<double>;
  const auto started = std::chrono::steady_clock::now();
  double walked = 0;
  for (const auto& to : path) {
    walked += length(from, to);
    const Seconds due(walked / speed);
    const Seconds passed = std::chrono::steady_clock::now() - started;
    if (due > passed) client.pump(std::chrono::ceil<std::chrono::milliseconds>(due - passed));
    client.move(to.x, to.y, map_id);
    from = to;
  }
}

}  // namespace flumen::system_test
