#include "charts/drawing.hpp"

#include <array>

#include <fmt/format.h>

#include "charts/text.hpp"

namespace flumen::charts {
namespace {

struct Palette {
  std::string_view surface;
  std::string_view edge;
  std::string_view ink;
  std::string_view quiet;
  std::string_view grid;
  std::string_view neutral;  // bars that are there to compare with
  std::string_view limit;    // thresholds
  std::array<std::string_view, kColors> series;
};

// Every series colour has a contrast of at least 4.5 : 1 to its surface, as its label is written in it; neighbours
// differ in lightness too, for those who cannot tell the hues apart.
constexpr Palette kLight = {
    "#ffffff", "#e3e6eb", "#1b2028", "#5b6472",
    "#e9ecf0", "#aab3c0", "#b3261e", {"#1a66d0", "#b7540a", "#0d7d55", "#7d3fc4", "#b32667", "#0b7386", "#5d6572"}};
constexpr Palette kDark = {
    "#161a20", "#2b313b", "#e8ebf0", "#9ea8b7",
    "#272d36", "#5c6675", "#ff8a80", {"#6fb0ff", "#ffa866", "#4fd1a1", "#c09bff", "#ff8fbd", "#58cfe2", "#a9b3c1"}};

std::string variables(const Palette& palette) {
  std::string out =
      fmt::format("--surface:{};--edge:{};--ink:{};--quiet:{};--grid:{};--neutral:{};--limit:{}", palette.surface,
                  palette.edge, palette.ink, palette.quiet, palette.grid, palette.neutral, palette.limit);
  for (std::size_t i = 0; i < kColors; ++i) out += fmt::format(";--series-{}:{}", i, palette.series[i]);
  return out;
}

constexpr std::string_view kRules =
    ".flumen-chart{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
    "font-size:12px;fill:var(--ink);font-variant-numeric:tabular-nums}"
    ".flumen-chart .card{fill:var(--surface);stroke:var(--edge)}"
    ".flumen-chart .title{font-size:16px;font-weight:650}"
    ".flumen-chart .quiet{fill:var(--quiet)}"
    ".flumen-chart .strong{font-weight:600}"
    ".flumen-chart .grid{stroke:var(--grid)}"
    ".flumen-chart .axis{stroke:var(--quiet)}"
    ".flumen-chart .phase{fill:var(--quiet);opacity:.1}"
    ".flumen-chart .phase-edge{stroke:var(--quiet);opacity:.45;stroke-dasharray:1 3}"
    ".flumen-chart .limit{stroke:var(--limit);stroke-width:1.25;stroke-dasharray:5 4}"
    ".flumen-chart .limit-label{fill:var(--limit);font-weight:600}"
    ".flumen-chart .halo{stroke:var(--surface);stroke-width:4;stroke-linejoin:round;paint-order:stroke}"
    ".flumen-chart .series{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}"
    ".flumen-chart .dashed{stroke-dasharray:2 5}"
    ".flumen-chart .dot{stroke:var(--surface);stroke-width:1.5}"
    ".flumen-chart .neutral{fill:var(--neutral)}"
    ".flumen-chart .spread{stroke:var(--ink);stroke-width:1.25;opacity:.65}";

std::string_view to_string(Anchor anchor) {
  switch (anchor) {
    case Anchor::start:
      return "start";
    case Anchor::middle:
      return "middle";
    case Anchor::end:
      return "end";
  }
  return "start";
}

}  // namespace

std::string stylesheet() {
  std::string out(kRules);
  for (std::size_t i = 0; i < kColors; ++i) {
    out += fmt::format(
        ".flumen-chart .stroke-{0}{{stroke:var(--series-{0})}}.flumen-chart .fill-{0}{{fill:var(--series-{0})}}", i);
  }
  out += fmt::format(".flumen-chart{{{}}}", variables(kLight));
  out += fmt::format("@media screen and (prefers-color-scheme:dark){{.flumen-chart{{{}}}}}", variables(kDark));
  return out;
}

std::string stroke_class(std::size_t color) { return fmt::format("stroke-{}", color % kColors); }
std::string fill_class(std::size_t color) { return fmt::format("fill-{}", color % kColors); }
std::string label_class(std::size_t color) { return fmt::format("strong halo fill-{}", color % kColors); }

void Drawing::rect(double x, double y, double width, double height, std::string_view classes, double radius) {
  body_ += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}")", classes, coordinate(x),
                       coordinate(y), coordinate(width), coordinate(height));
  if (radius > 0) body_ += fmt::format(R"( rx="{}")", coordinate(radius));
  body_ += "/>\n";
}

void Drawing::line(double x1, double y1, double x2, double y2, std::string_view classes) {
  body_ += fmt::format(R"(<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>)", classes, coordinate(x1), coordinate(y1),
                       coordinate(x2), coordinate(y2)) +
           "\n";
}

void Drawing::path(std::string_view path, std::string_view classes) {
  body_ += fmt::format(R"(<path class="{}" d="{}"/>)", classes, path) + "\n";
}

void Drawing::dot(double x, double y, double radius, std::string_view classes, std::string_view tooltip) {
  body_ += fmt::format(R"(<circle class="{}" cx="{}" cy="{}" r="{}"><title>{}</title></circle>)", classes,
                       coordinate(x), coordinate(y), coordinate(radius), escape(tooltip)) +
           "\n";
}

void Drawing::text(double x, double y, std::string_view text, std::string_view classes, Anchor anchor) {
  body_ += fmt::format(R"(<text class="{}" x="{}" y="{}")", classes, coordinate(x), coordinate(y));
  if (anchor != Anchor::start) body_ += fmt::format(R"( text-anchor="{}")", to_string(anchor));
  body_ += fmt::format(">{}</text>\n", escape(text));
}

std::string Drawing::finish(std::string_view title, std::string_view description, Placement placement) const {
  std::string out = fmt::format(R"(<svg class="flumen-chart" viewBox="0 0 {} {}" role="img")", coordinate(width_),
                                coordinate(height_));
  if (placement == Placement::standalone) {
    out += fmt::format(
        R"( xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" aria-labelledby="title description">)",
        coordinate(width_), coordinate(height_));
    out += fmt::format("\n<title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n<style>{}</style>\n",
                       escape(title), escape(description), stylesheet());
  } else {
    // No ids: a page holds several charts.
    out += fmt::format(" aria-label=\"{}: {}\">\n", escape(title), escape(description));
  }
  return out + body_ + "</svg>\n";
}

}  // namespace flumen::charts
