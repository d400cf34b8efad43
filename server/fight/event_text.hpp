#pragma once

#include <string>

#include "fight/event.hpp"

namespace flumen::fight {

/// One line that says an event whole, for logs that people compare: the type, then its fields in their order.
[[nodiscard]] std::string text_of(const Event& event);

}  // namespace flumen::fight
