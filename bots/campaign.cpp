#include "bots/campaign.hpp"

#include <cstdio>
#include <memory>

#include <fmt/format.h>

#include "bots/conductor.hpp"
#include "bots/html_report.hpp"
#include "bots/limits.hpp"
#include "bots/local_crew.hpp"
#include "bots/remote_crew.hpp"
#include "bots/report.hpp"
#include "bots/scout.hpp"

namespace flumen::bots {
namespace {

/// Maps beyond the region that bots may stray to and be counted on.
constexpr std::size_t kStrayMaps = 4096;

int complain(const std::string& sentence, ExitCode code) {
  fmt::print(stderr, "flumen-bots: {}\n", sentence);
  return code;
}

bool write_file(const std::string& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  bool written = file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (file != nullptr) written = std::fclose(file) == 0 && written;
  if (!written) (void)complain("cannot write " + path, kBadUsage);
  return written;
}

/// Writes the report where it was asked for; false, after a complaint, when that fails.
bool publish(const Options& options, const Report& report) {
  const bool json_on_stdout = options.json_file == "-";
  fmt::print(json_on_stdout ? stderr : stdout, "{}", to_text(options, report));
  bool written = true;
  if (json_on_stdout) {
    fmt::print("{}", to_json(options, report));
    written = std::fflush(stdout) == 0;
  } else if (!options.json_file.empty()) {
    written = write_file(options.json_file, to_json(options, report));
  }
  if (!options.html_file.empty()) written = write_file(options.html_file, to_html(options, report)) && written;
  return written;
}

/// False, after a complaint, when the reports could not be written in the end: better known before the run.
bool can_publish(const Options& options) {
  for (const std::string& path : {options.json_file, options.html_file}) {
    if (path.empty() || path == "-") continue;
    std::FILE* file = std::fopen(path.c_str(), "a");
    if (file == nullptr) {
      (void)complain("cannot write " + path, kBadUsage);
      return false;
    }
    (void)std::fclose(file);
  }
  return true;
}

Conductor::Crews make_crews(const Options& options, const Target& target, const Region& region, Common& common) {
  Conductor::Crews crews;
  for (std::size_t i = 0; i < options.processes; ++i) {
    const auto make = [&, i]() -> std::unique_ptr<Crew> {
      return std::make_unique<LocalCrew>(options, target, region, common, i);
    };
    if (options.processes == 1) {
      crews.push_back(make());
    } else {
      crews.push_back(std::make_unique<RemoteCrew>(make));
    }
  }
  return crews;
}

}  // namespace

int run_campaign(const Options& options) {
  if (const std::string low = check_limits(options, reach_for_limits(options)); !low.empty()) {
    return complain(low, kBadUsage);
  }
  if (options.server_pid) {
    if (const auto usage = process_usage(*options.server_pid); !usage) {
      return complain("--server-pid: " + usage.error().message, kBadUsage);
    }
  }
  if (!can_publish(options)) return kBadUsage;
  const auto target = find_server(options);
  if (!target) return complain(target.error().message, kServerFailed);
  auto maps = read_maps(*target, options.maps);
  if (!maps) return complain(maps.error().message, kServerFailed);
  const Region region(std::move(*maps));
  Common common(options.count, region.maps().size() + kStrayMaps, options.listeners);

  Conductor conductor(options, *target, common, region.maps().size(), make_crews(options, *target, region, common));
  Report report = conductor.run();
  judge(report, options.expectations);
  warn_of_own_limits(options, report);
  const bool published = publish(options, report);
  if (!report.failures.empty() || !published) return kServerFailed;
  if (conductor.interrupted() && options.duration.count() > 0) {
    return complain("interrupted before the end", kInterrupted);
  }
  return report.good() ? kAllWell : kMissed;
}

}  // namespace flumen::bots
