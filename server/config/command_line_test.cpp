#include "config/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::config {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::variant<Invocation, Exit> run(std::vector<const char*> arguments, const Environment& environment = {}) {
  arguments.insert(arguments.begin(), "flumen");
  return read_command_line(static_cast<int>(arguments.size()), arguments.data(), environment, "1.2.3");
}

/// The exit that these arguments must lead to.
Exit exit_of(std::vector<const char*> arguments, const Environment& environment = {}) {
  const auto outcome = run(std::move(arguments), environment);
  if (const auto* exit = std::get_if<Exit>(&outcome)) return *exit;
  ADD_FAILURE() << "was accepted";
  return {-1, ""};
}

TEST(CommandLine, gives_serve_its_configuration) {
  const auto outcome = run({"serve", "--port", "1234", "--data-dir=/d", "--set", "world.seed=7", "--set",
                            "log.level=debug", "--redis-url", "redis://h"});
  const auto* invocation = std::get_if<Invocation>(&outcome);
  ASSERT_NE(invocation, nullptr) << std::get<Exit>(outcome).text;
  EXPECT_EQ(invocation->command, Command::serve);
  const auto& c = invocation->loaded.config;
  EXPECT_EQ(c.server.port, 1234);
  EXPECT_EQ(c.database.url, "sqlite:/d/flumen.db");
  EXPECT_EQ(c.world.seed, 7U);
  EXPECT_EQ(c.log.level, base::LogLevel::debug);
  EXPECT_EQ(c.redis.url, "redis://h");
}

TEST(CommandLine, migrates_without_a_signing_secret) {
  const auto outcome = run({"migrate", "--mode", "production"});
  ASSERT_TRUE(std::holds_alternative<Invocation>(outcome));
  EXPECT_EQ(std::get<Invocation>(outcome).command, Command::migrate);
}

TEST(CommandLine, refuses_to_serve_production_without_a_signing_secret) {
  const auto exit = exit_of({"serve", "--mode", "production"});
  EXPECT_EQ(exit.code, 2);
  EXPECT_THAT(exit.text, HasSubstr("auth.jwt_secret"));
  EXPECT_TRUE(std::holds_alternative<Invocation>(
      run({"serve", "--mode", "production"},
          {{"FLUMEN_AUTH_JWT_SECRET", "5f2b8c1e9d7a4f3b6e0c8d2a1b9f7e4c5f2b8c1e9d7a4f3b"}})));
}

TEST(CommandLine, prints_help_and_version) {
  EXPECT_EQ(exit_of({"version"}).text, "flumen 1.2.3\n");
  EXPECT_EQ(exit_of({"version"}).code, 0);
  const auto help = exit_of({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.text, AllOf(HasSubstr("serve"), HasSubstr("migrate"), HasSubstr("version")));
  const auto serve = exit_of({"serve", "--help"});
  EXPECT_EQ(serve.code, 0);
  EXPECT_THAT(serve.text, AllOf(HasSubstr("--port"), HasSubstr("--data-dir"), HasSubstr("--set")));
}

TEST(CommandLine, prints_help_as_an_error_when_nothing_is_asked) {
  EXPECT_EQ(exit_of({}).code, 2);
  EXPECT_THAT(exit_of({}).text, HasSubstr("serve"));
}

TEST(CommandLine, prints_the_configuration_with_and_without_a_command) {
  for (const auto& arguments : std::vector<std::vector<const char*>>{{"--print-config", "--port", "77"},
                                                                     {"serve", "--port", "77", "--print-config"}}) {
    const auto exit = exit_of(arguments);
    EXPECT_EQ(exit.code, 0);
    EXPECT_THAT(exit.text, HasSubstr("port: 77  # flag --port"));
  }
}

TEST(CommandLine, says_what_is_wrong_in_one_sentence) {
  const auto expect = [](std::vector<const char*> arguments, const char* part, const Environment& environment = {}) {
    const auto exit = exit_of(std::move(arguments), environment);
    EXPECT_EQ(exit.code, 2);
    EXPECT_THAT(exit.text, AllOf(HasSubstr(part), testing::StartsWith("flumen: ")));
    EXPECT_EQ(std::count(exit.text.begin(), exit.text.end(), '\n'), 1) << exit.text;
  };
  expect({"serve", "--prot", "1"}, "unknown option --prot; did you mean --port?");
  expect({"server"}, "unknown command server");
  expect({"serve", "--port"}, "--port");
  expect({"serve", "--port", "1", "--port", "2"}, "--port");
  expect({"serve", "--port", "70000"}, "flag --port: 'server.port' must be between 0 and 65535");
  expect({"serve", "--set", "server.port"}, "section.key=value");
  expect({"serve", "--set", "server.prt=1"}, "did you mean 'server.port'?");
  expect({"serve", "--set", "server.port=1", "--port", "2"}, "given twice");
  expect({"serve", "--config", "/nowhere.yaml"}, "/nowhere.yaml");
  expect({"serve"}, "environment FLUMEN_SERVER_PORT", {{"FLUMEN_SERVER_PORT", "-1"}});
}

}  // namespace
}  // namespace flumen::config
