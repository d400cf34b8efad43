#include "config/loader.hpp"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/keys.hpp"

namespace flumen::config {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

/// Files in a folder of their own that goes with the test.
class Loader : public testing::Test {
 protected:
  Loader() : folder_(testing::TempDir() + "flumen_config_" + std::to_string(::getpid())) {
    std::filesystem::create_directories(folder_);
  }
  ~Loader() override { std::filesystem::remove_all(folder_); }

  std::string file(const std::string& text) {
    const auto path = (folder_ / "flumen.yaml").string();
    std::ofstream(path) << text;
    return path;
  }

  /// The message of a load that must fail.
  static std::string failure(const Sources& sources) {
    const auto loaded = load(sources);
    if (loaded) ADD_FAILURE() << "was accepted";
    return loaded ? "" : loaded.error().message;
  }
  std::string failure_of(const std::string& text) {
    return failure({.file = file(text), .environment = {}, .flags = {}});
  }

  std::filesystem::path folder_;
};

TEST_F(Loader, is_content_with_nothing_at_all) {
  const auto loaded = load({});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->config.server.port, 9090);
  EXPECT_EQ(loaded->config.database.url, "sqlite:./data/flumen.db");
}

TEST_F(Loader, lets_flags_win_over_environment_over_file) {
  const auto path = file("server:\n  port: 1\n  threads: 1\n  data_dir: /a\nworld:\n  seed: 7\n");
  const auto loaded =
      load({.file = path,
            .environment = {{"FLUMEN_SERVER_PORT", "2"}, {"FLUMEN_SERVER_THREADS", "2"}, {"PATH", "/bin"}},
            .flags = {{"server.port", "3", "flag --port"}}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.server.port, 3);
  EXPECT_EQ(loaded->config.server.threads, 2U);
  EXPECT_EQ(loaded->config.world.seed, 7U);
  EXPECT_EQ(loaded->config.database.url, "sqlite:/a/flumen.db");
  EXPECT_EQ(loaded->origins.at("server.port"), "flag --port");
  EXPECT_EQ(loaded->origins.at("server.threads"), "environment FLUMEN_SERVER_THREADS");
  EXPECT_EQ(loaded->origins.at("world.seed"), path + ":6");
}

TEST_F(Loader, reads_every_type_of_value) {
  const auto loaded = load({.file = file("server: {mode: production, shutdown_timeout: 5s}\n"
                                         "net:\n  outbox_bytes: 1MiB\n  trusted_proxies: [127.0.0.1, '::1']\n"
                                         "world: {max_speed: 250.5}\nlog: {level: debug, format: json}\n"
                                         "auth: {access_ttl: 2m, failures_per_account: 3}\nredis:\n"),
                            .environment = {},
                            .flags = {}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto& c = loaded->config;
  EXPECT_EQ(c.server.mode, Mode::production);
  EXPECT_EQ(c.server.shutdown_timeout, 5s);
  EXPECT_EQ(c.net.outbox_bytes, 1024U * 1024);
  EXPECT_EQ(c.net.trusted_proxies, (std::vector<std::string>{"127.0.0.1", "::1"}));
  EXPECT_EQ(c.world.max_speed, 250.5);
  EXPECT_EQ(c.log.level, base::LogLevel::debug);
  EXPECT_EQ(c.auth.access_ttl, 2min);
}

TEST_F(Loader, reads_a_list_from_one_variable) {
  const auto loaded =
      load({.file = {}, .environment = {{"FLUMEN_NET_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2"}}, .flags = {}});
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->config.net.trusted_proxies, (std::vector<std::string>{"10.0.0.1", "10.0.0.2"}));
}

TEST_F(Loader, names_file_line_and_key_of_what_is_wrong) {
  EXPECT_THAT(
      failure_of("server:\n  port: 9090\n  prot: 1\n"),
      AllOf(HasSubstr("flumen.yaml:3: "), HasSubstr("'server.prot'"), HasSubstr("did you mean 'server.port'?")));
  EXPECT_THAT(failure_of("servr:\n  port: 1\n"), AllOf(HasSubstr(":1: "), HasSubstr("did you mean 'server'?")));
  EXPECT_THAT(failure_of("server:\n  max_connections: 1\n"), HasSubstr("did you mean 'net.max_connections'?"));
  EXPECT_THAT(failure_of("server:\n  port: 1\n  port: 2\n"), AllOf(HasSubstr(":3: "), HasSubstr("twice")));
  EXPECT_THAT(failure_of("log:\nserver:\n  port: 1\nlog:\n"), AllOf(HasSubstr(":4: "), HasSubstr("twice")));
  EXPECT_THAT(failure_of("server:\n\n  port: 70000\n"),
              AllOf(HasSubstr(":3: 'server.port' must be between 0 and 65535"), HasSubstr("not \"70000\"")));
  EXPECT_THAT(failure_of("net:\n  ping_interval: 20\n"), AllOf(HasSubstr(":2: "), HasSubstr("must be a duration")));
  EXPECT_THAT(failure_of("log:\n  level: loud\n"), HasSubstr("must be one of debug, info, warning, error"));
  EXPECT_THAT(failure_of("net:\n  outbox_bytes: 1\n"), HasSubstr("must be between 4KiB and 64MiB"));
  EXPECT_THAT(failure_of("server:\n  port:\n"), AllOf(HasSubstr(":2: "), HasSubstr("no value")));
  EXPECT_THAT(failure_of("server:\n  port: {a: 1}\n"), HasSubstr("must be a value"));
  EXPECT_THAT(failure_of("server:\n  port: [1, 2]\n"), HasSubstr("must be a whole number"));
  EXPECT_THAT(failure_of("server: 9090\n"), HasSubstr("must hold keys"));
  EXPECT_THAT(failure_of("- server\n"), HasSubstr("must hold sections"));
}

TEST_F(Loader, refuses_what_is_not_yaml) {
  EXPECT_THAT(failure_of("server:\n  port: [1\n"), HasSubstr("flumen.yaml:"));
  EXPECT_THAT(failure_of("server:\n\tport: 1\n"), HasSubstr("flumen.yaml:2"));
  EXPECT_THAT(failure_of(std::string("\0\xff\xfe", 3)), HasSubstr("flumen.yaml"));
  EXPECT_THAT(failure_of("server:\n---\nlog:\n"), HasSubstr("more than one document"));
  EXPECT_THAT(failure_of(std::string(2'000'000, '#')), HasSubstr("longer than 1 MiB"));
  EXPECT_THAT(failure_of(std::string(100'000, '[')), HasSubstr("flumen.yaml"));
}

TEST_F(Loader, refuses_a_file_it_cannot_read) {
  EXPECT_THAT(failure({.file = folder_ / "missing.yaml", .environment = {}, .flags = {}}),
              AllOf(HasSubstr("missing.yaml"), HasSubstr("No such file")));
  EXPECT_THAT(failure({.file = folder_, .environment = {}, .flags = {}}), HasSubstr("folder"));
}

TEST_F(Loader, names_the_variable_that_is_wrong) {
  EXPECT_THAT(failure({.file = {}, .environment = {{"FLUMEN_SERVER_PORT", "x"}}, .flags = {}}),
              HasSubstr("environment FLUMEN_SERVER_PORT: 'server.port' must be a whole number"));
  EXPECT_THAT(failure({.file = {}, .environment = {{"FLUMEN_DATABSE_URL", "x"}}, .flags = {}}),
              HasSubstr("did you mean 'FLUMEN_DATABASE_URL'?"));
  EXPECT_TRUE(load({.file = {},
                    .environment = {{"FLUMEN_TEST_X", "1"}, {"FLUMEN_BOTS_X", "1"}, {"FLUMEN_GODOT_X", "1"}},
                    .flags = {}}));
}

TEST_F(Loader, checks_values_against_each_other_and_says_which_was_set) {
  EXPECT_THAT(failure_of("net:\n  ping_interval: 2m\n"), HasSubstr(":2: 'net.ping_interval' must be shorter"));
  EXPECT_THAT(failure_of("game:\n  flush_window_min: 50ms\n"), HasSubstr("'game.flush_window_max'"));
  EXPECT_THAT(failure_of("server:\n  address: localhost\n"), HasSubstr("must be an IPv4 or IPv6 address"));
  EXPECT_THAT(failure_of("net:\n  trusted_proxies: [10.0.0.0/8]\n"), HasSubstr("\"10.0.0.0/8\""));
  EXPECT_THAT(failure_of("auth:\n  access_ttl: 1500ms\n"), HasSubstr("whole seconds"));
  EXPECT_THAT(failure_of("server:\n  tls_key: /k\n"), HasSubstr(":2: 'server.tls_key' needs the certificate"));
  EXPECT_THAT(failure_of("server:\n  tls_certificate: /c\n"), HasSubstr("'server.tls_certificate' needs its private"));
}

TEST_F(Loader, prints_what_it_would_read_again) {
  const auto path = file("server: {port: 1234, data_dir: \"/a \\\"b\\\"\"}\nnet: {trusted_proxies: [127.0.0.1]}\n");
  const auto loaded = load({.file = path, .environment = {{"FLUMEN_LOG_LEVEL", "debug"}}, .flags = {}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto text = print(*loaded);
  EXPECT_THAT(text, HasSubstr("  port: 1234  # " + path + ":1\n"));
  EXPECT_THAT(text, HasSubstr("  level: debug  # environment FLUMEN_LOG_LEVEL\n"));
  EXPECT_THAT(text, HasSubstr("  threads: 0  # default\n"));

  const auto again = load({.file = file(text), .environment = {}, .flags = {}});
  ASSERT_TRUE(again) << again.error().message;
  for (const auto& key : keys()) EXPECT_EQ(key.print(again->config), key.print(loaded->config)) << key.name;
}

TEST_F(Loader, never_shows_a_secret) {
  const Environment environment = {{"FLUMEN_AUTH_JWT_SECRET", "hidden-hidden-hidden-hidden-hidden"},
                                   {"FLUMEN_DATABASE_URL", "postgresql://u:hidden@h/n"},
                                   {"FLUMEN_REDIS_URL", "redis://:hidden@h"}};
  const auto loaded = load({.file = {}, .environment = environment, .flags = {}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(print(*loaded).find("hidden"), std::string::npos);
  EXPECT_EQ(failure({.file = {}, .environment = {}, .flags = {{"auth.jwt_secret", std::string("hidden\0", 7), "flag"}}})
                .find("hidden"),
            std::string::npos);
}

TEST(Keys, have_a_default_within_their_range) {
  for (const auto& key : keys()) {
    Config config;
    auto text = key.print(config, /*reveal=*/true);
    if (text.front() == '"' || text.front() == '[') text = text.substr(1, text.size() - 2);
    EXPECT_TRUE(key.set(config, text)) << key.name << ": " << text;
  }
}

TEST(Keys, have_different_names_and_variables) {
  std::map<std::string, std::string_view> seen;
  for (const auto& key : keys()) EXPECT_TRUE(seen.emplace(key.environment_name(), key.name).second) << key.name;
}

TEST(ExampleFile, gives_every_key_its_default_and_a_comment) {
  const std::string path = FLUMEN_SOURCE_DIR "/config/flumen.example.yaml";
  const auto settings = read_yaml_file(path);
  ASSERT_TRUE(settings) << settings.error().message;
  std::map<std::string, std::string> given;
  for (const auto& setting : *settings) given.emplace(setting.key, setting.value);

  const Config defaults;
  for (const auto& key : keys()) {
    ASSERT_TRUE(given.contains(std::string(key.name))) << key.name << " is not described";
    Config one;
    ASSERT_TRUE(key.set(one, given.at(std::string(key.name)))) << key.name;
    EXPECT_EQ(key.print(one, true), key.print(defaults, true)) << key.name;
  }

  std::ifstream file(path);
  std::string above;
  for (std::string line; std::getline(file, line); above = line) {
    if (line.starts_with("  ") && line.find(':') != std::string::npos && line[2] != '#') {
      EXPECT_TRUE(above.starts_with("  #")) << "no comment above: " << line;
    }
  }
}

TEST(ProductionFile, is_accepted_once_it_has_its_secrets) {
  const auto loaded = load({.file = FLUMEN_SOURCE_DIR "/config/production.yaml", .environment = {}, .flags = {}});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->config.server.mode, Mode::production);
  EXPECT_EQ(loaded->config.server.port, 9090);
  EXPECT_THAT(loaded->config.database.url, HasSubstr("127.0.0.1:5432"));
  EXPECT_THAT(loaded->config.redis.url, HasSubstr("127.0.0.1:6379"));
  EXPECT_EQ(loaded->config.net.max_connections_per_address, 100U);
  EXPECT_GT(loaded->config.auth.registrations_per_address, 0);
}

}  // namespace
}  // namespace flumen::config
