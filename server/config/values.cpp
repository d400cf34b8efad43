#include "config/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace flumen::config {
namespace {

using base::Errc;
using std::chrono::milliseconds;

struct Unit {
  std::string_view name;
  std::uint64_t factor;
};

// Largest first: formatting takes the first one that divides the value.
constexpr std::array<Unit, 5> kDurationUnits = {
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};
constexpr std::array<Unit, 4> kSizeUnits = {
    {{"GiB", std::uint64_t{1} << 30}, {"MiB", std::uint64_t{1} << 20}, {"KiB", std::uint64_t{1} << 10}, {"", 1}}};

constexpr std::uint64_t kMostMilliseconds = 100ULL * 365 * 86'400'000;

/// The number and the unit behind it, multiplied; nothing when either is wrong or the product is past `most`.
template <std::size_t N>
std::optional<std::uint64_t> parse_with_unit(std::string_view text, const std::array<Unit, N>& units,
                                             std::uint64_t most) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  const auto name = text.substr(static_cast<std::size_t>(end - text.data()));
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == name; });
  if (unit == units.end() || number > most / unit->factor) return std::nullopt;
  return number * unit->factor;
}

template <std::size_t N>
std::string format_with_unit(std::uint64_t value, const std::array<Unit, N>& units) {
  const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return value % u.factor == 0; });
  return std::to_string(value / unit->factor) + std::string(unit->name);
}

}  // namespace

base::Result<std::uint64_t> parse_whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return base::fail(Errc::invalid_argument, "must be a whole number");
  }
  return value;
}

base::Result<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return base::fail(Errc::invalid_argument, "must be a number");
  }
  return value;
}

std::string format_number(double value) {
  std::array<char, 400> text{};  // the longest double without an exponent has some 330 characters
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
  return {text.data(), end};
}

base::Result<milliseconds> parse_duration(std::string_view text) {
  if (text == "0") return milliseconds{0};
  const auto value = parse_with_unit(text, kDurationUnits, kMostMilliseconds);
  if (!value) {
    return base::fail(Errc::invalid_argument, "must be a duration such as 500ms, 20s, 15m, 2h or 30d");
  }
  return milliseconds{*value};
}

std::string format_duration(milliseconds value) {
  if (value.count() == 0) return "0s";
  return format_with_unit(static_cast<std::uint64_t>(value.count()), kDurationUnits);
}

base::Result<std::uint64_t> parse_size(std::string_view text) {
  const auto value = parse_with_unit(text, kSizeUnits, std::numeric_limits<std::uint64_t>::max());
  if (!value) return base::fail(Errc::invalid_argument, "must be a size such as 4096, 64KiB, 19MiB or 1GiB");
  return *value;
}

std::string format_size(std::uint64_t bytes) { return bytes == 0 ? "0" : format_with_unit(bytes, kSizeUnits); }

std::string quote(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 0xF];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string mask_url_password(std::string_view url) {
  std::string masked(url);
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return masked;
  const auto begin = scheme + 3;
  // A password may hold an unescaped '@', and libpq takes one as a parameter too: hide more rather than less.
  if (const auto at = url.rfind('@'); at != std::string_view::npos && at > begin) {
    const auto colon = url.find(':', begin);
    if (colon < at) masked.replace(colon + 1, at - colon - 1, "********");
  }
  for (std::size_t from = 0; (from = masked.find("password=", from)) != std::string::npos;) {
    from += std::string_view("password=").size();
    masked.replace(from, std::min(masked.find('&', from), masked.size()) - from, "********");
  }
  return masked;
}

std::size_t edit_distance(std::string_view from, std::string_view to) {
  // Wagner and Fischer, one row at a time.
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const auto changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

}  // namespace flumen::config
