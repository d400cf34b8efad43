#include "charts/line_chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "charts/frame.hpp"
#include "charts/text.hpp"

namespace flumen::charts {
namespace {

constexpr std::size_t kMostDots = 40;  // of a series; more would hide the line
constexpr double kLabelHeight = 16;

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  [[nodiscard]] bool empty() const { return low > high; }
};

bool shown(const LineChart& chart, LineChart::Point point) {
  return std::isfinite(point.x) && std::isfinite(point.y) && (!chart.x.logarithmic || point.x > 0) &&
         (!chart.y.logarithmic || point.y > 0);
}

std::string with_unit(double value, const Axis& axis) {
  return format_number(value) + (axis.unit.empty() ? "" : " " + axis.unit);
}

std::string describe(const LineChart& chart) {
  std::string out = "Line chart of " + chart.y.caption() + " over " + chart.x.caption() + ".";
  for (const auto& series : chart.series) {
    Range range;
    double last = 0;
    for (const auto& point : series.points) {
      if (!shown(chart, point)) continue;
      range.add(point.y);
      last = point.y;
    }
    if (range.empty()) continue;
    out += fmt::format(" {}: between {} and {}, {} at the end.", series.name, with_unit(range.low, chart.y),
                       with_unit(range.high, chart.y), with_unit(last, chart.y));
  }
  for (const auto& threshold : chart.thresholds) {
    out += fmt::format(" {}: {}.", threshold.label, with_unit(threshold.y, chart.y));
  }
  return out;
}

/// Of the points in one pixel column the first, the lowest, the highest and the last, in their order.
std::vector<LineChart::Point> thinned(const std::vector<LineChart::Point>& points, const Scale& x, double width) {
  if (points.size() <= static_cast<std::size_t>(width) * 4) return points;
  std::vector<LineChart::Point> out;
  for (std::size_t begin = 0; begin < points.size();) {
    const auto column = [&](std::size_t i) { return std::floor(x.part(points[i].x).value_or(0) * width); };
    std::size_t end = begin;
    std::size_t low = begin;
    std::size_t high = begin;
    while (end < points.size() && column(end) == column(begin)) {
      if (points[end].y < points[low].y) low = end;
      if (points[end].y > points[high].y) high = end;
      ++end;
    }
    std::vector<std::size_t> kept{begin, low, high, end - 1};
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    for (const std::size_t i : kept) out.push_back(points[i]);
    begin = end;
  }
  return out;
}

struct EndLabel {
  double y;
  std::string text;
  std::size_t color;
};

/// Moves labels apart, from the top downwards and, where the bottom is reached, back upwards.
void spread(std::vector<EndLabel>& labels, double top, double bottom) {
  std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.y < b.y; });
  double free = top;
  for (auto& label : labels) {
    label.y = std::max(label.y, free);
    free = label.y + kLabelHeight;
  }
  free = bottom;
  for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
    label->y = std::min(label->y, free);
    free = label->y - kLabelHeight;
  }
}

class Plot {
 public:
  Plot(const LineChart& chart, Frame& frame, const Range& xs, const Range& ys)
      : chart_(chart),
        frame_(frame),
        x_(x_axis(chart, xs), xs.low, xs.high, std::max(2, static_cast<int>(frame.plot_width() / 90))),
        y_(chart.y, ys.low, ys.high, std::max(2, static_cast<int>(frame.plot_height() / 45))) {}

  void draw() {
    for (const auto& phase : chart_.phases) draw_phase(phase);
    frame_.draw_axes(x_, y_, chart_.x, chart_.y);
    for (const auto& threshold : chart_.thresholds) draw_threshold(threshold);
    std::vector<EndLabel> labels;
    for (std::size_t i = 0; i < chart_.series.size(); ++i) draw_series(chart_.series[i], i, labels);
    spread(labels, frame_.top() + 4, frame_.bottom());
    for (const auto& label : labels) {
      frame_.drawing().text(frame_.right() + 8, label.y + 4, label.text, label_class(label.color));
    }
  }

