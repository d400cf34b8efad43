#pragma once

#include <string>
#include <string_view>

namespace flumen::world {

/// A strong entity tag (RFC 9110, 8.8.3) for these bytes: the quoted hexadecimal of a 128-bit hash. It tells versions
/// of a document apart; it is no protection against someone who wants two documents to collide.
[[nodiscard]] std::string entity_tag(std::string_view bytes);

}  // namespace flumen::world
