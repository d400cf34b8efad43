#include "bots/options.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace flumen::bots {
namespace {

constexpr std::size_t kMaxUsername = 20;
constexpr double kMaxSpeed = 300;  // the server's limit is 400; what is left forgives a late packet

/// What a scenario means where the command line says nothing else.
struct Preset {
  std::string_view name;
  Scenario scenario;
  double moves_per_second;
  double chat_per_minute;
  double map_changes_per_minute;
  std::size_t maps;
  bool for_ever;
};
constexpr std::array kPresets = {
    Preset{"w1", Scenario::walk, 2, 1, 1, 50, false},     Preset{"w2", Scenario::walk, 10, 1, 1, 50, false},
    Preset{"w3", Scenario::walk, 2, 0, 0, 1, false},      Preset{"idle", Scenario::idle, 0, 0, 0, 1, false},
    Preset{"wander", Scenario::wander, 4, 1, 1, 9, true}, Preset{"fights", Scenario::fight, 4, 0, 0, 50, false},
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
  w1      spread over 50 maps on foot, then measure: 2 moves/s, a line a minute, a map change a minute
  w2      as w1 with 10 moves/s
  w3      everybody on map_0_0, 2 moves/s
  idle    connected and silent
  wander  inhabitants: they stroll, rest, greet and travel, for ever
  fights  spread over 50 maps, then attack the groups of monsters there, one wish in a fight at each move's time

Examples:
  flumen-bots --count 20 --scenario wander
  flumen-bots --count 2500 --server-pid $(pidof flumen) --expect 'p99<50ms' --expect corrections=0

Exit codes: 0 all well, 1 the server failed or an expectation was missed, 2 bad usage.)";

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

std::string Options::username(std::size_t bot) const { return fmt::format("{}-{}", prefix, bot + 1); }

std::variant<Options, Exit> parse_options(int argc, const char* const* argv) {
  Options options;
  std::string url = "http://127.0.0.1:9090";
  std::string duration;
  std::string setup_timeout = "10m";
  std::vector<std::string> expectations;

  CLI::App app("Bots for Flumen: they register, walk, talk and cross maps; a load generator that measures, or company.",
               "flumen-bots");
  app.footer(kFooter);
  std::vector<std::string> names;
  for (const Preset& preset : kPresets) names.emplace_back(preset.name);
  app.add_option("--url", url, "The server, http:// or https://")->capture_default_str();
  app.add_option("--ca", options.ca_file, "Certificates of the authorities to believe, PEM [the system's]");
  app.add_flag("--insecure", options.insecure, "Believe any certificate: for self-signed ones");
  app.add_option("--count", options.count, "How many bots")->check(CLI::Range(1, 100'000))->capture_default_str();
  app.add_option("--scenario", options.scenario_name, "What they do, see below")
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  app.add_option("--duration", duration, "How long to measure (500ms, 60s, 5m, 1h); 0 for ever [60s; wander: 0]");
  const auto* moves = app.add_option("--moves-per-second", options.moves_per_second, "Of each bot, 0.1 to 50")
                          ->check(CLI::Range(0.1, 50.0));
  const auto* chat = app.add_option("--chat-per-minute", options.chat_per_minute, "Lines of each bot, 0 to 60")
                         ->check(CLI::Range(0.0, 60.0));
  const auto* changes =
      app.add_option("--map-changes-per-minute", options.map_changes_per_minute, "Of each bot, 0 to 20")
          ->check(CLI::Range(0.0, 20.0));
  const auto* maps = app.add_option("--maps", options.maps, "They live on the N maps nearest to map_0_0, 1 to 2000")
                         ->check(CLI::Range(1, 2000));
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
  app.add_option("--threads", options.threads, "Threads that drive them")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  app.add_option("--logins-in-flight", options.logins_in_flight, "How many register or log in at once")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--setup-timeout", setup_timeout, "How long they may take to come in and spread")
      ->capture_default_str();
  app.add_option("--server-pid", options.server_pid, "Report CPU and memory of this process, too")
      ->check(CLI::PositiveNumber);
  app.add_option("--json", options.json_file, "Write the report to this file, - for the standard output");
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
  if (maps->empty()) options.maps = preset->maps;
  if (duration.empty()) duration = preset->for_ever ? "0" : "60s";

  const auto parsed_url = parse_url(url);
  if (!parsed_url) return Exit{2, "--url: " + parsed_url.error().message};
  options.url = *parsed_url;
  const auto parsed_duration = parse_duration(duration);
  if (!parsed_duration) return Exit{2, "--duration: " + parsed_duration.error().message};
  options.duration = *parsed_duration;
  const auto parsed_timeout = parse_duration(setup_timeout);
  if (!parsed_timeout || parsed_timeout->count() == 0) return Exit{2, "--setup-timeout: a duration such as 10m"};
  options.setup_timeout = *parsed_timeout;
  if (const std::string wrong = check_prefix(options); !wrong.empty()) return Exit{2, wrong};
  for (const std::string& text : expectations) {
    auto expectation = parse_expectation(text);
    if (!expectation) return Exit{2, "--expect: " + expectation.error().message};
    if (expectation->measure.starts_with("server_") && !options.server_pid) {
      return Exit{2, "--expect: '" + text + "' needs --server-pid"};
    }
    options.expectations.push_back(std::move(*expectation));
  }
  options.threads = std::min(options.threads, options.count);
  return options;
}

}  // namespace flumen::bots
