#include "bench/campaign/campaign.hpp"

#include <chrono>
#include <cmath>
#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "auth/password_hash.hpp"

namespace flumen::bench {
namespace {

namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr double kDeliveredShare = 0.99;  // of what should arrive: what is cut off at the end aside
constexpr int kHopeless = 2;
constexpr std::chrono::seconds kToolTimeout{180};
constexpr auth::Argon2Cost kCheapHash{.memory_kib = 64, .passes = 1};

/// Minutes for people: "41 min", "under a minute".
std::string minutes(double seconds) {
  return seconds < 60 ? "under a minute" : fmt::format("{:.0f} min", std::ceil(seconds / 60));
}

std::string in_short(const Run& run) {
  std::string out;
  const auto add = [&](std::string_view measure, const char* format, double factor = 1) {
    const auto found = run.find(measure);
    if (found != run.end()) out += fmt::format(fmt::runtime(std::string("  ") + format), found->second * factor);
  };
  add("p99", "p99 {:.1f} ms");
  add("server_cores", "{:.2f} cores");
  add("server_rss_per_player", "{:.1f} KiB a player", 1.0 / 1024);
  add("cpu_us_per_send", "{:.2f} µs a send");
  add("us_per_send", "{:.2f} µs");
  add("fights_at_once", "{:.0f} fights");
  add("logins_per_second", "{:.0f} log-ins/s");
  add("seconds", "{:.3f} s");
  add("passed", "limit {:.0f}");
  return out;
}

class Campaign {
 public:
  Campaign(const Options& options, Results& results)
      : options_(options),
        results_(results),
        work_(options.work()),
        templates_(work_ / "worlds", options.root / "maps") {}

  void run(const std::vector<Step>& plan) {
    double expected = 0;
    for (const Step& step : plan) expected += step.expected_seconds;
    fmt::print(stderr, "{} steps, about {}\n", plan.size(), minutes(expected));
    const auto begin = Clock::now();
    double done = 0;
    for (std::size_t i = 0; i < plan.size(); ++i) {
      const double elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
      // What was expected is put right by how long the steps so far really took.
      const double pace = done > 30 ? elapsed / done : 1;
      fmt::print(stderr, "[{}/{}, {} left] {}", i + 1, plan.size(), minutes((expected - done) * pace), plan[i].id);
      std::visit([&](const auto& what) { perform(plan[i].id, what); }, plan[i].what);
      fmt::print(stderr, "\n");
      done += plan[i].expected_seconds;
      // So that an interrupted campaign is not lost; whether it can be written is told at the end.
      (void)results_.write(options_.results);
    }
    fmt::print(stderr, "Measured for {:.0f} s\n", std::chrono::duration<double>(Clock::now() - begin).count());
  }

 private:
  void keep(const std::string& id, Run run) {
    fmt::print(stderr, "{}", in_short(run));
    results_.add(id, std::move(run));
  }
  void note(const std::string& id, std::string sentence) {
    fmt::print(stderr, "  {}", sentence);
    results_.note(id, std::move(sentence));
  }

  void perform(const std::string& id, const Experiment& experiment) {
    if (hopeless_[id] == kHopeless) return note(id, "what failed twice was not tried again");
    LoadResult result = measure(experiment);
    for (std::string& failure : result.failures) note(id, std::move(failure));
    for (std::string& warning : result.warnings) note(id, std::move(warning));
    if (result.run.contains("server_cores") && result.run.contains("server_rss_per_player")) {
      hopeless_[id] = 0;
      keep(id, std::move(result.run));
    } else {
      ++hopeless_[id];
    }
  }

  void perform(const std::string& id, const LimitSearch& search) {
    const Bracket bracket = find_limit(search.search, [&](double players) {
      Experiment experiment = search.experiment;
      experiment.load.players = static_cast<std::size_t>(players);
      experiment.load.maps = std::max<std::size_t>(1, experiment.load.players / 50);
      experiment.setup.maps = experiment.load.maps;
      const LoadResult result = measure(experiment);
      const bool good = passes(result, search.limit_ms);
      fmt::print(stderr, "  {:.0f} {}", players, good ? "pass" : "fail");
      return good;
    });
    Run run{{"probes", bracket.probes}};
    if (bracket.passed) run["passed"] = *bracket.passed;
    if (bracket.failed) run["failed"] = *bracket.failed;
    keep(id, std::move(run));
  }

  void perform(const std::string& id, const FloorRun& floor) {
    std::string sizes;
    std::vector<std::string> named;
    for (const std::string& source : floor.sizes_of) {
      const auto bytes = results_.summary(source, "bytes_per_send");
      if (!bytes) continue;
      sizes += fmt::format("{}{:.0f}", sizes.empty() ? "" : ",", bytes->median);
      named.push_back(source);
    }
    if (named.empty()) return note(id, "nothing is known of what the server sends");
    std::vector<std::string> command = {(options_.binaries / "flumen-bench-floor").string(),
                                        "--bytes",
                                        sizes,
                                        "--seconds",
                                        fmt::format("{}", floor.seconds),
                                        "--sender-core",
                                        std::to_string(options_.server_core),
                                        "--reader-core",
                                        std::to_string(options_.load_core)};
    const auto output = tool(std::move(command));
    if (!output) return note(id, output.error().message);
    const json::array& measured = output->as_array();
    for (std::size_t i = 0; i < measured.size(); ++i) {
      const json::value& one = measured[i];
      const std::string kind = one.at("tls").as_bool() ? "tls." : "plain.";
      keep("floor." + kind + named[i % named.size()], {{"us_per_send", one.at("us_per_send").to_number<double>()},
                                                       {"bytes", one.at("bytes").to_number<double>()}});
    }
  }

