#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace flumen::bench {

struct Options {
  bool quick = false;
  bool report_only = false;       ///< from the results file, without measuring
  std::vector<std::string> only;  ///< ids that contain one of these; empty: all
  std::vector<std::string> skip;  ///< but for those that contain one of these
  std::uint16_t port = 19790;
  int server_core = 0;
  int load_core = 1;
  bool busy_allowed = false;
  std::filesystem::path root;      ///< of the checkout
  std::filesystem::path binaries;  ///< where flumen, flumen-bots and the others were built
  std::filesystem::path results;   ///< written after measuring, read by report_only
  std::filesystem::path compare;   ///< other results, to compare these with instead of measuring; empty: none
  std::filesystem::path page;      ///< the Markdown page whose results are replaced; empty: none

  /// What a campaign needs while it runs: worlds, logs, a certificate.
  [[nodiscard]] std::filesystem::path work() const { return root / "build/bench/work"; }
};

/// The program ends at once with this exit code; `text` is help (for 0) or what is wrong.
struct Exit {
  int code = 0;
  std::string text;
};

[[nodiscard]] std::variant<Options, Exit> parse_options(int argc, const char* const* argv);

}  // namespace flumen::bench
