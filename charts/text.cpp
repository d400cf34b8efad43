#include "charts/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace flumen::charts {
namespace {

/// Drops the zeros a fraction ends with.
std::string trimmed(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits == "-0" ? "0" : digits;
}

std::string grouped(double value) {
  std::string digits = fmt::format("{:.0f}", std::fabs(value));
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return value < 0 ? "-" + digits : digits;
}

/// The width of a character in ems, of the widest of the usual system fonts.
double ems(char c) noexcept {
  constexpr std::string_view kNarrow = " .,:;|!'`()[]{}ijlrtfI";
  constexpr std::string_view kWide = "mwMW%@";
  if (kNarrow.find(c) != std::string_view::npos) return 0.36;
  if (kWide.find(c) != std::string_view::npos) return 0.92;
  if (c >= 'A' && c <= 'Z') return 0.7;
  return 0.59;
}

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') {
          out += "\xEF\xBF\xBD";
        } else {
          out += c;
        }
    }
  }
  return out;
}

double text_width(std::string_view text, double size) noexcept {
  double width = 0;
  for (const char c : text) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;  // a further byte of the same character
    if (!continues) width += ems(c);
  }
  return width * size;
}

std::string format_number(double value) {
  if (!std::isfinite(value)) return "–";
  struct Magnitude {
    double from;
    std::string_view suffix;
  };
  constexpr std::array kMagnitudes = {Magnitude{1e9, " G"}, Magnitude{1e6, " M"}};
  const double size = std::fabs(value);
  for (const Magnitude& magnitude : kMagnitudes) {
    if (size >= magnitude.from) return fmt::format("{}{}", format_number(value / magnitude.from), magnitude.suffix);
  }
  if (size >= 999.5) return grouped(value);
  if (size == 0) return "0";
  // Three digits from the first that is not zero, at most eight behind the point.
  const int decimals = std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 8);
  return trimmed(fmt::format("{:.{}f}", value, decimals));
}

std::string coordinate(double value) { return trimmed(fmt::format("{:.1f}", value)); }

}  // namespace flumen::charts
