#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace flumen::config {

/// How values are written in a file, a variable or a flag. Each parser takes exactly the text (no blanks around it)
/// and fails with invalid_argument and what was expected, as the end of a sentence: "must be …". Each format_…()
/// writes the shortest text that is read back as the same value.

[[nodiscard]] base::Result<std::uint64_t> parse_whole_number(std::string_view text);

/// A finite decimal number.
[[nodiscard]] base::Result<double> parse_number(std::string_view text);
[[nodiscard]] std::string format_number(double value);

/// A whole number and a unit: ms, s, m, h or d. Zero needs none. At most 100 years.
[[nodiscard]] base::Result<std::chrono::milliseconds> parse_duration(std::string_view text);
[[nodiscard]] std::string format_duration(std::chrono::milliseconds value);

/// Bytes: a whole number, with KiB, MiB or GiB behind it or no unit.
[[nodiscard]] base::Result<std::uint64_t> parse_size(std::string_view text);
[[nodiscard]] std::string format_size(std::uint64_t bytes);

/// A double-quoted YAML scalar.
[[nodiscard]] std::string quote(std::string_view text);

/// `url` with what stands between `user:` and `@` replaced, for printing.
[[nodiscard]] std::string mask_url_password(std::string_view url);

/// How many characters must be inserted, removed or changed to get from one text to the other.
[[nodiscard]] std::size_t edit_distance(std::string_view from, std::string_view to);

}  // namespace flumen::config
