#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace flumen::websocket {

/// RFC 6455, section 5.2.
enum class Opcode : std::uint8_t { continuation = 0x0, text = 0x1, binary = 0x2, close = 0x8, ping = 0x9, pong = 0xA };

/// RFC 6455, section 7.4, and Flumen's own in the private range (docs/protocol.md).
enum CloseCode : std::uint16_t {
  kNormal = 1000,
  kGoingAway = 1001,
  kProtocolError = 1002,
  kUnsupportedData = 1003,
  kNoStatus = 1005,  ///< never on the wire: the peer's close frame had no code
  kAbnormal = 1006,  ///< never on the wire: the connection ended without a close frame
  kInvalidPayload = 1007,
  kPolicyViolation = 1008,
  kMessageTooBig = 1009,
  kInternalError = 1011,
  kTryAgainLater = 1013,  ///< IANA registry: the server is overloaded or cannot reach what it needs
  kUnauthorised = 4001,
  kTakenOver = 4002,
  kIdle = 4003,
  kTooSlow = 4008,
  kRateLimited = 4009,
};

/// The most bytes a frame header takes: 2, an 8-byte length, a 4-byte mask.
inline constexpr std::size_t kMaxHeaderSize = 14;

/// Appends the header of a final, unmasked frame: what a server sends.
void append_server_header(std::string& out, Opcode opcode, std::size_t payload_size);

/// Appends a whole final, unmasked frame.
void append_server_frame(std::string& out, Opcode opcode, std::string_view payload);

/// Appends a whole final frame masked with `key`: what a client sends (RFC 6455, section 5.3).
void append_client_frame(std::string& out, Opcode opcode, std::string_view payload, std::array<std::uint8_t, 4> key);

/// The payload of a close frame: the code in network order, then the reason, cut to 123 bytes at a character boundary.
/// Empty for kNoStatus, which has no form on the wire.
[[nodiscard]] std::string close_payload(std::uint16_t code, std::string_view reason);

/// True for a code an endpoint may put on the wire (RFC 6455, section 7.4.1 and 7.4.2, and 1012 to 1014 of IANA's
/// registry).
[[nodiscard]] bool is_valid_close_code(std::uint16_t code) noexcept;

/// XORs `data` with the masking key in place; `offset` is how many bytes of the frame's payload came before.
void apply_mask(char* data, std::size_t size, std::array<std::uint8_t, 4> key, std::size_t offset) noexcept;

}  // namespace flumen::websocket
