#include "bots/walker.hpp"

#include <algorithm>
#include <cmath>

namespace flumen::bots {

Point round_position(Point p) noexcept { return {std::round(p.x * 100) / 100, std::round(p.y * 100) / 100}; }

void Walker::place(Point position) {
  position_ = round_position(position);
  path_.clear();
}

void Walker::follow(std::vector<Point> path) {
  path_ = std::move(path);
  std::reverse(path_.begin(), path_.end());
}

Point Walker::advance(double pixels) {
  if (path_.empty()) return position_;
  const Point next = path_.back();
  const double left = distance(position_, next);
  if (left <= pixels) {
    position_ = round_position(next);
    path_.pop_back();
    return position_;
  }
  const double part = pixels / left;
  position_ =
      round_position({position_.x + (next.x - position_.x) * part, position_.y + (next.y - position_.y) * part});
  return position_;
}

}  // namespace flumen::bots
