#include "charts/frame.hpp"

#include <algorithm>

#include "charts/text.hpp"

namespace flumen::charts {
namespace {

constexpr double kPadding = 20;
constexpr double kTickWidth = 52;     // room for the numbers of the y axis
constexpr double kAxisHeight = 50;    // for the numbers and the name of the x axis
constexpr double kLeastPlot = 120;    // what labels may not take from the plot
constexpr double kCaptionSpace = 42;  // between the heading and the plot, for the name of the y axis

}  // namespace

Frame::Frame(const Heading& heading)
    : drawing_(heading.width, heading.height),
      left_(kPadding + kTickWidth),
      right_(heading.width - kPadding),
      top_((heading.subtitle.empty() ? 32 : 52) + kCaptionSpace),
      bottom_(heading.height - kAxisHeight) {
  drawing_.rect(0.5, 0.5, heading.width - 1, heading.height - 1, "card", 10);
  drawing_.text(kPadding, 32, heading.title, "title");
  if (!heading.subtitle.empty()) drawing_.text(kPadding, 52, heading.subtitle, "quiet");
}

void Frame::reserve_right(double width) { right_ = std::max(left_ + kLeastPlot, right_ - width); }

void Frame::reserve_left(double width) { left_ = std::min(right_ - kLeastPlot, kPadding + width); }

void Frame::draw_axes(const Scale& x, const Scale& y, const Axis& x_axis, const Axis& y_axis) {
  for (const Tick& tick : y.ticks()) {
    const double at = bottom_ - *y.part(tick.value) * plot_height();
    drawing_.line(left_, at, right_, at, "grid");
    drawing_.text(left_ - 8, at + 4, tick.text, "quiet", Anchor::end);
  }
  for (const Tick& tick : x.ticks()) {
    const double at = left_ + *x.part(tick.value) * plot_width();
    drawing_.line(at, bottom_, at, bottom_ + 4, "axis");
    drawing_.text(at, bottom_ + 18, tick.text, "quiet", Anchor::middle);
  }
  drawing_.line(left_, bottom_, right_, bottom_, "axis");
  drawing_.text(kPadding, top_ - 14, y_axis.caption(), "quiet strong");
  drawing_.text(right_, bottom_ + 36, x_axis.caption(), "quiet strong", Anchor::end);
}

void Frame::draw_x_axis(const Scale& x, const Axis& axis) {
  for (const Tick& tick : x.ticks()) {
    const double at = left_ + *x.part(tick.value) * plot_width();
    drawing_.line(at, top_, at, bottom_, "grid");
    drawing_.text(at, bottom_ + 18, tick.text, "quiet", Anchor::middle);
  }
  drawing_.line(left_, top_, left_, bottom_, "axis");
  drawing_.text(right_, bottom_ + 36, axis.caption(), "quiet strong", Anchor::end);
}

void Frame::draw_nothing() {
  drawing_.text((left_ + right_) / 2, (top_ + bottom_) / 2, "Nothing was measured.", "quiet", Anchor::middle);
}

}  // namespace flumen::charts
