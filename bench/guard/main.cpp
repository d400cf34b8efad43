// The cost of a fixed script, counted and not timed. docs/performance.md tells how it is used.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "bench/guard/cost.hpp"

namespace {

using namespace flumen;

int complain(const std::string& sentence) {
  std::fprintf(stderr, "flumen-guard: %s\n", sentence.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  if (command == "run" && argc == 3) {
    const bool binary = argv[2] == bench::to_string(protocol::MoveForm::binary);
    const auto cost = bench::count_cost({.form = binary ? protocol::MoveForm::binary : protocol::MoveForm::text});
    return cost ? 0 : complain(cost.error().message);
  }
  if ((command == "show" && argc == 2) || (command == "renew" && argc == 3)) {
    const auto costs = bench::measure_costs(std::filesystem::read_symlink("/proc/self/exe"));
    if (!costs) return complain(costs.error().message);
    const std::string text = bench::to_json({bench::toolchain(), *costs});
    std::fputs(text.c_str(), stdout);
    if (command == "show") return 0;
    std::ofstream file(argv[2]);
    file << text;
    file.close();
    return file ? 0 : complain(std::string("cannot write ") + argv[2]);
  }
  std::fprintf(stderr,
               "flumen-guard run FORM     do the script once, with moves as text or binary (for callgrind)\n"
               "flumen-guard show         tell what it costs\n"
               "flumen-guard renew FILE   make what it costs now the baseline\n");
  return 2;
}
