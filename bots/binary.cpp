#include "bots/binary.hpp"

#include <cmath>

namespace flumen::bots {
namespace {

constexpr double kStepsPerPixel = 32;
constexpr char kMoves = 1;
constexpr char kMove = 1;

std::uint16_t to_steps(double pixels) { return static_cast<std::uint16_t>(std::lround(pixels * kStepsPerPixel)); }

void append(std::string& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

}  // namespace

Point in_steps(Point p) noexcept { return {to_steps(p.x) / kStepsPerPixel, to_steps(p.y) / kStepsPerPixel}; }

std::string binary_move(base::MapId map, Point position) {
  std::string bytes(1, kMove);
  append(bytes, static_cast<std::uint32_t>(map.x), 4);
  append(bytes, static_cast<std::uint32_t>(map.y), 4);
  append(bytes, to_steps(position.x), 2);
  append(bytes, to_steps(position.y), 2);
  return bytes;
}

std::optional<MovesView> MovesView::of(std::string_view message) noexcept {
  if (message.empty() || message.front() != kMoves || message.size() % kEntrySize != 1) return std::nullopt;
  return MovesView(message.substr(1));
}

ExactPosition MovesView::position(std::size_t entry) const noexcept {
  const std::size_t at = entry * kEntrySize;
  return exact({word(at + 2) / kStepsPerPixel, word(at + 4) / kStepsPerPixel});
}

bool MovesView::contains(PlayerNumber number) const noexcept {
  for (std::size_t at = 0; at < entries_.size(); at += kEntrySize) {
    if (word(at) == number) return true;
  }
  return false;
}

std::uint16_t MovesView::word(std::size_t at) const noexcept {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(entries_[at]) |
                                    static_cast<unsigned char>(entries_[at + 1]) << 8);
}

}  // namespace flumen::bots
