#include "handlers/accept_language.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace flumen::handlers {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// `range` is `fr`, `FR` or `fr-CA` for `language` fr.
bool is_language(std::string_view range, std::string_view language) {
  const std::string_view primary = range.substr(0, range.find('-'));
  return std::ranges::equal(primary, language, {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
}

/// The weight of `;q=…`: 1 when there is none, 0 when it is malformed.
double weight(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos) return 1.0;
  const std::string_view text = trimmed(parameters.substr(q + 2));
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && value >= 0 && value <= 1 ? value : 0.0;
}

}  // namespace

gamedata::Language preferred_language(std::string_view header) {
  double english = 0;
  double french = 0;
  while (!header.empty()) {
    const auto comma = header.find(',');
    const std::string_view choice = header.substr(0, comma);
    header = comma == std::string_view::npos ? std::string_view{} : header.substr(comma + 1);
    const auto semicolon = choice.find(';');
    const std::string_view range = trimmed(choice.substr(0, semicolon));
    const double liking = semicolon == std::string_view::npos ? 1.0 : weight(choice.substr(semicolon + 1));
    if (is_language(range, "en") || range == "*") english = std::max(english, liking);
    if (is_language(range, "fr")) french = std::max(french, liking);
  }
  return french > english ? gamedata::Language::french : gamedata::Language::english;
}

}  // namespace flumen::handlers
