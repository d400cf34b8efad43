#include "bench/guard/cost.hpp"

#include <array>
#include <charconv>
#include <exception>
#include <fstream>
#include <gnu/libc-version.h>
#include <string_view>

#include <boost/json.hpp>
#include <boost/version.hpp>
#include <fmt/format.h>

#include "support/child_process.hpp"
#include "support/temp_dir.hpp"

namespace flumen::bench {
namespace {

namespace json = boost::json;

constexpr std::array kForms = {protocol::MoveForm::text, protocol::MoveForm::binary};

constexpr const char* kValgrind = "/usr/bin/valgrind";
constexpr std::chrono::seconds kCallgrindTimeout{120};

struct Figure {
  const char* name;
  const char* what;
  double Cost::*value;
};
constexpr std::array kFigures = {
    Figure{"instructions_per_delivered_move", "instructions for each delivered move",
           &Cost::instructions_per_delivered_move},
    Figure{"system_calls_per_delivered_move", "system calls for each delivered move",
           &Cost::system_calls_per_delivered_move},
    Figure{"allocations_per_move", "allocations for each move", &Cost::allocations_per_move},
    Figure{"heap_bytes_per_player", "bytes of heap for each player", &Cost::heap_bytes_per_player}};

base::Error internal(std::string sentence) { return base::fail(base::Errc::internal, std::move(sentence)); }

/// The instructions callgrind counted, from the text of its output file.
base::Result<double> instructions(std::string_view text) {
  constexpr std::string_view kTotals = "\ntotals: ";
  const auto at = text.find(kTotals);
  double value = 0;
  if (at != std::string_view::npos) {
    const char* begin = text.data() + at + kTotals.size();
    (void)std::from_chars(begin, text.data() + text.size(), value);  // 0 is refused below
  }
  if (value <= 0) return internal("callgrind counted nothing");
  return value;
}

std::uint64_t delivered(const WorkloadResult& result, const Workload& workload) {
  return result.moves * (workload.players_per_map - 1);
}

base::Result<Cost> measure_cost(const std::filesystem::path& program, protocol::MoveForm form) {
  const Workload workload{.form = form};
  auto cost = count_cost(workload);
  if (!cost) return cost.error();
  if (!std::filesystem::exists(kValgrind)) {
    return base::fail(base::Errc::unavailable, "valgrind is not installed");
  }
  const support::TempDir folder;
  const auto out = folder.path() / "callgrind.out";
  const auto log = folder.path() / "log";
  try {
    const int code = support::ChildProcess::run(
        {.command = {kValgrind, "--tool=callgrind", "--toggle-collect=*measured_turn*",
                     "--callgrind-out-file=" + out.string(), program.string(), "run", std::string(to_string(form))},
         .log = log},
        kCallgrindTimeout);
    if (code != 0) return internal("callgrind failed: " + support::read_file(log));
  } catch (const std::exception& error) {
    return internal(error.what());
  }
  const auto counted = instructions(support::read_file(out));
  if (!counted) return counted.error();
  // Every player moves once in kWindowsPerMove: the child did as many moves.
  const double moves = static_cast<double>(workload.rounds) / kWindowsPerMove *
                       static_cast<double>(workload.maps * workload.players_per_map);
  cost->instructions_per_delivered_move = *counted / (moves * (workload.players_per_map - 1));
  return cost;
}

}  // namespace

base::Result<Cost> count_cost(const Workload& workload) {
  WorkloadResult result;
  try {
    result = run_workload(workload);
  } catch (const std::exception& error) {
    return internal(std::string("the workload could not be run: ") + error.what());
  }
  const std::uint64_t players = std::uint64_t{workload.maps} * workload.players_per_map;
  if (result.players != players || result.refused != 0 || result.moves == 0 ||
      result.delivered < delivered(result, workload)) {
    return internal(fmt::format("the workload went wrong: {} of {} players, {} moves, {} deliveries, {} refusals",
                                result.players, players, result.moves, result.delivered, result.refused));
  }
  const auto moves = static_cast<double>(result.moves);
  return Cost{0, static_cast<double>(result.steady.system_calls) / static_cast<double>(delivered(result, workload)),
              static_cast<double>(result.steady.allocations) / moves,
              static_cast<double>(result.entering.heap_bytes) / static_cast<double>(players)};
}

base::Result<Costs> measure_costs(const std::filesystem::path& program) {
  Costs costs;
  for (const auto form : kForms) {
    auto cost = measure_cost(program, form);
    if (!cost) return cost.error();
    costs[static_cast<std::size_t>(form)] = *cost;
  }
  return costs;
}

std::string toolchain() {
  return fmt::format("{} {}, Boost {}, glibc {}, {}", FLUMEN_COMPILER_ID, FLUMEN_COMPILER_VERSION, BOOST_LIB_VERSION,
                     ::gnu_get_libc_version(), FLUMEN_PROCESSOR);
}

base::Result<Baseline> read_baseline(const std::filesystem::path& file) {
  const std::ifstream probe(file);
  if (!probe) return base::fail(base::Errc::not_found, file.string() + " cannot be read");
  try {
    const json::value document = json::parse(support::read_file(file));
    Baseline baseline;
    baseline.toolchain = std::string(document.at("toolchain").as_string());
    for (const auto form : kForms) {
      const json::value& cost = document.at(json::string_view(to_string(form).data(), to_string(form).size()));
      for (const Figure& figure : kFigures) {
        baseline.costs[static_cast<std::size_t>(form)].*figure.value = cost.at(figure.name).to_number<double>();
      }
    }
    return baseline;
  } catch (const std::exception& error) {
    return base::fail(base::Errc::corrupt, file.string() + " is no baseline: " + error.what());
  }
}

std::string to_json(const Baseline& baseline) {
  std::string out = fmt::format("{{\n  \"toolchain\": {}", json::serialize(json::string(baseline.toolchain)));
  for (const auto form : kForms) {
    out += fmt::format(",\n  \"{}\": {{", to_string(form));
    const char* separator = "\n";
    for (const Figure& figure : kFigures) {
      out += fmt::format("{}    \"{}\": {:.3f}", separator, figure.name,
                         baseline.costs[static_cast<std::size_t>(form)].*figure.value);
      separator = ",\n";
    }
    out += "\n  }";
  }
  return out + "\n}\n";
}

std::string_view to_string(protocol::MoveForm form) noexcept {
  return form == protocol::MoveForm::text ? "text" : "binary";
}

std::vector<std::string> regressions(const Costs& baseline, const Costs& now, double tolerance) {
  std::vector<std::string> sentences;
  for (const auto form : kForms) {
    for (const Figure& figure : kFigures) {
      const double before = baseline[static_cast<std::size_t>(form)].*figure.value;
      const double after = now[static_cast<std::size_t>(form)].*figure.value;
      if (after <= before * (1 + tolerance)) continue;
      sentences.push_back(fmt::format("moves as {}: {:.3f} {}; the baseline is {:.3f}, and {:.0f} % more are allowed",
                                      to_string(form), after, figure.what, before, tolerance * 100));
    }
  }
  return sentences;
}

}  // namespace flumen::bench
