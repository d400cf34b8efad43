#include "config/command_line.hpp"

#include <array>
#include <optional>
#include <vector>

#include <CLI/CLI.hpp>

#include "config/keys.hpp"
#include "config/secret.hpp"
#include "config/values.hpp"

namespace flumen::config {
namespace {

using base::Errc;
using base::Result;

constexpr int kBadUsage = 2;

/// A flag that stands for a key, for those that are given by hand most often.
struct Flag {
  const char* name;
  const char* key;
  const char* value;
  const char* help;
};
constexpr std::array<Flag, 9> kFlags = {{
    {"--address", "server.address", "ADDRESS", "Listen on this address (0.0.0.0)"},
    {"--port", "server.port", "N", "Listen on this port (9090)"},
    {"--threads", "server.threads", "N", "Event loops; 0 is one per core"},
    {"--mode", "server.mode", "MODE", "development or production"},
    {"--data-dir", "server.data_dir", "DIR", "Where the embedded database and the generated secret live (./data)"},
    {"--database-url", "database.url", "URL", "sqlite:PATH or postgresql://USER@HOST/NAME"},
    {"--redis-url", "redis.url", "URL", "redis://HOST:PORT/N; without one the cache is in memory"},
    {"--log-level", "log.level", "LEVEL", "debug, info, warning or error"},
    {"--log-format", "log.format", "FORMAT", "auto, json or text"},
}};

/// What the options of one (sub)command were given.
struct Given {
  std::array<std::optional<std::string>, kFlags.size()> flags;
  std::vector<std::string> sets;
  std::optional<std::string> file;
  bool print = false;
};

void add_options(CLI::App& app, Given& given, const std::string& group) {
  app.add_option("--config", given.file, "Read this YAML file")->option_text("FILE")->group(group);
  for (std::size_t i = 0; i < kFlags.size(); ++i) {
    app.add_option(kFlags[i].name, given.flags[i], kFlags[i].help)->option_text(kFlags[i].value)->group(group);
  }
  app.add_option("--set", given.sets, "Set any key of config/flumen.example.yaml; may be repeated")
      ->option_text("SECTION.KEY=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  app.add_flag("--print-config", given.print, "Print the effective configuration, secrets masked, and exit")
      ->group(group);
}

Result<std::vector<Setting>> to_settings(const Given& given) {
  std::vector<Setting> settings;
  for (const auto& text : given.sets) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) {
      return base::fail(Errc::invalid_argument, "flag --set: must be section.key=value, not " + quote(text));
    }
    settings.push_back({text.substr(0, equals), text.substr(equals + 1), "flag --set"});
  }
  for (std::size_t i = 0; i < kFlags.size(); ++i) {
    if (given.flags[i]) settings.push_back({kFlags[i].key, *given.flags[i], std::string("flag ") + kFlags[i].name});
  }
  std::map<std::string, std::string> seen;
  for (const auto& setting : settings) {
    if (const auto [it, is_new] = seen.emplace(setting.key, setting.origin); !is_new) {
      return base::fail(Errc::invalid_argument, setting.origin + ": '" + setting.key + "' is given twice");
    }
  }
  return settings;
}

Exit bad_usage(const std::string& message) { return {kBadUsage, "flumen: " + message + "\n"}; }

/// An option that is nearly one of ours, for the message about one that is not.
std::string suggest_flag(const std::string& unknown) {
  std::string best;
  std::size_t best_distance = 3;
  const auto name = unknown.substr(0, unknown.find('='));
  const auto consider = [&](const std::string& flag) {
    if (const auto distance = edit_distance(name, flag); distance < best_distance) {
      best = flag;
      best_distance = distance;
    }
  };
  for (const auto& flag : kFlags) consider(flag.name);
  for (const char* other : {"--config", "--set", "--print-config", "--help"}) consider(other);
  return best.empty() ? "" : "; did you mean " + best + "?";
}

}  // namespace

std::variant<Invocation, Exit> read_command_line(int argc, const char* const* argv, const Environment& environment,
                                                 std::string_view version) {
  CLI::App app("Flumen, the authoritative server of an online 2D world.", "flumen");
  app.set_help_flag("-h,--help", "Print this help and exit");
  app.footer(
      "A key is taken from the flags, else from the environment (FLUMEN_SERVER_PORT), else from the file,\n"
      "else from the defaults. config/flumen.example.yaml describes every key.\n"
      "Exit codes: 0 clean, 2 bad usage or configuration, 1 anything else.");
  app.require_subcommand(0, 1);

  // Each has options of its own, so that each help is complete; on the program itself they are only for
  // --print-config, and hidden.
  Given bare;
  Given serving;
  Given migrating;
  add_options(app, bare, "");
  app.get_option("--print-config")->group("Options");
  auto* serve = app.add_subcommand("serve", "Run the server until SIGTERM or SIGINT");
  auto* migrate = app.add_subcommand("migrate", "Bring the database's schema up to date, and exit");
  auto* show_version = app.add_subcommand("version", "Print the version, and exit");
  add_options(*serve, serving, "Options");
  add_options(*migrate, migrating, "Options");

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return Exit{0, app.help()};
  } catch (const CLI::ExtrasError&) {
    const auto unknown = app.remaining(/*recurse=*/true);
    const auto text = unknown.empty() ? std::string() : unknown.front();
    return bad_usage("unknown " + std::string(text.starts_with('-') ? "option " : "command ") + text +
                     suggest_flag(text) + " See flumen --help.");
  } catch (const CLI::ParseError& e) {
    return bad_usage(std::string(e.what()) + ". See flumen --help.");
  }

  if (show_version->parsed()) return Exit{0, "flumen " + std::string(version) + "\n"};
  const auto& given = serve->parsed() ? serving : migrate->parsed() ? migrating : bare;
  if (&given == &bare && !bare.print) return Exit{kBadUsage, app.help()};

  const auto flags = to_settings(given);
  if (!flags) return bad_usage(flags.error().message);
  auto loaded = load({given.file, environment, *flags});
  if (!loaded) return bad_usage(loaded.error().message);
  if (given.print) return Exit{0, print(*loaded)};
  if (serve->parsed()) {
    if (const auto checked = check_secret(loaded->config); !checked) return bad_usage(checked.error().message);
  }
  return Invocation{serve->parsed() ? Command::serve : Command::migrate, std::move(*loaded)};
}

}  // namespace flumen::config
