#include "base/map_id.hpp"

#include <charconv>

namespace flumen::base {
namespace {

/// Reads one coordinate from the front of `text` in canonical form and removes it.
std::optional<std::int32_t> take_coordinate(std::string_view& text) noexcept {
  std::int32_t value = 0;
  const char* begin = text.data();
  const auto [end, error] = std::from_chars(begin, begin + text.size(), value);
  if (error != std::errc{} || value < -MapId::kLimit || value > MapId::kLimit) return std::nullopt;
  const auto length = static_cast<std::size_t>(end - begin);
  const std::string_view digits = text.substr(value < 0 || text[0] == '-' ? 1 : 0, length);
  const bool negative_zero = value == 0 && text[0] == '-';
  const bool leading_zero = digits[0] == '0' && value != 0;
  const bool long_zero = value == 0 && length != 1;
  if (negative_zero || leading_zero || long_zero) return std::nullopt;
  text.remove_prefix(length);
  return value;
}

}  // namespace

std::string_view to_string(Edge edge) noexcept {
  switch (edge) {
    case Edge::north:
      return "north";
    case Edge::east:
      return "east";
    case Edge::south:
      return "south";
    case Edge::west:
      return "west";
  }
  return "";
}

std::optional<MapId> MapId::parse(std::string_view text) noexcept {
  constexpr std::string_view kPrefix = "map_";
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  const auto x = take_coordinate(text);
  if (!x || text.empty() || text.front() != '_') return std::nullopt;
  text.remove_prefix(1);
  const auto y = take_coordinate(text);
  if (!y || !text.empty()) return std::nullopt;
  return MapId{*x, *y};
}

std::string MapId::to_string() const { return "map_" + std::to_string(x) + "_" + std::to_string(y); }

std::optional<MapId> MapId::neighbour(Edge edge) const noexcept {
  MapId id = *this;
  switch (edge) {
    case Edge::north:
      ++id.y;
      break;
    case Edge::east:
      ++id.x;
      break;
    case Edge::south:
      --id.y;
      break;
    case Edge::west:
      --id.x;
      break;
  }
  const auto outside = [](std::int32_t v) { return v < -kLimit || v > kLimit; };
  if (outside(id.x) || outside(id.y)) return std::nullopt;
  return id;
}

}  // namespace flumen::base
