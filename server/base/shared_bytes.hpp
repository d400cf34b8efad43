#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace flumen::base {

/// Bytes written once and read by many threads; freed with the last reference.
using SharedBytes = std::shared_ptr<const std::string>;

/// A part of some bytes: from `begin` up to `end`.
struct Extent {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
  [[nodiscard]] bool empty() const noexcept { return begin == end; }
};

/// A part of shared bytes, ready to be written to a socket.
struct Slice {
  SharedBytes bytes;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  Slice() = default;
  explicit Slice(SharedBytes all)
      : bytes(std::move(all)), begin(0), end(static_cast<std::uint32_t>(bytes ? bytes->size() : 0)) {}
  Slice(SharedBytes all, std::size_t from, std::size_t to)
      : bytes(std::move(all)), begin(static_cast<std::uint32_t>(from)), end(static_cast<std::uint32_t>(to)) {}

  Slice(SharedBytes all, Extent part) : bytes(std::move(all)), begin(part.begin), end(part.end) {}

  [[nodiscard]] const char* data() const noexcept { return bytes->data() + begin; }
  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
  [[nodiscard]] bool empty() const noexcept { return begin == end; }
  [[nodiscard]] std::string_view view() const noexcept { return {data(), size()}; }
};

}  // namespace flumen::base
