#include "charts/bar_chart.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "charts/frame.hpp"
#include "charts/text.hpp"

namespace flumen::charts {
namespace {

constexpr double kBarHeight = 18;
constexpr double kBarGap = 3;
constexpr double kGroupGap = 16;
constexpr double kLegendHeight = 26;
constexpr double kThresholdHeight = 20;
constexpr double kMostLabel = 240;

std::size_t rows_of(const BarChart::Group& group) { return std::max<std::size_t>(1, group.bars.size()); }

double height_of(const BarChart::Group& group) {
  return static_cast<double>(rows_of(group)) * (kBarHeight + kBarGap) - kBarGap;
}

std::string text_of(const BarChart::Bar& bar, const Axis& axis) {
  if (!bar.value) return bar.note.empty() ? "not measured" : bar.note;
  std::string out = format_number(*bar.value) + (axis.unit.empty() ? "" : " " + axis.unit);
  return bar.note.empty() ? out : out + " · " + bar.note;
}

std::string describe(const BarChart& chart) {
  std::string out = "Bar chart of " + chart.axis.caption() + ".";
  for (const auto& group : chart.groups) {
    for (std::size_t i = 0; i < group.bars.size(); ++i) {
      const bool named = i < chart.series.size() && !chart.series[i].empty();
      out += fmt::format(" {}{}: {}.", group.label, named ? ", " + chart.series[i] : "",
                         text_of(group.bars[i], chart.axis));
    }
  }
  for (const auto& threshold : chart.thresholds) {
    out += fmt::format(" {}: {}.", threshold.label, format_number(threshold.value));
  }
  return out;
}

class Plot {
 public:
  Plot(const BarChart& chart, Frame& frame, const Scale& scale, double first)
      : chart_(chart), frame_(frame), scale_(scale), y_(first) {
    one_stands_out_ = chart.series.size() <= 1 && std::any_of(chart.groups.begin(), chart.groups.end(),
                                                              [](const auto& group) { return group.emphasised; });
  }

  void draw() {
    frame_.draw_x_axis(scale_, chart_.axis);
    for (const auto& group : chart_.groups) draw_group(group);
    for (const auto& threshold : chart_.thresholds) draw_threshold(threshold);
    // Above the thresholds, whose lines they must not be crossed by.
    for (const auto& label : labels_) frame_.drawing().text(label.x, label.y, label.text, "strong halo");
  }

 private:
  struct Label {
    double x;
    double y;
    std::string text;
  };

  [[nodiscard]] double at(double value) const { return frame_.left() + *scale_.part(value) * frame_.plot_width(); }

  void draw_group(const BarChart::Group& group) {
    frame_.drawing().text(frame_.left() - 10, y_ + height_of(group) / 2 + 4, group.label,
                          group.emphasised ? "strong" : "", Anchor::end);
    for (std::size_t i = 0; i < group.bars.size(); ++i) {
      draw_bar(group.bars[i], one_stands_out_ && !group.emphasised ? "neutral" : fill_class(i));
      y_ += kBarHeight + kBarGap;
    }
    if (group.bars.empty()) y_ += kBarHeight + kBarGap;
    y_ += kGroupGap - kBarGap;
  }

  void draw_bar(const BarChart::Bar& bar, const std::string& color) {
    double end = frame_.left();
    const double middle = y_ + kBarHeight / 2;
    if (bar.value && std::isfinite(*bar.value)) {
      end = at(*bar.value);
      // Square where it begins, round where it ends.
      const double radius = std::min(3.0, (end - frame_.left()) / 2);
      frame_.drawing().path(
          fmt::format("M{} {}H{}a{r} {r} 0 0 1 {r} {r}v{}a{r} {r} 0 0 1 -{r} {r}H{}Z", coordinate(frame_.left()),
                      coordinate(y_), coordinate(end - radius), coordinate(kBarHeight - 2 * radius),
                      coordinate(frame_.left()), fmt::arg("r", coordinate(radius))),
          color);
    }
    if (bar.low && bar.high && std::isfinite(*bar.low) && std::isfinite(*bar.high)) {
      const double low = at(*bar.low);
      const double high = at(*bar.high);
      auto& drawing = frame_.drawing();
      drawing.line(low, middle, high, middle, "spread");
      drawing.line(low, middle - 4, low, middle + 4, "spread");
      drawing.line(high, middle - 4, high, middle + 4, "spread");
      end = std::max(end, high);
    }
    labels_.push_back({end + 8, middle + 4, text_of(bar, chart_.axis)});
  }

  void draw_threshold(const BarChart::Threshold& threshold) {
    if (threshold.value < scale_.low() || threshold.value > scale_.high()) return;
    const double x = at(threshold.value);
    frame_.drawing().line(x, frame_.top() - 4, x, frame_.bottom(), "limit");
    const double half = text_width(threshold.label, 12) / 2;
    const Anchor anchor = x + half > frame_.right() ? Anchor::end : Anchor::middle;
    frame_.drawing().text(x, frame_.top() - 9, threshold.label, "limit-label halo", anchor);
  }

  const BarChart& chart_;
  Frame& frame_;
  const Scale& scale_;
  double y_;
  bool one_stands_out_ = false;
  std::vector<Label> labels_;
};

void draw_legend(const BarChart& chart, Frame& frame, double y) {
  double x = 20;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    frame.drawing().rect(x, y - 10, 12, 12, fill_class(i), 3);
    frame.drawing().text(x + 18, y, chart.series[i], "");
    x += 18 + text_width(chart.series[i], 12) + 20;
  }
}

}  // namespace

std::string to_svg(const BarChart& chart, Placement placement) {
  double highest = 0;
  bool any = false;
  double label_width = 0;
  double value_width = 0;
  double bars_height = 0;
  for (const auto& group : chart.groups) {
    label_width = std::max(label_width, text_width(group.label, 12.5));
    bars_height += height_of(group) + kGroupGap;
    for (const auto& bar : group.bars) {
      any = true;
      for (const auto& value : {bar.value, bar.high}) {
        if (value && std::isfinite(*value)) highest = std::max(highest, *value);
      }
      // What stands instead of a bar has the room of the bar.
      if (bar.value) value_width = std::max(value_width, text_width(text_of(bar, chart.axis), 12.5));
    }
  }
  for (const auto& threshold : chart.thresholds) {
    if (threshold.value <= highest * 2.5) highest = std::max(highest, threshold.value);
  }
  const bool legend = chart.series.size() > 1;
  const double heading = chart.subtitle.empty() ? 48 : 66;
  const double extra = (legend ? kLegendHeight : 0) + (chart.thresholds.empty() ? 0 : kThresholdHeight);
  const double height = heading + extra + std::max(60.0, bars_height + 4) + 50;

  Frame frame({chart.title, chart.subtitle, static_cast<double>(chart.width), height});
  frame.set_top(heading + extra);
  frame.reserve_left(std::min(label_width, kMostLabel) + 10);
  frame.reserve_right(std::min(value_width, kMostLabel) + 8);
  if (!any) {
    frame.draw_nothing();
  } else {
    if (legend) draw_legend(chart, frame, heading + 12);
    Axis axis = chart.axis;
    axis.logarithmic = false;
    axis.min = 0;
    const Scale scale(axis, 0, highest, std::max(2, static_cast<int>(frame.plot_width() / 90)));
    Plot(chart, frame, scale, frame.top() + 8).draw();
  }
  return frame.drawing().finish(chart.title, chart.description.empty() ? describe(chart) : chart.description,
                                placement);
}

}  // namespace flumen::charts
