#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace flumen::config {

/// One key and the text it is given, before it is understood.
struct Setting {
  std::string key;     ///< section.key
  std::string value;   ///< a list joined with commas
  std::string origin;  ///< for people: "config/production.yaml:12", "environment FLUMEN_SERVER_PORT", "flag --port"
};

/// Reads a file of sections that hold keys; an empty one is fine. Knows the table of keys only to say what was meant.
/// Fails with not_found when the file cannot be read, else with invalid_argument and a sentence that begins with
/// `path:line:` for what is not YAML, of the wrong shape, unknown, given twice or without a value.
[[nodiscard]] base::Result<std::vector<Setting>> read_yaml_file(const std::string& path);

/// The same from text; `path` is what messages call it.
[[nodiscard]] base::Result<std::vector<Setting>> read_yaml(const std::string& text, std::string_view path);

}  // namespace flumen::config
