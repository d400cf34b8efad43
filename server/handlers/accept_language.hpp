#pragma once

#include <string_view>

#include "gamedata/translated.hpp"

namespace flumen::handlers {

/// The language an Accept-Language header likes best (RFC 9110 §12.5.4), English when it likes none or says nothing.
[[nodiscard]] gamedata::Language preferred_language(std::string_view header);

}  // namespace flumen::handlers
