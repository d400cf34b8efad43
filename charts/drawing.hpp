#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace flumen::charts {

/// Where a chart will be looked at.
enum class Placement {
  standalone,  ///< a file of its own, as an <img> shows it: brings its style sheet
  embedded,    ///< inside an HTML page, which must hold stylesheet() once
};

/// How many colours there are for series; more begin again with the first.
inline constexpr std::size_t kColors = 7;

/// The CSS of all charts: a light and a dark palette (prefers-color-scheme), light on paper. Every rule is limited to
/// the class `flumen-chart`.
[[nodiscard]] std::string stylesheet();

enum class Anchor { start, middle, end };

/// An SVG picture that is drawn from back to front. Colours and fonts are classes of the style sheet.
class Drawing {
 public:
  Drawing(double width, double height) : width_(width), height_(height) {}

  void rect(double x, double y, double width, double height, std::string_view classes, double radius = 0);
  void line(double x1, double y1, double x2, double y2, std::string_view classes);
  /// `path` is SVG path data.
  void path(std::string_view path, std::string_view classes);
  /// A dot that tells `tooltip` when it is pointed at.
  void dot(double x, double y, double radius, std::string_view classes, std::string_view tooltip);
  void text(double x, double y, std::string_view text, std::string_view classes, Anchor anchor = Anchor::start);

  /// The whole picture. `title` names it and `description` tells what it shows to those who cannot see it.
  [[nodiscard]] std::string finish(std::string_view title, std::string_view description, Placement placement) const;

 private:
  double width_;
  double height_;
  std::string body_;
};

/// The classes of a line, a filled shape and a label in the colour of a series.
[[nodiscard]] std::string stroke_class(std::size_t color);
[[nodiscard]] std::string fill_class(std::size_t color);
[[nodiscard]] std::string label_class(std::size_t color);

}  // namespace flumen::charts
