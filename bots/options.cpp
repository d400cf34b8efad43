#include "bots/options.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>

#include <CLI/CLI.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <fmt/format.h>

namespace flumen::bots {
namespace {

constexpr std::size_t kMaxUsername = 20;
constexpr double kMaxSpeed = 300;  // the server's limit is 400; what is left forgives a late packet

constexpr std::size_t kPlayersPerMap = 50;
constexpr std::size_t kMostMaps = 2000;
constexpr std::size_t kMostBots = 100'000;
constexpr std::size_t kMostAddresses = 1024;

/// What a scenario means where the command line says nothing else.
struct Preset {
  std::string_view name;
  Scenario scenario;
  double moves_per_second;
  double chat_per_minute;
  double map_changes_per_minute;
  double logouts_per_minute;
  std::size_t maps;  // 0: one for every kPlayersPerMap bots
  std::string_view duration;
  double fights_per_minute = 0;
  double commands_per_second = 1;
};
constexpr std::array kPresets = {
    Preset{"w1", Scenario::walk, 2, 1, 1, 0, 0, "60s"},
    Preset{"w2", Scenario::walk, 10, 1, 1, 0, 0, "60s"},
    Preset{"w3", Scenario::walk, 2, 0, 0, 0, 1, "60s"},
    Preset{"w4", Scenario::idle, 0, 0, 0, 0, 1, "60s"},
    Preset{"w5", Scenario::storm, 2, 0, 0, 0, 10, "10s"},
    Preset{"w6", Scenario::life, 0.3, 1, 0.5, 0.02, 0, "60s", 0.05},
    Preset{"wander", Scenario::wander, 4, 1, 1, 0, 9, "0"},
    Preset{"steady", Scenario::walk, 2, 1, 1, 0, 0, "60s"},
    Preset{"busy", Scenario::walk, 10, 1, 1, 0, 0, "60s"},
    Preset{"crowd", Scenario::walk, 2, 0, 0, 0, 1, "60s"},
    Preset{"idle", Scenario::idle, 0, 0, 0, 0, 1, "60s"},
    Preset{"storm", Scenario::storm, 2, 0, 0, 0, 10, "10s"},
    Preset{"life", Scenario::life, 0.3, 1, 0.5, 0.02, 0, "60s", 0.05},
    Preset{"fights", Scenario::fight, 4, 0, 0, 0, 50, "60s", 0, 50},
};

base::Error invalid(std::string message) { return base::fail(base::Errc::invalid_argument, std::move(message)); }

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// Says what is wrong with a prefix; empty when nothing is.
std::string check_prefix(const Options& options) {
  const auto allowed = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; };
  if (options.prefix.empty() || !is_letter(options.prefix.front())) return "--prefix must begin with a letter";
  if (!std::all_of(options.prefix.begin(), options.prefix.end(), allowed)) {
    return "--prefix may have letters, digits, - and _ only";
  }
  const std::string longest = options.username(options.count - 1);
  if (longest.size() > kMaxUsername) {
    return fmt::format("--prefix is too long: '{}' has more than {} characters", longest, kMaxUsername);
  }
  return "";
}

constexpr const char* kFooter = R"(
Scenarios (each number can be given by its own option instead):
  w1 steady  50 players a map, each 2 moves/s, a line and a map change a minute
  w2 busy    as w1 with 10 moves/s
  w3 crowd   everybody on map_0_0, 2 moves/s
  w4 idle    connected and silent
  w5 storm   a twentieth walk; then all others log in at once, are cut off at once, and come back at once
  w6 life    an evening: 0.3 moves/s in bursts, rests, talk, map changes, fights, log-outs and log-ins
  wander     inhabitants: they stroll, rest, greet and travel, for ever
  fights     spread over 50 maps, then fight the monsters there and each other, a command at each move's time
--fighters N adds players who do nothing but fight to any of them but w5: the latency stays that of the others.

What can be expected (--expect, units us, ms, s, KiB, MiB, %):
)";

constexpr const char* kExamples = R"(
Examples:
  flumen-bots --count 20 --scenario wander
  flumen-bots --count 2500 --server-pid $(pidof flumen) --expect 'p99<50ms' --expect corrections=0 --html report.html
  flumen-bots --scenario w6 --count 15000 --source-addresses 127.0.0.2-127.0.0.9 --ramp 300

Exit codes:
  0    all well
  1    the server failed: it could not be reached, refused, closed, or answered nonsense
  2    bad usage, or a limit of this machine is too low
  3    an expectation was missed
  130  interrupted before the end
docs/bots.md tells more.)";

