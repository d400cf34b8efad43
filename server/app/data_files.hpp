#pragma once

#include <filesystem>
#include <string>

#include "base/error.hpp"

namespace flumen::app {

/// The folder of maps and game data: `configured` if it exists as it is written; else, for a relative path, beside
/// the program or in one of the folders above it (so that a build tree works from anywhere), or in /usr/share/flumen.
[[nodiscard]] base::Result<std::filesystem::path> find_data_folder(const std::string& configured);

}  // namespace flumen::app
