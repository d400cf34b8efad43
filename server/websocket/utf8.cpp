#include <cstring>

#include "websocket/parser.hpp"

namespace flumen::websocket {
namespace {

using Byte = unsigned char;

/// How many bytes the well-formed sequence at `at` has (RFC 3629, section 4), or 0.
std::size_t sequence_length(const Byte* at, const Byte* end) noexcept {
  const Byte lead = at[0];
  if (lead < 0x80) return 1;

  // The second byte's range is what excludes overlong forms, surrogates and what lies past U+10FFFF.
  std::size_t length = 0;
  Byte low = 0x80;
  Byte high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  if (static_cast<std::size_t>(end - at) < length) return 0;
  if (at[1] < low || at[1] > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((at[i] & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

bool is_valid_utf8(std::string_view text) noexcept {
  constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    // Nearly every message is ASCII: eight characters at a time.
    while (static_cast<std::size_t>(end - at) >= sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, at, sizeof word);
      if ((word & kHighBits) != 0) break;
      at += sizeof word;
    }
    if (at == end) return true;
    const std::size_t length = sequence_length(reinterpret_cast<const Byte*>(at), reinterpret_cast<const Byte*>(end));
    if (length == 0) return false;
    at += length;
  }
  return true;
}

}  // namespace flumen::websocket
