#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "protocol/messages.hpp"

namespace flumen::protocol {

/// Why a client's message was not understood, ready for the `error` that answers it.
struct DecodeError {
  ErrorCode code = ErrorCode::malformed_json;
  std::string sentence;  ///< names the field
  std::optional<std::int64_t> seq;
};

/// The outcome of decoding: a message or what was wrong with it.
using Decoded = std::variant<ClientMessage, DecodeError>;

/// Decodes one text frame of a client. Everything is checked but what needs the state of the game.
/// `text` is valid UTF-8 of at most the size the connection allows.
[[nodiscard]] Decoded decode_client_message(std::string_view text);

/// The type of a decoded message.
[[nodiscard]] ClientMessageType type_of(const ClientMessage& message) noexcept;

/// Reads the one message that matters for speed, `player_move`, when it is written the way clients write it: no
/// escapes, no extra keys, plain decimals. Anything else is nothing, and for decode_client_message() to judge.
/// Allocates nothing.
[[nodiscard]] std::optional<ClientMessage> scan_player_move(std::string_view text) noexcept;

}  // namespace flumen::protocol
