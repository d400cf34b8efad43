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
  EXPECT_EQ(options.maps, 2U) << "50 players a map";
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

TEST(Options, add_fighters_to_those_who_walk) {
  const auto beside = std::get<Options>(parse({"--count", "100", "--fighters", "30", "--duels", "20"}));
  EXPECT_EQ(beside.count, 130U);
  EXPECT_EQ(beside.walking(), 100U);
  EXPECT_EQ(beside.maps, 2U) << "as without them";
  EXPECT_DOUBLE_EQ(beside.duels, 0.2);
  EXPECT_EQ(beside.behaviour_of(99), Scenario::walk);
  EXPECT_EQ(beside.behaviour_of(100), Scenario::fight);
  EXPECT_EQ(std::get<Options>(parse({"--scenario", "fights", "--count", "8"})).fighters, 8U);
  EXPECT_EQ(std::get<Options>(parse({})).fighters, 0U);
  expect_bad_usage({"--scenario", "w5", "--fighters", "2"}, "nobody fights in a storm");
  expect_bad_usage({"--duels", "101"}, "--duels");
  expect_bad_usage({"--count", "99999", "--fighters", "2"}, "100,000");
}

TEST(Options, have_some_fights_in_an_evening) {
  EXPECT_GT(std::get<Options>(parse({"--scenario", "w6"})).fights_per_minute, 0);
  EXPECT_EQ(std::get<Options>(parse({"--scenario", "w6", "--fights-per-minute", "0"})).fights_per_minute, 0);
  EXPECT_EQ(std::get<Options>(parse({"--scenario", "w1"})).fights_per_minute, 0);
}

TEST(Options, have_a_name_and_a_number_for_each_workload) {
  const auto scenario = [](const char* name) {
    return std::get<Options>(parse({"--scenario", name, "--count", "2500"}));
  };
  constexpr std::array kPairs = {std::pair{"w1", "steady"}, std::pair{"w2", "busy"},  std::pair{"w3", "crowd"},
                                 std::pair{"w4", "idle"},   std::pair{"w5", "storm"}, std::pair{"w6", "life"}};
  for (const auto& [number, name] : kPairs) {
    EXPECT_EQ(scenario(number).scenario, scenario(name).scenario) << name;
    EXPECT_EQ(scenario(number).moves_per_second, scenario(name).moves_per_second) << name;
    EXPECT_EQ(scenario(number).maps, scenario(name).maps) << name;
  }
  EXPECT_EQ(scenario("w1").maps, 50U);
  EXPECT_EQ(scenario("w3").maps, 1U);
  EXPECT_EQ(scenario("w4").behaviour_of(7), Scenario::idle);
  EXPECT_EQ(scenario("w6").moves_per_second, 0.3);
  EXPECT_GT(scenario("w6").turns_per_second(), 1) << "its moves come in bursts";
}

TEST(Options, keep_a_twentieth_walking_through_the_storm) {
  const auto storm = std::get<Options>(parse({"--scenario", "w5", "--count", "2500"}));
  EXPECT_EQ(storm.walkers, 125U);
  EXPECT_EQ(storm.behaviour_of(124), Scenario::walk);
  EXPECT_EQ(storm.behaviour_of(125), Scenario::idle);
  expect_bad_usage({"--scenario", "w5", "--count", "2"}, "--walkers");
  expect_bad_usage({"--scenario", "w5", "--count", "100", "--duration", "0"}, "--duration");
}

TEST(Options, share_the_bots_out) {
  const auto options = std::get<Options>(parse({"--count", "10", "--processes", "3", "--threads", "8"}));
  EXPECT_EQ(options.processes, 3U);
  EXPECT_EQ(options.threads, 3U) << "no thread without a bot";
  EXPECT_EQ(options.shards(), 9U);
}

TEST(Addresses, are_single_ones_and_ranges) {
  const auto addresses = parse_addresses("127.0.0.2-127.0.0.4,10.1.2.3");
  ASSERT_TRUE(addresses);
  ASSERT_EQ(addresses->size(), 4U);
  EXPECT_EQ(addresses->at(1).to_string(), "127.0.0.3");
  EXPECT_EQ(addresses->at(3).to_string(), "10.1.2.3");
  EXPECT_EQ(parse_addresses("255.255.255.255")->size(), 1U);
  for (const char* text : {"", ",", "localhost", "::1", "127.0.0.9-127.0.0.2", "127.0.0.1-", "-127.0.0.1",
                           "10.0.0.0-10.255.255.255", "127.0.0.1,,127.0.0.2"}) {
    EXPECT_FALSE(parse_addresses(text)) << text;
  }
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
  expect_bad_usage({"--answer-timeout", "0"}, "--answer-timeout");
  expect_bad_usage({"--source-addresses", "here"}, "--source-addresses");
  expect_bad_usage({"--processes", "0"}, "--processes");
  expect_bad_usage({"--ramp", "0"}, "--ramp");
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
