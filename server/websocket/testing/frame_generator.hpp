#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "websocket/parser.hpp"

namespace flumen::websocket::testing {

/// Makes byte streams that are WebSocket frames: valid ones, and ones damaged in the ways that matter.
/// The same seed gives the same streams.
class FrameGenerator {
 public:
  explicit FrameGenerator(std::uint64_t seed) : random_(seed) {}

  /// A few frames for a reader in `role`, all valid, texts and fragments included.
  std::string valid_stream(Role role, std::size_t max_payload) {
    std::string out;
    const std::size_t messages = below(5) + 1;
    for (std::size_t i = 0; i < messages; ++i) append_message(out, role, max_payload);
    if (below(4) == 0) append_frame(out, role, true, Opcode::close, below(3) == 0 ? "" : close_payload(1000, "bye"));
    return out;
  }

  /// A valid stream with some damage: bits flipped, bytes lost, doubled or strewn in, odd headers, the end cut off.
  std::string damaged_stream(Role role, std::size_t max_payload) {
    std::string out = valid_stream(role, max_payload);
    for (std::size_t damages = below(3) + 1; damages > 0 && !out.empty(); --damages) damage(out, role);
    return out;
  }

  /// 0 to `limit` − 1.
  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

  /// Text of at most `size` bytes, ASCII and not.
  std::string text(std::size_t size) {
    static constexpr std::array<std::string_view, 8> kPieces = {"a", "Z",  "{\"x\": 7}", "é",
                                                                "ß", "水", "🌊",          "\xEF\xBF\xBF"};
    std::string out;
    while (out.size() < size) {
      const std::string_view piece = below(3) == 0 ? kPieces[below(kPieces.size())] : kPieces[below(2)];
      if (out.size() + piece.size() > size) break;
      out += piece;
    }
    return out;
  }

  std::string bytes(std::size_t size) {
    std::string out(size, '\0');
    for (char& byte : out) byte = static_cast<char>(below(256));
    return out;
  }

  void append_frame(std::string& out, Role role, bool final, Opcode opcode, std::string_view payload) {
    const std::size_t begin = out.size();
    if (role == Role::server) {
      std::array<std::uint8_t, 4> key{};
      for (auto& byte : key) byte = static_cast<std::uint8_t>(below(256));
      append_client_frame(out, opcode, payload, key);
    } else {
      append_server_frame(out, opcode, payload);
    }
    if (!final) out[begin] = static_cast<char>(out[begin] & 0x7F);
  }

 private:
  void append_message(std::string& out, Role role, std::size_t max_payload) {
    if (below(5) == 0) append_frame(out, role, true, below(2) == 0 ? Opcode::ping : Opcode::pong, bytes(below(126)));
    // Sizes on both sides of where the encoding of the length changes.
    static constexpr std::array<std::size_t, 8> kSizes = {0, 1, 7, 125, 126, 127, 300, 65'536};
    const std::size_t size = std::min(max_payload, below(2) == 0 ? kSizes[below(kSizes.size())] : below(200));
    const Opcode opcode = below(4) == 0 ? Opcode::binary : Opcode::text;
    const std::string payload = opcode == Opcode::text ? text(size) : bytes(size);
    const std::size_t fragments = below(3) == 0 ? below(4) + 1 : 1;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= fragments; ++i) {
      const std::size_t end = i == fragments ? payload.size() : begin + below(payload.size() - begin + 1);
      append_frame(out, role, i == fragments, i == 1 ? opcode : Opcode::continuation,
                   std::string_view(payload).substr(begin, end - begin));
      if (i < fragments && below(3) == 0) append_frame(out, role, true, Opcode::ping, "between");
      begin = end;
    }
  }

  void damage(std::string& out, Role role) {
    const std::size_t at = below(out.size());
    switch (below(7)) {
      case 0:
        out[at] = static_cast<char>(out[at] ^ (1 << below(8)));
        break;
      case 1:
        out[below(std::min<std::size_t>(out.size(), 14))] = static_cast<char>(below(256));
        break;
      case 2:
        out.erase(at, below(4) + 1);
        break;
      case 3:
        out.insert(at, bytes(below(4) + 1));
        break;
      case 4:
        out.resize(at);
        break;
      case 5:
        append_frame(out, role, below(2) == 0, static_cast<Opcode>(below(16)), bytes(below(130)));
        break;
      default:
        append_frame(out, role, true, Opcode::close,
                     close_payload(static_cast<std::uint16_t>(below(6000)), bytes(below(4))));
    }
  }

  std::mt19937_64 random_;
};

}  // namespace flumen::websocket::testing
