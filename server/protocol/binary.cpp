#include "protocol/binary.hpp"

#include <array>

#include "websocket/frame.hpp"

namespace flumen::protocol {
namespace {

/// The first byte of a binary message says what it is; each direction has one kind so far.
constexpr char kMoves = 1;
constexpr char kMove = 1;
/// The kind, the map's X and Y in 32 bits each, x and y in 16.
constexpr std::size_t kMoveSize = 13;

void put(char* at, std::uint16_t value) {
  at[0] = static_cast<char>(value);
  at[1] = static_cast<char>(value >> 8);
}

template <class Number>
Number take(std::string_view& bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  bytes.remove_prefix(sizeof(Number));
  return static_cast<Number>(value);
}

DecodeError refuse(std::string sentence) { return {ErrorCode::invalid_message, std::move(sentence), {}}; }

bool is_in_grid(base::MapId map) {
  constexpr auto kLimit = base::MapId::kLimit;
  return map.x >= -kLimit && map.x <= kLimit && map.y >= -kLimit && map.y <= kLimit;
}

}  // namespace

std::uint16_t to_steps(double pixels) noexcept { return static_cast<std::uint16_t>(pixels * kStepsPerPixel + 0.5); }

void begin_moves(std::string& out, std::size_t count) {
  websocket::append_server_header(out, websocket::Opcode::binary, 1 + count * kNumberedMoveSize);
  out.push_back(kMoves);
}

void append_move(std::string& out, const NumberedMove& move) {
  std::array<char, kNumberedMoveSize> entry{};
  put(entry.data(), move.number);
  put(entry.data() + 2, to_steps(move.x));
  put(entry.data() + 4, to_steps(move.y));
  out.append(entry.data(), entry.size());
}

Decoded decode_binary_message(std::string_view message) {
  if (message.empty()) return refuse("A binary message cannot be empty.");
  if (message.front() != kMove) return refuse("There is no binary message that begins with this byte.");
  if (message.size() != kMoveSize) return refuse("A binary move has 13 bytes.");
  message.remove_prefix(1);
  const auto map_x = take<std::int32_t>(message);
  const auto map_y = take<std::int32_t>(message);
  const base::MapId map{map_x, map_y};
  if (!is_in_grid(map)) return refuse("A binary move must name a map of the grid.");
  const double x = take<std::uint16_t>(message) / kStepsPerPixel;
  const double y = take<std::uint16_t>(message) / kStepsPerPixel;
  return ClientMessage{PlayerMove{x, y, map}, {}};
}

}  // namespace flumen::protocol
