#include "websocket/frame.hpp"

#include <cstring>

namespace flumen::websocket {
namespace {

constexpr std::uint8_t kFinal = 0x80;
constexpr std::uint8_t kMasked = 0x80;
constexpr std::size_t kMaxReason = 123;  // a control frame carries 125 bytes, the code takes two

void append_header(std::string& out, Opcode opcode, std::size_t size, std::uint8_t mask_bit) {
  std::array<char, 10> header{};
  std::size_t used = 2;
  header[0] = static_cast<char>(kFinal | static_cast<std::uint8_t>(opcode));
  const auto length_bytes = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) header[used++] = static_cast<char>(size >> (8 * (count - 1 - i)));
  };
  if (size < 126) {
    header[1] = static_cast<char>(mask_bit | size);
  } else if (size <= 0xFFFF) {
    header[1] = static_cast<char>(mask_bit | 126);
    length_bytes(2);
  } else {
    header[1] = static_cast<char>(mask_bit | 127);
    length_bytes(8);
  }
  out.append(header.data(), used);
}

}  // namespace

void append_server_header(std::string& out, Opcode opcode, std::size_t payload_size) {
  append_header(out, opcode, payload_size, 0);
}

void append_server_frame(std::string& out, Opcode opcode, std::string_view payload) {
  append_header(out, opcode, payload.size(), 0);
  out.append(payload);
}

void append_client_frame(std::string& out, Opcode opcode, std::string_view payload, std::array<std::uint8_t, 4> key) {
  append_header(out, opcode, payload.size(), kMasked);
  for (const std::uint8_t byte : key) out.push_back(static_cast<char>(byte));
  const std::size_t begin = out.size();
  out.append(payload);
  apply_mask(out.data() + begin, payload.size(), key, 0);
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
  std::string payload;
  if (code == kNoStatus) return payload;
  std::size_t cut = reason.size();
  if (cut > kMaxReason) {
    cut = kMaxReason;
    const auto is_continuation = [&](std::size_t at) { return (static_cast<std::uint8_t>(reason[at]) & 0xC0) == 0x80; };
    while (cut > 0 && is_continuation(cut)) --cut;
  }
  payload.reserve(2 + cut);
  payload.push_back(static_cast<char>(code >> 8));
  payload.push_back(static_cast<char>(code & 0xFF));
  payload.append(reason.substr(0, cut));
  return payload;
}

bool is_valid_close_code(std::uint16_t code) noexcept {
  // 1012 to 1014 were registered with IANA after the RFC.
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

void apply_mask(char* data, std::size_t size, std::array<std::uint8_t, 4> key, std::size_t offset) noexcept {
  std::array<std::uint8_t, 8> turned{};
  for (std::size_t i = 0; i < turned.size(); ++i) turned[i] = key[(offset + i) & 3];
  std::uint64_t wide_key = 0;
  std::memcpy(&wide_key, turned.data(), sizeof wide_key);

  std::size_t i = 0;
  for (; i + sizeof wide_key <= size; i += sizeof wide_key) {
    std::uint64_t word = 0;
    std::memcpy(&word, data + i, sizeof word);
    word ^= wide_key;
    std::memcpy(data + i, &word, sizeof word);
  }
  for (; i < size; ++i) data[i] = static_cast<char>(static_cast<std::uint8_t>(data[i]) ^ turned[i & 7]);
}

}  // namespace flumen::websocket
