#pragma once

#include <cstddef>
#include <string_view>

namespace flumen::bots {

/// Something a passer-by says, in English or French; any number picks one.
[[nodiscard]] std::string_view greeting(std::size_t number) noexcept;

}  // namespace flumen::bots
