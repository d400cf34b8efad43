#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flumen::net {

/// What a request line asks for, decoded.
struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
};

/// Decodes a request target in origin form (`/a/b?c=d`), absolute form (`http://host/a`) or `*`.
/// Nothing when it has another form, a broken percent escape, a zero byte, or is not UTF-8 once decoded.
[[nodiscard]] std::optional<Target> parse_target(std::string_view text);

}  // namespace flumen::net
