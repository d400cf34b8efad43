#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace flumen::fight {

/// The names of an enum whose values count up from 0.
template <std::size_t N>
using Names = std::array<std::string_view, N>;

template <class Enum, std::size_t N>
[[nodiscard]] constexpr std::string_view name_of(const Names<N>& names, Enum value) noexcept {
  return names[static_cast<std::size_t>(value)];
}

template <class Enum, std::size_t N>
[[nodiscard]] constexpr std::optional<Enum> value_of(const Names<N>& names, std::string_view name) noexcept {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace flumen::fight
