#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "config/config.hpp"
#include "config/yaml_file.hpp"

namespace flumen::config {

/// The environment of a process, by variable name.
using Environment = std::map<std::string, std::string>;

[[nodiscard]] Environment process_environment();

/// A configuration, and where each value of it came from.
struct Loaded {
  Config config;
  std::map<std::string, std::string, std::less<>> origins;  ///< by key; what is not here is a default
};

/// What a configuration is made of, weakest first: defaults, file, environment, flags.
struct Sources {
  std::optional<std::string> file;
  Environment environment;
  std::vector<Setting> flags;
};

/// Puts the layers together and checks the result, except for the signing secret: see check_secret().
/// Variables that begin with FLUMEN_ must name a key, but for FLUMEN_TEST_…, FLUMEN_BOTS_… and
/// FLUMEN_GODOT_…, which are not ours.
/// Fails with not_found for a file that cannot be read, else with invalid_argument and a sentence that names the
/// place (file and line, variable or flag), the key and what is expected. No message holds a secret.
[[nodiscard]] base::Result<Loaded> load(const Sources& sources);

/// The effective configuration as YAML that load() reads again, secrets masked, each value with a comment that says
/// where it came from.
[[nodiscard]] std::string print(const Loaded& loaded);

}  // namespace flumen::config
