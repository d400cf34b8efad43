#include "bench/campaign/options.hpp"

#include <CLI/CLI.hpp>

namespace flumen::bench {

std::variant<Options, Exit> parse_options(int argc, const char* const* argv) {
  Options options;
  std::string root = ".";
  std::string binaries;
  std::string results;
  std::string compare;
  std::string page;
  CLI::App app(
      "Measures Flumen and its peers on this machine and writes the report. scripts/bench.sh builds everything "
      "and starts it.",
      "flumen-bench");
  app.add_flag("--quick", options.quick, "Under five minutes: one run of each, no search for limits");
  app.add_flag("--report-only", options.report_only, "Write the report again from the results file");
  app.add_option("--only", options.only, "Measure only what has this in its id, such as w3 or go.; can be repeated");
  app.add_option("--skip", options.skip, "Leave out what has this in its id; can be repeated");
  app.add_option("--port", options.port, "The port servers listen on")
      ->check(CLI::Range(1024, 65'535))
      ->capture_default_str();
  app.add_option("--server-core", options.server_core, "The core servers run on")->capture_default_str();
  app.add_option("--load-core", options.load_core, "The core the load comes from")->capture_default_str();
  app.add_flag("--busy-allowed", options.busy_allowed, "Measure although the machine has other things to do");
  app.add_option("--root", root, "The checkout")->capture_default_str();
  app.add_option("--binaries", binaries, "Where the programs are [ROOT/build/release/bin]");
  app.add_option("--results", results, "The results, as JSON [ROOT/build/bench/results.json]");
  app.add_option("--compare", compare, "Instead of measuring, compare the results with those in this file");
  app.add_option("--page", page, "Replace the results in this page, and its charts [none]");
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Exit{0, app.help()};
  } catch (const CLI::ParseError& error) {
    return Exit{2, std::string(error.what()) + "\nflumen-bench --help tells what there is."};
  }
  if (options.server_core == options.load_core) return Exit{2, "--server-core and --load-core must be two"};
  options.root = std::filesystem::absolute(root);
  options.binaries = binaries.empty() ? options.root / "build/release/bin" : std::filesystem::absolute(binaries);
  options.results = results.empty() ? options.root / "build/bench/results.json" : std::filesystem::absolute(results);
  if (!compare.empty()) options.compare = std::filesystem::absolute(compare);
  if (!page.empty()) options.page = std::filesystem::absolute(page);
  return options;
}

}  // namespace flumen::bench
