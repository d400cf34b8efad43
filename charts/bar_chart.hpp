#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "charts/drawing.hpp"
#include "charts/scale.hpp"

namespace flumen::charts {

/// Lying bars, each with its value beside it. Their common axis begins at 0; its `logarithmic` and `min` do not count.
struct BarChart {
  struct Bar {
    std::optional<double> value{};  ///< not negative; nothing when there is none to show
    std::optional<double> low{};    ///< with `high`: the spread, drawn as a whisker
    std::optional<double> high{};
    std::string note{};  ///< behind the value, or instead of it: "p99 never under 50 ms"
  };
  /// Bars with one name, one of each series.
  struct Group {
    std::string label{};
    std::vector<Bar> bars{};
    /// In a chart of one series: has the colour, while the others step back. Without any, all have it.
    bool emphasised = false;
  };
  /// A level to be compared with, such as a goal.
  struct Threshold {
    double value = 0;
    std::string label{};
  };

  std::string title{};
  std::string subtitle{};             ///< "" for none
  std::string description{};          ///< for those who cannot see it; made from the values when ""
  Axis axis{};                        ///< of the values
  std::vector<std::string> series{};  ///< names; with one, "" will do
  std::vector<Group> groups{};
  std::vector<Threshold> thresholds{};
  int width = 760;  ///< px, at least 320; the height follows from the bars
};

/// A picture whatever the values are: without any, it says so.
[[nodiscard]] std::string to_svg(const BarChart& chart, Placement placement = Placement::standalone);

}  // namespace flumen::charts
