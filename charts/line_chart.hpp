#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "charts/drawing.hpp"
#include "charts/scale.hpp"

namespace flumen::charts {

/// Lines over a common axis, each labelled where it ends.
struct LineChart {
  struct Point {
    double x = 0;
    double y = std::numeric_limits<double>::quiet_NaN();  ///< not finite: a gap in the line
  };
  struct Series {
    std::string name{};
    std::vector<Point> points{};  ///< by ascending x
    bool dashed = false;          ///< for what is there to compare with
    std::optional<std::size_t>
        color{};  ///< else its place among the series; the same thing keeps its colour everywhere
  };
  /// A level to be compared with, such as a goal.
  struct Threshold {
    double y = 0;
    std::string label{};
  };
  /// A stretch of the x axis with a name, drawn behind the lines.
  struct Phase {
    double from = 0;
    double to = 0;
    std::string label{};
  };

  std::string title{};        ///< what it says, as a short sentence or name
  std::string subtitle{};     ///< "" for none
  std::string description{};  ///< for those who cannot see it; made from the values when ""
  Axis x{};
  Axis y{};
  std::vector<Series> series{};
  std::vector<Threshold> thresholds{};
  std::vector<Phase> phases{};
  int width = 760;  ///< px, at least 320
  int height = 320;
};

/// A picture whatever the values are: without any, it says so. Its size is bounded: of a line with far more points
/// than pixels, each pixel's extremes are drawn.
[[nodiscard]] std::string to_svg(const LineChart& chart, Placement placement = Placement::standalone);

}  // namespace flumen::charts
