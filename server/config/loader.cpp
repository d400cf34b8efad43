#include "config/loader.hpp"

#include <unistd.h>

#include <boost/asio/ip/address.hpp>

#include "config/keys.hpp"
#include "config/values.hpp"

namespace flumen::config {
namespace {

using base::Errc;
using base::Result;

constexpr std::string_view kPrefix = "FLUMEN_";

Result<std::vector<Setting>> read_environment(const Environment& environment) {
  std::map<std::string, std::string_view> keys_by_variable;
  for (const auto& key : keys()) keys_by_variable.emplace(key.environment_name(), key.name);

  std::vector<Setting> settings;
  for (const auto& [name, value] : environment) {
    if (!name.starts_with(kPrefix)) continue;
    // Of the tests, the bots and the scripts that find Godot.
    if (name.starts_with("FLUMEN_TEST_") || name.starts_with("FLUMEN_BOTS_") || name.starts_with("FLUMEN_GODOT_")) {
      continue;
    }
    const auto known = keys_by_variable.find(name);
    if (known == keys_by_variable.end()) {
      return base::fail(Errc::invalid_argument, "environment " + name + ": unknown variable" + suggest_variable(name));
    }
    settings.push_back({std::string(known->second), value, "environment " + name});
  }
  return settings;
}

/// `what is wrong` with a value, said with where it came from.
base::Error failure(const std::string& origin, std::string_view key, const std::string& message) {
  return base::fail(Errc::invalid_argument, origin + ": '" + std::string(key) + "' " + message);
}

Result<void> apply(Loaded& loaded, const std::vector<Setting>& settings) {
  for (const auto& setting : settings) {
    const auto* key = find_key(setting.key);
    if (key == nullptr) {
      return base::fail(Errc::invalid_argument,
                        setting.origin + ": unknown key '" + setting.key + "'" + suggest_key(setting.key));
    }
    if (auto set = key->set(loaded.config, setting.value); !set) {
      const bool telling = key->kind == Key::Kind::secret || key->kind == Key::Kind::url;
      const auto shown = telling ? std::string() : ", not " + quote(setting.value);
      return failure(setting.origin, setting.key, set.error().message + shown);
    }
    loaded.origins.insert_or_assign(setting.key, setting.origin);
  }
  return {};
}

/// What the table of keys cannot say: rules for the form of some texts, and between two values.
class Checker {
 public:
  explicit Checker(const Loaded& loaded) : loaded_(loaded) {}

  Result<void> check() const {
    const auto& c = loaded_.config;
    if (!is_address(c.server.address)) return bad("server.address", "must be an IPv4 or IPv6 address");
    if (c.server.data_dir.empty()) return bad("server.data_dir", "must not be empty");
    if (c.server.tls_key.empty() && !c.server.tls_certificate.empty()) {
      return bad("server.tls_certificate", "needs its private key: set 'server.tls_key', too");
    }
    if (c.server.tls_certificate.empty() && !c.server.tls_key.empty()) {
      return bad("server.tls_key", "needs the certificate it belongs to: set 'server.tls_certificate', too");
    }
    if (!c.net.websocket_path.starts_with('/')) return bad("net.websocket_path", "must begin with /");
    for (const auto& proxy : c.net.trusted_proxies) {
      if (!is_address(proxy))
        return bad("net.trusted_proxies", "must hold IPv4 or IPv6 addresses, not " + quote(proxy));
    }
    if (c.net.ping_interval >= c.net.idle_timeout) {
      return bad("net.ping_interval",
                 "must be shorter than 'net.idle_timeout', or players who stand still are dropped");
    }
    if (c.net.outbox_bytes < c.net.max_message_bytes) {
      return bad("net.outbox_bytes", "must not be below 'net.max_message_bytes'");
    }
    if (c.database.retry_first > c.database.retry_most) {
      return bad("database.retry_first", "must not be above 'database.retry_most'");
    }
    if (c.auth.access_ttl > c.auth.refresh_ttl) return bad("auth.access_ttl", "must not be above 'auth.refresh_ttl'");
    if (c.game.flush_window_min > c.game.flush_window_max) {
      return bad("game.flush_window_min", "must not be above 'game.flush_window_max'");
    }
    return {};
  }

 private:
  static bool is_address(const std::string& text) {
    boost::system::error_code error;
    boost::asio::ip::make_address(text, error);
    return !error;
  }

  base::Error bad(std::string_view key, const std::string& message) const {
    const auto origin = loaded_.origins.find(key);
    return failure(origin == loaded_.origins.end() ? "default" : origin->second, key, message);
  }

  const Loaded& loaded_;
};

}  // namespace

Environment process_environment() {
  Environment environment;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) environment.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return environment;
}

Result<Loaded> load(const Sources& sources) {
  Loaded loaded;
  if (sources.file) {
    const auto settings = read_yaml_file(*sources.file);
    if (!settings) return settings.error();
    if (auto applied = apply(loaded, *settings); !applied) return applied.error();
  }
  const auto variables = read_environment(sources.environment);
  if (!variables) return variables.error();
  if (auto applied = apply(loaded, *variables); !applied) return applied.error();
  if (auto applied = apply(loaded, sources.flags); !applied) return applied.error();

  if (auto checked = Checker(loaded).check(); !checked) return checked.error();
  if (loaded.config.database.url.empty()) {
    loaded.config.database.url = "sqlite:" + loaded.config.server.data_dir + "/flumen.db";
    loaded.origins.insert_or_assign("database.url", "default, in server.data_dir");
  }
  return loaded;
}

std::string print(const Loaded& loaded) {
  std::string out = "# The effective configuration; each comment says where the value came from. Secrets are masked.\n";
  std::string_view section;
  for (const auto& key : keys()) {
    if (key.section() != section) {
      section = key.section();
      out += "\n" + std::string(section) + ":\n";
    }
    const auto origin = loaded.origins.find(key.name);
    out += "  " + std::string(key.leaf()) + ": " + key.print(loaded.config) + "  # " +
           (origin == loaded.origins.end() ? "default" : origin->second) + "\n";
  }
  return out;
}

}  // namespace flumen::config
