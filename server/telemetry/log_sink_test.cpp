#include "telemetry/log_sink.hpp"

#include <limits>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "telemetry/log_line.hpp"

namespace flumen::telemetry {
namespace {

using base::LogField;
using base::LogLevel;
using testing::HasSubstr;
using testing::MatchesRegex;

const base::SystemTime kTime = base::from_unix_ms(1'700'000'000'042);

std::string json(std::string_view message, std::vector<LogField> context, std::vector<LogField> fields) {
  return json_line(kTime, LogLevel::info, message, context, fields);
}

TEST(LogLine, writes_json_with_typed_fields) {
  EXPECT_EQ(
      json("player joined", {{"session", "ab12"}}, {{"map", "map_0_0"}, {"players", 3}, {"ms", 0.5}, {"ok", true}}),
      R"({"time":"2023-11-14T22:13:20.042Z","level":"info","message":"player joined",)"
      R"("session":"ab12","map":"map_0_0","players":3,"ms":0.5,"ok":true})");
}

TEST(LogLine, escapes_what_would_break_a_line_or_json) {
  EXPECT_THAT(json("a\"b\\c\nd\te\r\x01\x7f", {}, {}), HasSubstr(R"("message":"a\"b\\c\nd\te\r\u0001\u007f")"));
  EXPECT_THAT(json("", {}, {{"k\n", std::string_view("\0x", 2)}}), HasSubstr(R"("k\n":"\u0000x")"));
}

TEST(LogLine, keeps_good_utf8_and_replaces_bad) {
  EXPECT_THAT(json("caf\u00e9 \U0001F600", {}, {}), HasSubstr("\"caf\u00e9 \U0001F600\""));
  EXPECT_THAT(json("a\xff\xc3", {}, {}), HasSubstr("\"a\uFFFD\uFFFD\""));
  EXPECT_THAT(json("\xc0\x80", {}, {}), HasSubstr("\"\uFFFD\uFFFD\"")) << "an overlong zero byte";
  EXPECT_THAT(json("\xed\xa0\x80", {}, {}), HasSubstr("\"\uFFFD\uFFFD\uFFFD\"")) << "a surrogate";
}

TEST(LogLine, never_writes_a_key_twice) {
  EXPECT_THAT(json("m", {{"map", "old"}}, {{"map", "new"}}), HasSubstr(R"("message":"m","map":"new"})"));
  EXPECT_THAT(json("m", {}, {{"level", 60}}), HasSubstr(R"("level_":60)"));
}

TEST(LogLine, writes_null_for_a_number_json_does_not_have) {
  EXPECT_THAT(json("m", {}, {{"x", std::numeric_limits<double>::quiet_NaN()}}), HasSubstr(R"("x":null)"));
}

TEST(LogLine, quotes_text_values_only_where_needed) {
  const std::vector<LogField> fields = {{"map", "map_0_0"}, {"name", "a b"}, {"empty", ""}, {"n", -4}};
  EXPECT_EQ(text_line("joined", {}, fields), R"(joined map=map_0_0 name="a b" empty="" n=-4)");
  EXPECT_EQ(text_line("two\nlines", {}, {}), R"(two\nlines)");
}

TEST(LogSink, writes_one_line_per_call_from_many_threads) {
  std::ostringstream out;
  const auto sink = make_log_sink({.format = LogFormat::json}, out);
  const base::Logger logger(*sink);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        for (int n = 0; n < 100; ++n) logger.info("hello", {{"thread", i}, {"n", n}});
      });
    }
  }
  std::istringstream lines(out.str());
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    EXPECT_THAT(line, MatchesRegex(R"(\{"time":"[^"]+Z","level":"info","message":"hello","thread":.,"n":[0-9]+\})"));
  }
  EXPECT_EQ(count, 400U);
}

TEST(LogSink, leaves_out_what_is_below_its_level) {
  std::ostringstream out;
  const auto sink = make_log_sink({.level = LogLevel::warning, .format = LogFormat::text}, out);
  const base::Logger logger(*sink);
  logger.debug("no");
  logger.info("no");
  logger.warning("yes", {{"why", "slow disk"}});
  logger.error("{} %v {0}");  // no format string
  EXPECT_THAT(out.str(), MatchesRegex("[0-9:.]+ warning yes why=\"slow disk\"\n[0-9:.]+ error   .. %v .0.\n"));
}

}  // namespace
}  // namespace flumen::telemetry