  void perform(const std::string& id, const ColdStart& start) {
    for (int i = 0; i < start.times; ++i) {
      const auto data = work_ / "empty";
      std::filesystem::remove_all(data);
      ServerSetup setup{.data = data, .cores = {options_.server_core}};
      const auto server = ServerProcess::start(setup, options_);
      if (!server) return note(id, server.error().message);
      keep(id, {{"seconds", (*server)->seconds()}});
    }
  }

  void perform(const std::string& id, const Microbenchmark& benchmark) {
    auto command = on_cores({options_.server_core});
    for (const char* word : {"--benchmark_format=json", "--benchmark_min_time=0.05"}) command.emplace_back(word);
    command.insert(command.begin() + 4, (options_.binaries / benchmark.program).string());
    const auto output = tool(std::move(command));
    if (!output) return note(id, output.error().message);
    for (const auto& one : output->at("benchmarks").as_array()) {
      const double unit = one.at("time_unit") == "ns" ? 1 : one.at("time_unit") == "us" ? 1e3 : 1e6;
      results_.add(id + "." + std::string(one.at("name").as_string()),
                   {{"cpu_ns", one.at("cpu_time").to_number<double>() * unit}});
    }
  }

  LoadResult measure(const Experiment& experiment) {
    ServerSetup setup = experiment.setup;
    setup.cores = {options_.server_core};
    if (setup.threads > 1) setup.cores.push_back(options_.load_core);
    if (setup.product == Product::flumen) {
      const bool cheap = experiment.passwords == Passwords::cheap;
      auto data = templates_.make(experiment.load.players + experiment.load.fighters, experiment.load.maps,
                                  cheap ? kCheapHash : auth::Argon2Cost{});
      if (!data) return failed(data.error());
      setup.data = *data;
      // The cost in force, or each log-in would hash the password anew.
      if (cheap) {
        setup.settings.push_back(fmt::format("auth.argon2_memory_bytes={}KiB", kCheapHash.memory_kib));
        setup.settings.push_back(fmt::format("auth.argon2_passes={}", kCheapHash.passes));
      }
    }
    if (experiment.load.tls) {
      if (const auto made = make_certificate(); !made) return failed(made.error());
      setup.settings.push_back("server.tls_certificate=" + certificate_.string());
      setup.settings.push_back("server.tls_key=" + key_.string());
    }
    const auto server = ServerProcess::start(setup, options_);
    if (!server) return failed(server.error());
    return put_load(experiment.load, setup, **server, options_);
  }

  static LoadResult failed(const base::Error& error) { return {{}, {error.message}, {}}; }

  static bool passes(const LoadResult& result, double limit_ms) {
    return result.failures.empty() && value_of(result.run, "p99", limit_ms) < limit_ms &&
           value_of(result.run, "delivered_ratio", 0) >= kDeliveredShare && value_of(result.run, "disconnects", 1) == 0;
  }

  base::Result<void> make_certificate() {
    if (std::filesystem::exists(key_)) return {};
    const auto log = work_ / "openssl.log";
    const int code = support::ChildProcess::run(
        {.command = {"/usr/bin/env", "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                     "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-keyout", key_.string(), "-out",
                     certificate_.string()},
         .log = log},
        kToolTimeout);
    if (code == 0) return {};
    return base::fail(base::Errc::unavailable, "no certificate could be made: " + support::read_file(log));
  }

  /// Runs a program that prints JSON on its standard output.
  base::Result<json::value> tool(std::vector<std::string> command) {
    const auto log = work_ / "tool.log";
    std::error_code ignored;  // an old one is appended to, and is then no JSON
    std::filesystem::remove(log, ignored);
    const std::string name = command.front();
    try {
      const int code = support::ChildProcess::run(
          {.command = std::move(command), .log = log, .directory = options_.root}, kToolTimeout);
      const std::string text = support::read_file(log);
      if (code != 0) return base::fail(base::Errc::unavailable, name + " failed: " + text);
      // Google Benchmark says what it thinks of the machine first.
      const auto begin = text.find_first_of("[{");
      boost::system::error_code error;
      json::value document = json::parse(text.substr(begin == std::string::npos ? text.size() : begin), error);
      if (error) return base::fail(base::Errc::corrupt, name + " printed no JSON: " + text);
      return document;
    } catch (const std::exception& error) {
      return base::fail(base::Errc::unavailable, error.what());
    }
  }

  const Options& options_;
  Results& results_;
  const std::filesystem::path work_;
  const std::filesystem::path certificate_ = work_ / "certificate.pem";
  const std::filesystem::path key_ = work_ / "key.pem";
  WorldTemplates templates_;
  std::map<std::string, int> hopeless_;  // runs in a row that could not even begin to measure
};

}  // namespace

void run_plan(const std::vector<Step>& plan, const Options& options, Results& results) {
  Campaign(options, results).run(plan);
}

}  // namespace flumen::bench
