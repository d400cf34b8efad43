#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "config/config.hpp"

namespace flumen::config {

/// Where a key's value stands in a Config; the type says how it is written.
using Slot = std::variant<std::uint16_t*, std::uint32_t*, std::uint64_t*, std::int64_t*, double*, std::string*,
                          std::vector<std::string>*, std::chrono::milliseconds*, std::chrono::seconds*, Mode*,
                          base::LogLevel*, LogFormat*>;

/// One setting. The table of keys is the only list of them: files, environment, flags, --print-config and the
/// checks of ranges all read it.
struct Key {
  enum class Kind {
    plain,
    bytes,   ///< a number written as a size
    url,     ///< printed without its password
    secret,  ///< never printed
  };

  std::string_view name;  ///< section.key
  Slot (*slot)(Config&);
  Kind kind = Kind::plain;
  double least = 0;  ///< inclusive; numbers as they are, durations in ms, sizes in bytes
  double most = static_cast<double>(std::numeric_limits<std::uint32_t>::max());

  [[nodiscard]] std::string_view section() const { return name.substr(0, name.find('.')); }
  [[nodiscard]] std::string_view leaf() const { return name.substr(name.find('.') + 1); }
  /// FLUMEN_<SECTION>_<KEY>.
  [[nodiscard]] std::string environment_name() const;

  /// Reads `text` into `config`. A list is written with commas. Fails with invalid_argument and a sentence's end:
  /// "must be between 1s and 1h". Nothing is changed then.
  [[nodiscard]] base::Result<void> set(Config& config, std::string_view text) const;

  /// The value as a YAML scalar or flow sequence, with secrets masked unless `reveal`.
  [[nodiscard]] std::string print(const Config& config, bool reveal = false) const;
};

/// All keys, section by section.
[[nodiscard]] std::span<const Key> keys();
/// Null when there is none of that name.
[[nodiscard]] const Key* find_key(std::string_view name);
[[nodiscard]] bool is_section(std::string_view name);

/// "; did you mean 'server.port'?" for the nearest key, section or variable, or "" when nothing is near.
[[nodiscard]] std::string suggest_key(std::string_view name);
[[nodiscard]] std::string suggest_section(std::string_view name);
[[nodiscard]] std::string suggest_variable(std::string_view name);

}  // namespace flumen::config
