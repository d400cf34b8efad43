#include "bots/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

using ::testing::HasSubstr;

std::variant<Options, Exit> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "flumen-bots");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

void expect_bad_usage(const std::vector<const char*>& arguments, const std::string& sentence) {
  const auto result = parse(arguments);
  ASSERT_TRUE(std::holds_alternative<Exit>(result)) << sentence;
  EXPECT_EQ(std::get<Exit>(result).code, 2);
  EXPECT_THAT(std::get<Exit>(result).text, HasSubstr(sentence));
}

TEST(Options, are_w1_when_nothing_is_said) {
  const auto options = std::get<Options>(parse({}));
  EXPECT_EQ(options.url.authority(), "127.0.0.1:9090");
  EXPECT_EQ(options.scenario, Scenario::walk);
  EXPECT_EQ(options.moves_per_second, 2);
  EXPECT_EQ(options.maps, 50U);
  EXPECT_EQ(options.protocol, Protocol::bin);
  EXPECT_EQ(options.duration, std::chrono::seconds(60));
}

TEST(Options, take_either_protocol_and_no_other) {
  EXPECT_EQ(std::get<Options>(parse({"--protocol", "json"})).protocol, Protocol::json);
  EXPECT_EQ(std::get<Options>(parse({"--protocol", "bin"})).protocol, Protocol::bin);
  expect_bad_usage({"--protocol", "xml"}, "--protocol");
}

TEST(Options, take_from_the_scenario_what_is_not_given) {
  const auto w2 = std::get<Options>(parse({"--scenario", "w2", "--maps", "9"}));
  EXPECT_EQ(w2.moves_per_second, 10);
  EXPECT_EQ(w2.maps, 9U);
  const auto wander = std::get<Options>(parse({"--scenario", "wander", "--moves-per-second", "1"}));
  EXPECT_EQ(wander.duration.count(), 0);
  EXPECT_EQ(wander.moves_per_second, 1);
  EXPECT_EQ(std::get<Options>(parse({"--scenario", "wander", "--duration", "5s"})).duration, std::chrono::seconds(5));
}

TEST(Options, help_is_no_error) {
  const auto result = parse({"--help"});
  ASSERT_TRUE(std::holds_alternative<Exit>(result));
  EXPECT_EQ(std::get<Exit>(result).code, 0);
  EXPECT_THAT(std::get<Exit>(result).text, HasSubstr("--moves-per-second"));
}

TEST(Options, name_accounts_the_server_takes) {
  const auto options = std::get<Options>(parse({"--prefix", "Load_1", "--count", "2500"}));
  EXPECT_EQ(options.username(0), "Load_1-1");
  EXPECT_EQ(options.username(2499), "Load_1-2500");
  expect_bad_usage({"--prefix", "1bot"}, "begin with a letter");
  expect_bad_usage({"--prefix", ""}, "begin with a letter");
  expect_bad_usage({"--prefix", "bot.x"}, "letters, digits");
  expect_bad_usage({"--prefix", "a-very-long-prefix-x", "--count", "2"}, "too long");
  EXPECT_TRUE(std::holds_alternative<Options>(parse({"--prefix", "seventeen-letters", "--count", "99"})));
  expect_bad_usage({"--prefix", "seventeen-letters", "--count", "100"}, "too long");
}

TEST(Options, refuse_what_makes_no_sense) {
  expect_bad_usage({"--count", "0"}, "--count");
  expect_bad_usage({"--count", "many"}, "--count");
  expect_bad_usage({"--speed", "500"}, "--speed");
  expect_bad_usage({"--moves-per-second", "-1"}, "--moves-per-second");
  expect_bad_usage({"--scenario", "w9"}, "--scenario");
  expect_bad_usage({"--duration", "soon"}, "--duration");
  expect_bad_usage({"--setup-timeout", "0"}, "--setup-timeout");
  expect_bad_usage({"--url", "ftp://example.org"}, "https");
  expect_bad_usage({"--password", "short"}, "--password");
  expect_bad_usage({"--expect", "p99"}, "--expect");
  expect_bad_usage({"--expect", "server_cores<1"}, "--server-pid");
  expect_bad_usage({"--bananas"}, "--bananas");
}

TEST(Url, has_a_host_and_a_port) {
  EXPECT_EQ(parse_url("http://localhost:9090")->authority(), "localhost:9090");
  EXPECT_EQ(parse_url("http://localhost:9090/")->port, 9090);
  EXPECT_EQ(parse_url("http://example.org")->port, 80);
  for (const char* text : {"", "localhost:9090", "wss//x", "http://", "http://:9090", "http://x:0", "http://x:70000",
                           "http://x:9a", "http://x:9090/path", "http://user@x:9090"}) {
    EXPECT_FALSE(parse_url(text)) << text;
  }
}

TEST(Url, says_whether_to_speak_tls) {
  EXPECT_FALSE(parse_url("http://example.org")->tls);
  EXPECT_FALSE(parse_url("ws://example.org:9090")->tls);
  EXPECT_TRUE(parse_url("https://example.org:9090")->tls);
  EXPECT_EQ(parse_url("https://example.org")->port, 443);
  EXPECT_EQ(parse_url("wss://example.org")->authority(), "example.org:443");
}

TEST(Options, say_whom_to_trust) {
  const auto strict = std::get<Options>(parse({"--url", "https://localhost", "--ca", "ca.pem"}));
  EXPECT_EQ(strict.ca_file, "ca.pem");
  EXPECT_FALSE(strict.insecure);
  EXPECT_TRUE(std::get<Options>(parse({"--url", "https://localhost", "--insecure"})).insecure);
}

TEST(Duration, is_a_number_and_a_unit) {
  EXPECT_EQ(parse_duration("250ms")->count(), 250);
  EXPECT_EQ(parse_duration("1.5s")->count(), 1500);
  EXPECT_EQ(parse_duration("5m")->count(), 300'000);
  EXPECT_EQ(parse_duration("2h")->count(), 7'200'000);
  EXPECT_EQ(parse_duration("0")->count(), 0);
  for (const char* text : {"", "s", "5", "-1s", "5 s", "5d", "nan", "1e99h", "infs"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

}  // namespace
}  // namespace flumen::bots