 private:
  /// The x axis begins and ends with the data, unless it is told otherwise.
  static Axis x_axis(const LineChart& chart, const Range& xs) {
    Axis axis = chart.x;
    if (!axis.min) axis.min = xs.low;
    if (!axis.max) axis.max = xs.high;
    return axis;
  }

  [[nodiscard]] double at_x(double value) const { return frame_.left() + *x_.part(value) * frame_.plot_width(); }
  [[nodiscard]] double at_y(double value) const { return frame_.bottom() - *y_.part(value) * frame_.plot_height(); }

  void draw_phase(const LineChart::Phase& phase) {
    const double from = at_x(phase.from);
    const double to = at_x(phase.to);
    frame_.drawing().rect(from, frame_.top(), std::max(1.0, to - from), frame_.plot_height(), "phase");
    frame_.drawing().line(from, frame_.top(), from, frame_.bottom(), "phase-edge");
    // A name that would run out of the plot is written leftwards.
    const double width = text_width(phase.label, 12);
    const bool turned = from + 6 + width > frame_.right();
    frame_.drawing().text(turned ? to - 6 : from + 6, frame_.top() + 15, phase.label, "quiet",
                          turned ? Anchor::end : Anchor::start);
  }

  void draw_threshold(const LineChart::Threshold& threshold) {
    if (threshold.y < y_.low() || threshold.y > y_.high()) return;
    const double y = at_y(threshold.y);
    frame_.drawing().line(frame_.left(), y, frame_.right(), y, "limit");
    const bool below = y - frame_.top() < 18;
    frame_.drawing().text(frame_.left() + 6, below ? y + 15 : y - 6, threshold.label, "limit-label halo");
  }

  void draw_series(const LineChart::Series& series, std::size_t place, std::vector<EndLabel>& labels) {
    const std::size_t color = series.color.value_or(place);
    std::string path;
    bool pen_down = false;
    std::optional<double> last;
    for (const auto& point : thinned(series.points, x_, frame_.plot_width())) {
      if (!shown(chart_, point)) {
        pen_down = false;
        continue;
      }
      last = at_y(point.y);
      path += fmt::format("{}{} {}", pen_down ? "L" : "M", coordinate(at_x(point.x)), coordinate(*last));
      pen_down = true;
    }
    if (!last) return;
    frame_.drawing().path(path, "series " + stroke_class(color) + (series.dashed ? " dashed" : ""));
    if (series.points.size() <= kMostDots) draw_dots(series, color);
    labels.push_back({*last, series.name, color});
  }

  void draw_dots(const LineChart::Series& series, std::size_t color) {
    for (const auto& point : series.points) {
      if (!shown(chart_, point)) continue;
      frame_.drawing().dot(
          at_x(point.x), at_y(point.y), 3.5, "dot " + fill_class(color),
          fmt::format("{}: {} at {}", series.name, with_unit(point.y, chart_.y), with_unit(point.x, chart_.x)));
    }
  }

  const LineChart& chart_;
  Frame& frame_;
  Scale x_;
  Scale y_;
};

}  // namespace

std::string to_svg(const LineChart& chart, Placement placement) {
  Range xs;
  Range ys;
  double label_width = 0;
  for (const auto& series : chart.series) {
    for (const auto& point : series.points) {
      if (!shown(chart, point)) continue;
      xs.add(point.x);
      ys.add(point.y);
    }
    label_width = std::max(label_width, text_width(series.name, 12));
  }
  Frame frame({chart.title, chart.subtitle, static_cast<double>(chart.width), static_cast<double>(chart.height)});
  frame.reserve_right(label_width + 16);
  if (xs.empty()) {
    frame.draw_nothing();
  } else {
    for (const auto& threshold : chart.thresholds) {
      // A level far above everything would flatten the lines to nothing.
      if (threshold.y <= ys.high * 2.5) ys.add(threshold.y);
    }
    for (const auto& phase : chart.phases) {
      xs.add(phase.from);
      xs.add(phase.to);
    }
    Plot(chart, frame, xs, ys).draw();
  }
  return frame.drawing().finish(chart.title, chart.description.empty() ? describe(chart) : chart.description,
                                placement);
}

}  // namespace flumen::charts
