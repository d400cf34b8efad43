#pragma once

#include <string>

#include "bots/report.hpp"

namespace flumen::bots {

/// A page of its own, which needs nothing from elsewhere: what was measured in charts and tables, for light and dark
/// screens and for paper.
[[nodiscard]] std::string to_html(const Options& options, const Report& report);

}  // namespace flumen::bots
