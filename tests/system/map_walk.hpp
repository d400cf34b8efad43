#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "game_client.hpp"

namespace flumen::system_test {

/// A map as a client knows it: read from the document the server serves, with the client's own reckoning.
class MapView {
 public:
  struct Point {
    double x = 0;
    double y = 0;
  };

  /// Fetches and reads the document.
  MapView(std::uint16_t port, std::string_view map_id);

  [[nodiscard]] bool walkable(int column, int row) const;
  /// The middle of a cell, px.
  [[nodiscard]] static Point centre(int column, int row);
  /// Middles of cells, each sharing a side with the one before, from the cell of `from` to one in the transition area
  /// that leads to `to_map`. Throws when there is no way.
  [[nodiscard]] std::vector<Point> path_to_transition(Point from, std::string_view to_map) const;
  /// The same, to the cell of a point or one beside it.
  [[nodiscard]] std::vector<Point> path_to(Point from, Point to) const;
  /// The middle of the cell nearest to `from` that can, or cannot, be stood on.
  [[nodiscard]] Point nearest(Point from, bool walkable) const;
  /// The nearest point one can stand on whose straight way from `from` leads through a cell one cannot.
  [[nodiscard]] Point behind_a_wall(Point from) const;
  [[nodiscard]] const std::string& id() const { return id_; }

 private:
  template <class Goal>
  [[nodiscard]] std::optional<std::vector<Point>> search(Point from, Goal is_there) const;
  [[nodiscard]] bool wall_between(Point from, Point to) const;
  [[nodiscard]] std::pair<int, int> nearest_cell(Point from, bool walkable) const;

  std::string id_;
  std::vector<std::string> rows_;
  boost::json::value document_;
};

/// Walks a client along `path`, at `speed` px/s.
void walk(GameClient& client, const std::string& map_id, MapView::Point from, const std::vector<MapView::Point>& path,
          double speed);

}  // namespace flumen::system_test
