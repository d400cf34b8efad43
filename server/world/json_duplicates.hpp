#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace flumen::world {

/// The first key that stands twice in one object of `json`, which a JSON library would silently resolve; nothing if
/// there is none or if the text is not JSON at all.
[[nodiscard]] std::optional<std::string> find_duplicate_key(std::string_view json);

}  // namespace flumen::world
