#include "config/values.hpp"

#include <gtest/gtest.h>

namespace flumen::config {
namespace {

using namespace std::chrono_literals;

TEST(Values, reads_durations_with_units) {
  EXPECT_EQ(parse_duration("500ms").value(), 500ms);
  EXPECT_EQ(parse_duration("20s").value(), 20s);
  EXPECT_EQ(parse_duration("15m").value(), 15min);
  EXPECT_EQ(parse_duration("30d").value(), 720h);
  EXPECT_EQ(parse_duration("0").value(), 0ms);
}

TEST(Values, refuses_what_is_not_a_duration) {
  for (const char* text : {"", "20", "s", "-1s", "1.5s", "1 s", " 1s", "1s ", "1S", "1w", "1e3ms",
                           "99999999999999999999d", "36501d", "18446744073709551616ms"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

TEST(Values, reads_sizes_in_bytes_and_binary_units) {
  EXPECT_EQ(parse_size("4096").value(), 4096U);
  EXPECT_EQ(parse_size("64KiB").value(), 65536U);
  EXPECT_EQ(parse_size("19MiB").value(), 19U * 1024 * 1024);
  EXPECT_EQ(parse_size("1GiB").value(), 1U << 30);
  for (const char* text : {"", "KiB", "64KB", "64k", "1.5MiB", "-1", "17179869184GiB"}) {
    EXPECT_FALSE(parse_size(text)) << text;
  }
}

TEST(Values, reads_finite_decimal_numbers_only) {
  EXPECT_EQ(parse_number("0.5").value(), 0.5);
  EXPECT_EQ(parse_number("-3").value(), -3);
  for (const char* text : {"", "nan", "inf", "1e3", "0x10", "1,5", "1 ", "+1"})
    EXPECT_FALSE(parse_number(text)) << text;
  EXPECT_EQ(parse_whole_number("18446744073709551615").value(), 18446744073709551615ULL);
  for (const char* text : {"", "-1", "1.0", "0x1", "18446744073709551616", "1 "}) {
    EXPECT_FALSE(parse_whole_number(text)) << text;
  }
}

TEST(Values, writes_the_shortest_text_that_reads_back) {
  EXPECT_EQ(format_duration(0ms), "0s");
  EXPECT_EQ(format_duration(1500ms), "1500ms");
  EXPECT_EQ(format_duration(60s), "1m");
  EXPECT_EQ(format_duration(90s), "90s");
  EXPECT_EQ(format_size(0), "0");
  EXPECT_EQ(format_size(1000), "1000");
  EXPECT_EQ(format_size(262144), "256KiB");
  EXPECT_EQ(format_number(400), "400");
  EXPECT_EQ(format_number(0.1), "0.1");
}

TEST(Values, hides_the_password_of_a_url) {
  EXPECT_EQ(mask_url_password("postgresql://flumen:s3cret@db:5432/flumen"),
            "postgresql://flumen:********@db:5432/flumen");
  EXPECT_EQ(mask_url_password("redis://:s3cret@127.0.0.1"), "redis://:********@127.0.0.1");
  EXPECT_EQ(mask_url_password("postgresql://u:a@b:c@h/n"), "postgresql://u:********@h/n");
  EXPECT_EQ(mask_url_password("postgresql://h/n?user=u&password=s3cret&x=1"),
            "postgresql://h/n?user=u&password=********&x=1");
  EXPECT_EQ(mask_url_password("postgresql://flumen@db/flumen"), "postgresql://flumen@db/flumen");
  EXPECT_EQ(mask_url_password("sqlite:./data/flumen.db"), "sqlite:./data/flumen.db");
}

TEST(Values, measures_how_far_two_words_are_apart) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("prot", "port"), 2U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

}  // namespace
}  // namespace flumen::config
