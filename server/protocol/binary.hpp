#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/decode.hpp"
#include "protocol/messages.hpp"

/// The subprotocol `flumen.bin.v1` (docs/protocol.md): moves as binary messages, everything else as ever.
/// All numbers are little-endian. Pure; safe from any thread.
namespace flumen::protocol {

inline constexpr std::string_view kBinarySubprotocol = "flumen.bin.v1";

/// How a client wants to be told of moves, and tells its own.
enum class MoveForm : std::uint8_t { text, binary };
inline constexpr std::size_t kMoveForms = 2;

/// How many players one map can number: from 0, in 16 bits.
inline constexpr std::size_t kMaxPlayersPerMap = 65'536;

/// Positions travel as whole steps of 1/32 px: at most 1/64 px off, and a map's 1920 px are 61440 steps.
inline constexpr double kStepsPerPixel = 32;

/// The nearest step. REQUIRES 0 <= pixels <= 2047; what the server keeps always is.
[[nodiscard]] std::uint16_t to_steps(double pixels) noexcept;

/// One entry of a `moves` message: 6 bytes.
struct NumberedMove {
  std::uint16_t number = 0;  ///< the player's number on the map
  double x = 0;              ///< px
  double y = 0;
};
inline constexpr std::size_t kNumberedMoveSize = 6;

/// Begins a `moves` message: appends the header of a final, unmasked frame and the message's first byte.
/// REQUIRES that `count` calls of append_move() follow, and nothing between.
void begin_moves(std::string& out, std::size_t count);
void append_move(std::string& out, const NumberedMove& move);

/// Decodes one binary message of a client. Everything that is not exactly one `move` is refused with invalid_message;
/// positions that lie on no map are let through, for the game to correct.
[[nodiscard]] Decoded decode_binary_message(std::string_view message);

}  // namespace flumen::protocol
