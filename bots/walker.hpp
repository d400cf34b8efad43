#pragma once

#include <vector>

#include "bots/map_grid.hpp"

namespace flumen::bots {

/// Where a bot stands and the way it is walking. Positions have two decimals, as the protocol wants them.
class Walker {
 public:
  /// Stands at `position` and forgets the way.
  void place(Point position);
  /// Takes a way from MapGrid::find_path(), which began where the walker stands.
  void follow(std::vector<Point> path);
  void stop() { path_.clear(); }

  /// Walks on by at most `pixels`, to the next point of the way at the farthest, so that every move is a straight
  /// line nothing stands in. Returns where it is then.
  Point advance(double pixels);

  [[nodiscard]] Point position() const noexcept { return position_; }
  /// True when there is no way left to walk.
  [[nodiscard]] bool arrived() const noexcept { return path_.empty(); }

 private:
  Point position_;
  std::vector<Point> path_;  // the next point is the last element
};

/// To a hundredth of a pixel.
[[nodiscard]] Point round_position(Point p) noexcept;

}  // namespace flumen::bots