std::string footer() {
  std::string out = kFooter;
  for (const auto& measure : known_measures()) out += fmt::format("  {:<24} {}\n", measure.name, measure.meaning);
  return out + kExamples;
}

}  // namespace

std::string Url::authority() const { return fmt::format("{}:{}", host, port); }

base::Result<Url> parse_url(std::string_view text) {
  struct Scheme {
    std::string_view name;
    bool tls;
  };
  constexpr std::array kSchemes = {Scheme{"http://", false}, Scheme{"https://", true}, Scheme{"ws://", false},
                                   Scheme{"wss://", true}};
  const std::string shown(text);
  const auto scheme =
      std::find_if(kSchemes.begin(), kSchemes.end(), [&](const Scheme& s) { return text.starts_with(s.name); });
  if (scheme == kSchemes.end()) return invalid("a URL begins with http:// or https://: " + shown);
  text.remove_prefix(scheme->name.size());
  if (text.ends_with('/')) text.remove_suffix(1);
  if (text.find_first_of("/?#@") != std::string_view::npos) return invalid("only host and port can be given: " + shown);
  Url url{"", static_cast<std::uint16_t>(scheme->tls ? 443 : 80), scheme->tls};
  const auto colon = text.rfind(':');
  url.host = std::string(text.substr(0, colon));
  if (colon != std::string_view::npos) {
    const std::string_view port = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), url.port);
    if (error != std::errc{} || end != port.data() + port.size() || url.port == 0) {
      return invalid("the port is not 1 to 65535: " + shown);
    }
  }
  if (url.host.empty()) return invalid("the host is missing: " + shown);
  return url;
}

base::Result<std::chrono::milliseconds> parse_duration(std::string_view text) {
  struct Unit {
    std::string_view name;
    double ms;
  };
  constexpr std::array kUnits = {Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000}, Unit{"h", 3'600'000}};
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const std::string_view unit = error == std::errc{} ? text.substr(static_cast<std::size_t>(end - text.data())) : text;
  if (error == std::errc{} && value == 0 && unit.empty()) return std::chrono::milliseconds(0);
  const auto known = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return u.name == unit; });
  // A year is long enough for everything, and keeps clear of overflow.
  constexpr double kYear = 366.0 * 24 * 3'600'000;
  if (error != std::errc{} || known == kUnits.end() || !(value >= 0 && value * known->ms <= kYear)) {
    return invalid("'" + std::string(text) + "' is no duration such as 500ms, 60s, 5m or 1h");
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::llround(value * known->ms)));
}

base::Result<std::vector<boost::asio::ip::address_v4>> parse_addresses(std::string_view text) {
  using Address = boost::asio::ip::address_v4;
  std::vector<Address> out;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    const std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    const auto dash = std::min(part.find('-'), part.size());
    boost::system::error_code error;
    const auto first = boost::asio::ip::make_address_v4(part.substr(0, dash), error);
    const auto last =
        dash == part.size() || error ? first : boost::asio::ip::make_address_v4(part.substr(dash + 1), error);
    if (error) return invalid("'" + std::string(part) + "' is no IPv4 address or range such as 127.0.0.2-127.0.0.9");
    if (last < first) return invalid("'" + std::string(part) + "' ends before it begins");
    if (last.to_uint() - first.to_uint() >= kMostAddresses - out.size()) {
      return invalid(fmt::format("more than {} addresses", kMostAddresses));
    }
    for (std::uint32_t i = 0; i <= last.to_uint() - first.to_uint(); ++i) out.push_back(Address(first.to_uint() + i));
  }
  if (out.empty()) return invalid("no address is given");
  return out;
}

Scenario Options::behaviour_of(std::size_t bot) const noexcept {
  if (bot >= count - fighters) return Scenario::fight;
  if (scenario != Scenario::storm) return scenario;
  return bot < walkers ? Scenario::walk : Scenario::idle;
}

double Options::turns_per_second() const noexcept {
  if (scenario == Scenario::idle) return 1;
  // Whoever moves in bursts moves faster in them.
  return scenario == Scenario::life ? std::max(2.0, 2 * moves_per_second) : moves_per_second;
}

std::string Options::username(std::size_t bot) const { return fmt::format("{}-{}", prefix, bot + 1); }

