#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "config/config.hpp"
#include "config/loader.hpp"

namespace flumen::config {

enum class Command { serve, migrate };

/// What the program was asked to do, with a configuration that is complete and checked; for serve that includes the
/// signing secret, which in development may still be empty.
struct Invocation {
  Command command;
  Loaded loaded;
};

/// The program has nothing (more) to do: print `text`, on standard output when `code` is 0, else on standard error,
/// and exit with `code` (2 for bad usage or configuration).
struct Exit {
  int code;
  std::string text;
};

/// Reads the command line, and the file and environment it builds upon. `version` is what `flumen version` prints.
[[nodiscard]] std::variant<Invocation, Exit> read_command_line(int argc, const char* const* argv,
                                                               const Environment& environment,
                                                               std::string_view version);

}  // namespace flumen::config
