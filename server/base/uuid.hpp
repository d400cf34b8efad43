#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace flumen::base {

/// A 128-bit universally unique identifier (RFC 9562). Its text is 36 lower-case characters.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  static constexpr std::size_t kTextLength = 36;

  /// A random (version 4) identifier from the kernel's generator.
  [[nodiscard]] static Uuid random();

  /// Accepts exactly the canonical lower-case text; anything else is nothing.
  [[nodiscard]] static std::optional<Uuid> parse(std::string_view text) noexcept;

  [[nodiscard]] std::string to_string() const;

  /// Writes kTextLength characters to `out`, without a terminator.
  void write_to(char* out) const noexcept;

  auto operator<=>(const Uuid&) const = default;
};

/// A Uuid that says what it names, so that a user is never passed for a character.
template <class Tag>
struct Id {
  Uuid value;

  [[nodiscard]] static Id random() { return Id{Uuid::random()}; }
  [[nodiscard]] static std::optional<Id> parse(std::string_view text) noexcept {
    if (const auto uuid = Uuid::parse(text)) return Id{*uuid};
    return std::nullopt;
  }
  [[nodiscard]] std::string to_string() const { return value.to_string(); }
  auto operator<=>(const Id&) const = default;
};

using UserId = Id<struct UserTag>;
using CharacterId = Id<struct CharacterTag>;

}  // namespace flumen::base

template <>
struct std::hash<flumen::base::Uuid> {
  std::size_t operator()(const flumen::base::Uuid& uuid) const noexcept {
    // Version 4 identifiers are random already: any eight bytes spread well.
    std::size_t eight = 0;
    std::memcpy(&eight, uuid.bytes.data() + 8, sizeof eight);
    return eight;
  }
};

template <class Tag>
struct std::hash<flumen::base::Id<Tag>> {
  std::size_t operator()(const flumen::base::Id<Tag>& id) const noexcept {
    return std::hash<flumen::base::Uuid>{}(id.value);
  }
};
