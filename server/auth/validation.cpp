#include <cstddef>
#include <optional>

#include "auth/auth_service.hpp"

namespace flumen::auth {
namespace {

constexpr std::size_t kNameLeast = 3;
constexpr std::size_t kNameMost = 20;
constexpr std::size_t kEmailMost = 255;
constexpr std::size_t kPasswordLeast = 8;
constexpr std::size_t kPasswordMost = 128;

// Not <cctype>: these must not depend on a locale.
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_visible_ascii(char c) { return c > ' ' && c < '\x7F'; }

/// The length in code points of valid UTF-8 (RFC 3629: shortest form, no surrogates, at most U+10FFFF).
std::optional<std::size_t> utf8_length(std::string_view text) {
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t length = 0;
  for (std::size_t i = 0; i < text.size(); ++length) {
    const unsigned char lead = byte_at(i);
    const std::size_t size = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
    if (size == 0 || text.size() - i < size) return std::nullopt;
    for (std::size_t j = 1; j < size; ++j) {
      if ((byte_at(i + j) & 0xC0) != 0x80) return std::nullopt;
    }
    if (size > 2) {
      const unsigned char second = byte_at(i + 1);
      const bool too_long = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
      const bool surrogate = lead == 0xED && second > 0x9F;
      const bool too_large = lead == 0xF4 && second > 0x8F;
      if (too_long || surrogate || too_large) return std::nullopt;
    }
    i += size;
  }
  return length;
}

}  // namespace

std::optional<std::string> check_name(std::string_view text) {
  bool good = text.size() >= kNameLeast && text.size() <= kNameMost && is_letter(text.front());
  for (const char c : text) good = good && (is_letter(c) || is_digit(c) || c == '-' || c == '_');
  if (good) return std::nullopt;
  return "Use 3 to 20 letters, digits, - or _, starting with a letter.";
}

std::optional<std::string> check_email(std::string_view text) {
  if (text.size() > kEmailMost) return "Use at most 255 characters.";
  const auto at = text.find('@');
  bool good = at != std::string_view::npos && at == text.rfind('@') && at > 0 && at + 1 < text.size();
  for (const char c : text) good = good && is_visible_ascii(c);
  if (good) return std::nullopt;
  return "Use an e-mail address such as name@example.org.";
}

std::optional<std::string> check_password(std::string_view text) {
  const auto length = utf8_length(text);
  if (!length) return "Use valid UTF-8 text.";
  if (text.find('\0') != std::string_view::npos) return "Leave out characters that cannot be typed.";
  if (*length >= kPasswordLeast && *length <= kPasswordMost) return std::nullopt;
  return "Use 8 to 128 characters.";
}

}  // namespace flumen::auth