std::variant<Options, Exit> parse_options(int argc, const char* const* argv) {
  Options options;
  std::string url = "http://127.0.0.1:9090";
  std::string duration;
  std::string setup_timeout = "10m";
  std::string ready_timeout = "10s";
  std::string answer_timeout = "30s";
  std::string source_addresses;
  std::size_t fighters = 0;
  double duels = 100 * options.duels;
  std::vector<std::string> expectations;

  CLI::App app("Bots for Flumen: they register, walk, talk and cross maps; a load generator that measures, or company.",
               "flumen-bots");
  app.footer(footer());
  std::vector<std::string> names;
  for (const Preset& preset : kPresets) names.emplace_back(preset.name);
  app.add_option("--url", url, "The server, http:// or https://")->capture_default_str();
  app.add_option("--ca", options.ca_file, "Certificates of the authorities to believe, PEM [the system's]");
  app.add_flag("--insecure", options.insecure, "Believe any certificate: for self-signed ones");
  app.add_option("--count", options.count, "How many bots")
      ->check(CLI::Range(std::size_t{1}, kMostBots))
      ->capture_default_str();
  app.add_option("--scenario", options.scenario_name, "What they do, see below")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  app.add_option(
      "--duration", duration,
      "How long to measure (500ms, 60s, 5m, 1h), 0 for ever; in a storm, of each calm [60s; w5: 10s; wander: 0]");
  const auto* moves = app.add_option("--moves-per-second", options.moves_per_second, "Of each bot, 0.1 to 50")
                          ->check(CLI::Range(0.1, 50.0));
  const auto* chat = app.add_option("--chat-per-minute", options.chat_per_minute, "Lines of each bot, 0 to 60")
                         ->check(CLI::Range(0.0, 60.0));
  const auto* changes =
      app.add_option("--map-changes-per-minute", options.map_changes_per_minute, "Of each bot, 0 to 20")
          ->check(CLI::Range(0.0, 20.0));
  const auto* logouts = app.add_option("--logouts-per-minute", options.logouts_per_minute, "Of each bot in w6, 0 to 6")
                            ->check(CLI::Range(0.0, 6.0));
  const auto* fights =
      app.add_option("--fights-per-minute", options.fights_per_minute, "Begun with monsters by each bot in w6, 0 to 6")
          ->check(CLI::Range(0.0, 6.0));
  app.add_option("--fighters", fighters, "So many bots more, who only fight")->check(CLI::Range(1, 100'000));
  app.add_option("--duels", duels, "Percent of the fighters who fight each other, 0 to 100; the others fight monsters")
      ->check(CLI::Range(0.0, 100.0))
      ->capture_default_str();
  const auto* commands = app.add_option("--commands-per-second", options.commands_per_second,
                                        "Of who is in a fight and has the turn, 0.1 to 50 [1]")
                             ->check(CLI::Range(0.1, 50.0));
  const auto* maps =
      app.add_option("--maps", options.maps, "They live on the N maps nearest to map_0_0, 1 to 2000 [one for 50 bots]")
          ->check(CLI::Range(std::size_t{1}, kMostMaps));
  const auto* walkers = app.add_option("--walkers", options.walkers, "Bots that walk through the storm of w5")
                            ->check(CLI::Range(2, 100'000));
  const auto* listeners = app.add_option("--listeners", options.listeners,
                                         "Bots on each map that read at once and take the time, 1 to 100000")
                              ->check(CLI::Range(1, 100'000))
                              ->capture_default_str();
  app.add_option("--speed", options.speed, "Pixels a second, 10 to 300")
      ->check(CLI::Range(10.0, kMaxSpeed))
      ->capture_default_str();
  app.add_option("--protocol", options.protocol, "How moves travel: bin (flumen.bin.v1) or json")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, Protocol>{{"bin", Protocol::bin}, {"json", Protocol::json}})
              .description("{bin,json}"))
      ->default_str("bin");
  app.add_option("--seed", options.seed, "The same seed, the same decisions")->capture_default_str();
  app.add_option("--prefix", options.prefix, "Their accounts are PREFIX-1, PREFIX-2, …")->capture_default_str();
  app.add_option("--password", options.password, "Of all their accounts: give your own where others reach the server")
      ->check([](const std::string& p) { return p.size() < 8 || p.size() > 128 ? "8 to 128 characters" : ""; });
  app.add_option("--processes", options.processes, "Processes that drive them: each has its own limit of open files")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--source-addresses", source_addresses,
                 "Connect from these addresses of this machine in turn, such as 127.0.0.2-127.0.0.9");
  app.add_option("--ramp", options.ramp, "Let so many bots in a second, 0.1 to 100000 [all at once]")
      ->check(CLI::Range(0.1, 100'000.0));
  app.add_option("--threads", options.threads, "Threads of each process")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--logins-in-flight", options.logins_in_flight, "How many register or log in at once")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--setup-timeout", setup_timeout, "How long they may take to come in and spread")
      ->capture_default_str();
  app.add_option("--ready-timeout", ready_timeout, "How long to wait for a server that is not ready, 0 not at all")
      ->capture_default_str();
  app.add_option("--answer-timeout", answer_timeout, "How long the server may take for one answer")
      ->capture_default_str();
  app.add_option("--server-pid", options.server_pid,
                 "Read CPU and memory of the server from /proc, not from its /metrics")
      ->check(CLI::PositiveNumber);
  app.add_option("--json", options.json_file, "Write the report to this file, - for the standard output");
  app.add_option("--html", options.html_file, "Write a report with charts to this file");
  app.add_option("--expect", expectations, "Exit 1 unless it holds, such as 'p99<50ms'; can be repeated");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Exit{0, app.help()};
  } catch (const CLI::ParseError& error) {
    return Exit{2, std::string(error.what()) + "\nflumen-bots --help tells what there is."};
  }

  const auto preset =
      std::find_if(kPresets.begin(), kPresets.end(), [&](const Preset& p) { return p.name == options.scenario_name; });
  options.scenario = preset->scenario;
  if (moves->empty()) options.moves_per_second = preset->moves_per_second;
  if (chat->empty()) options.chat_per_minute = preset->chat_per_minute;
  if (changes->empty()) options.map_changes_per_minute = preset->map_changes_per_minute;
  if (logouts->empty()) options.logouts_per_minute = preset->logouts_per_minute;
  if (fights->empty()) options.fights_per_minute = preset->fights_per_minute;
  if (commands->empty()) options.commands_per_second = preset->commands_per_second;
  options.duels = duels / 100;
  if (maps->empty()) {
    const std::size_t spread = (options.count + kPlayersPerMap - 1) / kPlayersPerMap;
    options.maps = preset->maps > 0 ? preset->maps : std::min(spread, kMostMaps);
  }
  if (duration.empty()) duration = preset->duration;
  if (fighters > 0 && options.scenario == Scenario::storm) return Exit{2, "--fighters: nobody fights in a storm"};
  options.count += fighters;
  if (options.count > kMostBots) return Exit{2, "--count and --fighters: more than 100,000 in all"};
  options.fighters = options.scenario == Scenario::fight ? options.count : fighters;
  if (options.scenario == Scenario::storm) {
    if (walkers->empty()) options.walkers = std::max<std::size_t>(2, options.count / 20);
    // They are few, and what they notice of the storm is what is asked.
    if (listeners->empty()) options.listeners = options.walkers;
    if (options.walkers >= options.count) return Exit{2, "--walkers: a storm needs others, too, so a greater --count"};
    if (duration == "0") return Exit{2, "--duration: a storm passes, so 0 makes no sense"};
  }

  const auto parsed_url = parse_url(url);
  if (!parsed_url) return Exit{2, "--url: " + parsed_url.error().message};
  options.url = *parsed_url;
  const auto parsed_duration = parse_duration(duration);
  if (!parsed_duration) return Exit{2, "--duration: " + parsed_duration.error().message};
  options.duration = *parsed_duration;
  const auto parsed_timeout = parse_duration(setup_timeout);
  if (!parsed_timeout || parsed_timeout->count() == 0) return Exit{2, "--setup-timeout: a duration such as 10m"};
  options.setup_timeout = *parsed_timeout;
  const auto parsed_ready_timeout = parse_duration(ready_timeout);
  if (!parsed_ready_timeout) return Exit{2, "--ready-timeout: " + parsed_ready_timeout.error().message};
  options.ready_timeout = *parsed_ready_timeout;
  const auto parsed_answer_timeout = parse_duration(answer_timeout);
  if (!parsed_answer_timeout || parsed_answer_timeout->count() == 0) {
    return Exit{2, "--answer-timeout: a duration such as 30s"};
  }
  options.answer_timeout = *parsed_answer_timeout;
  if (!source_addresses.empty()) {
    auto addresses = parse_addresses(source_addresses);
    if (!addresses) return Exit{2, "--source-addresses: " + addresses.error().message};
    options.source_addresses = std::move(*addresses);
  }
  if (const std::string wrong = check_prefix(options); !wrong.empty()) return Exit{2, wrong};
  for (const std::string& text : expectations) {
    auto expectation = parse_expectation(text);
    if (!expectation) return Exit{2, "--expect: " + expectation.error().message};
    options.expectations.push_back(std::move(*expectation));
  }
  options.processes = std::min(options.processes, options.count);
  options.threads = std::min(options.threads, std::max<std::size_t>(1, options.count / options.processes));
  return options;
}

}  // namespace flumen::bots
