#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <fmt/format.h>

#include "bots/histogram.hpp"

/// How the reports write numbers.
namespace flumen::bots {

[[nodiscard]] inline double in_ms(std::uint64_t microseconds) { return static_cast<double>(microseconds) / 1000; }
[[nodiscard]] inline double in_mib(double bytes) { return bytes / 1024 / 1024; }

/// 1 where nothing was to be had.
[[nodiscard]] inline double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
}

/// 1234567 as 1,234,567.
[[nodiscard]] inline std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

/// "wall 3, speed 1", or "none".
template <class Key>
[[nodiscard]] std::string listed(const std::map<Key, std::uint64_t>& counts) {
  if (counts.empty()) return "none";
  std::string out;
  for (const auto& [key, count] : counts) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", key, grouped(count));
  return out;
}

}  // namespace flumen::bots
