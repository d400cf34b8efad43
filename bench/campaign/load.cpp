#include "bench/campaign/load.hpp"

#include <charconv>
#include <chrono>
#include <csignal>
#include <thread>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "bots/process_usage.hpp"

namespace flumen::bench {
namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr std::chrono::milliseconds kGlance{20};
constexpr double kSampleEvery = 1.5;  // s
constexpr double kDrain = 1.0;        // s between the end of the measurement and that of the load generator
constexpr double kFewWrites = 1000;   // with fewer, what else the server does is what would be measured
constexpr double kMargin = 0.5;       // s inside the measurement, on both sides
constexpr double kPatience = 30;      // s for everything besides setting up and measuring

/// What a server has used and written up to some moment.
struct Sample {
  double at = 0;
  double cpu_seconds = 0;
  double writes = 0;
  double bytes = 0;
};

/// How long everybody may take to come in: a server that cannot do that has failed.
double setup_seconds(const Load& load) {
  return load.setup_seconds > 0 ? load.setup_seconds : 12 + static_cast<double>(load.players + load.fighters) / 250;
}

double metric(std::string_view metrics, std::string_view name) {
  const std::string line = "\n" + std::string(name) + " ";
  const auto at = metrics.find(line);
  double value = 0;
  if (at != std::string_view::npos) {
    (void)std::from_chars(metrics.data() + at + line.size(), metrics.data() + metrics.size(), value);  // else 0
  }
  return value;
}

std::vector<std::string> command(const Load& load, const ServerSetup& setup, const ServerProcess& server,
                                 const Options& options, const std::string& report) {
  std::vector<std::string> words = on_cores({options.load_core});
  const auto add = [&](std::initializer_list<std::string> more) { words.insert(words.end(), more); };
  if (setup.product == Product::colyseus) {
    add({"node", (options.root / "bench/peers/colyseus/load.js").string(), "--port", std::to_string(options.port),
         "--duration", fmt::format("{}", load.seconds)});
  } else {
    add({(options.binaries / "flumen-bots").string(), "--url",
         fmt::format("{}://127.0.0.1:{}", load.tls ? "https" : "http", options.port), "--scenario", load.scenario,
         "--duration", fmt::format("{}s", load.seconds), "--protocol", load.protocol, "--logins-in-flight", "64",
         "--setup-timeout", fmt::format("{}s", setup_seconds(load))});
    if (load.tls) add({"--insecure"});
    if (load.fighters > 0) add({"--fighters", std::to_string(load.fighters), "--duels", fmt::format("{}", load.duels)});
  }
  add({"--count", std::to_string(load.players), "--maps", std::to_string(load.maps), "--server-pid",
       std::to_string(server.pid()), "--json", report});
  if (load.moves_per_second > 0) add({"--moves-per-second", fmt::format("{}", load.moves_per_second)});
  return words;
}

/// The numbers of the report's "measures", its failures and warnings.
LoadResult read_report(const std::string& file) {
  LoadResult result;
  try {
    const json::value report = json::parse(support::read_file(file));
    for (const auto& measure : report.at("measures").as_object()) {
      if (measure.value().is_number()) result.run[measure.key()] = measure.value().to_number<double>();
    }
    for (const auto& failure : report.at("failures").as_array()) result.failures.emplace_back(failure.as_string());
    if (const auto* warnings = report.as_object().if_contains("warnings")) {
      for (const auto& warning : warnings->as_array()) result.warnings.emplace_back(warning.as_string());
    }
  } catch (const std::exception& error) {
    result.failures.push_back(std::string("the load generator left no report: ") + error.what());
  }
  return result;
}

/// From the first to the last sample inside the measurement: what one write cost and carried.
void add_sends(Run& run, const std::vector<Sample>& samples, double begin, double end) {
  const Sample* first = nullptr;
  const Sample* last = nullptr;
  for (const Sample& sample : samples) {
    if (sample.at < begin + kMargin || sample.at > end - kMargin) continue;
    if (first == nullptr) first = &sample;
    last = &sample;
  }
  if (first == last || last->writes < first->writes + kFewWrites) return;
  run["cpu_us_per_send"] = (last->cpu_seconds - first->cpu_seconds) * 1e6 / (last->writes - first->writes);
  run["bytes_per_send"] = (last->bytes - first->bytes) / (last->writes - first->writes);
  run["sends_per_second"] = (last->writes - first->writes) / (last->at - first->at);
}

}  // namespace

LoadResult put_load(const Load& load, const ServerSetup& setup, const ServerProcess& server, const Options& options) {
  const auto work = options.work();
  const std::string report = (work / "load.json").string();
  const auto log = work / "load.log";
  std::error_code ignored;  // the load generator writes them anew
  std::filesystem::remove(report, ignored);
  std::filesystem::remove(log, ignored);

  const bool tells_writes = setup.product == Product::flumen && !load.tls;
  std::vector<Sample> samples;
  double ended = 0;
  {
    support::ChildProcess generator(
        {.command = command(load, setup, server, options, report), .log = log, .directory = options.root});
    const auto begin = Clock::now();
    const auto now = [&] { return Seconds(Clock::now() - begin).count(); };
    double next_sample = kSampleEvery;
    while (generator.running() && now() < setup_seconds(load) + load.seconds + kPatience) {
      std::this_thread::sleep_for(kGlance);
      if (!tells_writes || now() < next_sample) continue;
      next_sample = now() + kSampleEvery;
      const auto usage = bots::process_usage(server.pid());
      const std::string metrics = fetch(options.port, "/metrics");
      if (!usage || metrics.empty()) continue;
      samples.push_back({now(), usage->cpu_seconds, metric(metrics, "flumen_writes_total"),
                         metric(metrics, "flumen_bytes_out_total")});
    }
    ended = now();
    if (generator.running()) generator.signal(SIGKILL);
  }
  LoadResult result = read_report(report);
  Run& run = result.run;
  if (run["moves_delivered"] > 0 && run["server_cores"] > 0) {
    run["cpu_us_per_move"] = run["server_cores"] * load.seconds * 1e6 / run["moves_delivered"];
    run["moves_per_second"] = run["moves_delivered"] / load.seconds;
  }
  add_sends(run, samples, ended - kDrain - load.seconds, ended - kDrain);
  return result;
}

}  // namespace flumen::bench
