#pragma once

// For tests: a client's end of `moves`.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace flumen::protocol::testing {

/// One entry, with its position in steps of 1/32 px, as it travels.
struct MoveEntry {
  std::uint16_t number = 0;
  std::uint16_t x = 0;
  std::uint16_t y = 0;
  bool operator==(const MoveEntry&) const = default;
};

/// The entries of a binary message of the server, without its frame header; nothing when it is no `moves`.
inline std::optional<std::vector<MoveEntry>> read_moves(std::string_view message) {
  if (message.empty() || message.front() != 1 || message.size() % 6 != 1) return std::nullopt;
  const auto number_at = [message](std::size_t at) {
    return static_cast<std::uint16_t>(static_cast<unsigned char>(message[at]) |
                                      static_cast<unsigned char>(message[at + 1]) << 8);
  };
  std::vector<MoveEntry> entries;
  for (std::size_t at = 1; at < message.size(); at += 6) {
    entries.push_back({number_at(at), number_at(at + 2), number_at(at + 4)});
  }
  return entries;
}

}  // namespace flumen::protocol::testing
