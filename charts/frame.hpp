#pragma once

#include <string>

#include "charts/drawing.hpp"
#include "charts/scale.hpp"

namespace flumen::charts {

/// What all charts have around their data: a card, a title, two axes. Sizes in px.
class Frame {
 public:
  struct Heading {
    std::string title;
    std::string subtitle;
    double width;
    double height;
  };

  explicit Frame(const Heading& heading);

  /// Room right of the plot, for labels.
  void reserve_right(double width);
  /// Room left of the plot, for labels.
  void reserve_left(double width);

  /// Where the plot begins, for a chart whose heading takes another height.
  void set_top(double y) noexcept { top_ = y; }

  /// Grid and ticks of both axes, and what they show.
  void draw_axes(const Scale& x, const Scale& y, const Axis& x_axis, const Axis& y_axis);
  /// The x axis alone, its grid upright.
  void draw_x_axis(const Scale& x, const Axis& axis);
  /// Instead of data.
  void draw_nothing();

  [[nodiscard]] Drawing& drawing() noexcept { return drawing_; }
  [[nodiscard]] double left() const noexcept { return left_; }
  [[nodiscard]] double right() const noexcept { return right_; }
  [[nodiscard]] double top() const noexcept { return top_; }
  [[nodiscard]] double bottom() const noexcept { return bottom_; }
  [[nodiscard]] double plot_width() const noexcept { return right_ - left_; }
  [[nodiscard]] double plot_height() const noexcept { return bottom_ - top_; }

 private:
  Drawing drawing_;
  double left_;
  double right_;
  double top_;
  double bottom_;
};

}  // namespace flumen::charts
