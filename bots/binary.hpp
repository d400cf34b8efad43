#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/map_id.hpp"
#include "bots/messages.hpp"

/// Moves as the subprotocol flumen.bin.v1 has them (docs/protocol.md): little-endian, positions in steps of 1/32 px.
namespace flumen::bots {

inline constexpr std::string_view kBinarySubprotocol = "flumen.bin.v1";

/// The nearest position that a binary move can carry. REQUIRES 0 <= x, y <= 2047.
[[nodiscard]] Point in_steps(Point p) noexcept;

/// A bot's own move, 13 bytes. REQUIRES the same of `position`.
[[nodiscard]] std::string binary_move(base::MapId map, Point position);

/// The entries of a `moves` message, where they lie: what is only counted is not read.
class MovesView {
 public:
  /// Nothing when the message is no `moves`. The view is valid as long as `message`.
  [[nodiscard]] static std::optional<MovesView> of(std::string_view message) noexcept;

  [[nodiscard]] std::size_t size() const noexcept { return entries_.size() / kEntrySize; }
  [[nodiscard]] PlayerNumber number(std::size_t entry) const noexcept { return word(entry * kEntrySize); }
  [[nodiscard]] ExactPosition position(std::size_t entry) const noexcept;
  [[nodiscard]] bool contains(PlayerNumber number) const noexcept;

 private:
  static constexpr std::size_t kEntrySize = 6;

  explicit MovesView(std::string_view entries) noexcept : entries_(entries) {}
  [[nodiscard]] std::uint16_t word(std::size_t at) const noexcept;

  std::string_view entries_;
};

}  // namespace flumen::bots
