#pragma once

#include <string>
#include <string_view>

namespace flumen::charts {

/// `text` as character data or an attribute's value of XML 1.0 and HTML: markup is escaped, control characters that
/// XML forbids become U+FFFD.
[[nodiscard]] std::string escape(std::string_view text);

/// About how many pixels `text` (UTF-8) takes in a sans-serif font of `size` pixels. Rather too much than too little,
/// so that a label given this room fits whatever font the reader has.
[[nodiscard]] double text_width(std::string_view text, double size) noexcept;

/// A number for people, to three significant digits where it has a fraction: 0.0123, 4.56, 78.9, 1,234, 5.68 M.
[[nodiscard]] std::string format_number(double value);

/// A number as SVG wants coordinates: to a tenth of a pixel, without superfluous zeros.
[[nodiscard]] std::string coordinate(double value);

}  // namespace flumen::charts
