#include <csignal>
#include <cstdio>
#include <exception>
#include <string>

#include "bench/campaign/campaign.hpp"
#include "bench/campaign/comparison.hpp"
#include "bench/campaign/machine.hpp"
#include "bench/campaign/options.hpp"
#include "bench/campaign/report.hpp"

namespace flumen::bench {
namespace {

int complain(const std::string& sentence) {
  std::fprintf(stderr, "flumen-bench: %s\n", sentence.c_str());
  return 1;
}

int measure(const Options& options, Results& results) {
  const auto plan = make_plan(options);
  if (plan.empty()) return complain("nothing is left to be measured: look at --only and --skip");
  if (const std::string sentence = obstacle(options, descriptors_needed(plan)); !sentence.empty()) {
    return complain(sentence);
  }
  describe_machine(results, options);
  run_plan(plan, options, results);
  const auto written = results.write(options.results);
  return written ? 0 : complain(written.error().message);
}

int compare_results(const Options& options) {
  const auto here = Results::read(options.results);
  if (!here) return complain(here.error().message);
  const auto there = Results::read(options.compare);
  if (!there) return complain(there.error().message);
  std::printf("%s", to_text(compare(*here, *there)).c_str());
  return 0;
}

int run(const Options& options) {
  if (!options.compare.empty()) return compare_results(options);
  Results results;
  if (options.report_only) {
    auto read = Results::read(options.results);
    if (!read) return complain(read.error().message);
    results = std::move(*read);
  } else if (const int code = measure(options, results); code != 0) {
    return code;
  }
  const auto reported = write_report(results, options);
  if (!reported) return complain(reported.error().message);
  std::printf("%s", to_summary(results).c_str());
  std::fprintf(stderr, "The report is in %s\n", (options.root / "build/bench/report.html").c_str());
  return 0;
}

}  // namespace
}  // namespace flumen::bench

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const auto parsed = flumen::bench::parse_options(argc, argv);
    if (const auto* exit = std::get_if<flumen::bench::Exit>(&parsed)) {
      std::fprintf(exit->code == 0 ? stdout : stderr, "%s\n", exit->text.c_str());
      return exit->code;
    }
    return flumen::bench::run(std::get<flumen::bench::Options>(parsed));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "flumen-bench: %s\n", error.what());
    return 1;
  }
}
