#include "charts/text.hpp"

#include <gtest/gtest.h>

namespace flumen::charts {
namespace {

TEST(Text, escapes_what_markup_would_take_for_itself) {
  EXPECT_EQ(escape("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
  EXPECT_EQ(escape(std::string_view("x\0\x1by", 4)), "x\xEF\xBF\xBD\xEF\xBF\xBDy");
  EXPECT_EQ(escape("élan µs"), "élan µs");
}

TEST(Text, takes_room_by_its_characters) {
  EXPECT_GT(text_width("mmm", 12), text_width("iii", 12));
  EXPECT_DOUBLE_EQ(text_width("é", 10), text_width("n", 10));
  EXPECT_DOUBLE_EQ(text_width("abc", 20), 2 * text_width("abc", 10));
}

TEST(Number, has_three_digits_that_matter) {
  EXPECT_EQ(format_number(0), "0");
  EXPECT_EQ(format_number(0.012345), "0.0123");
  EXPECT_EQ(format_number(4.5), "4.5");
  EXPECT_EQ(format_number(45.678), "45.7");
  EXPECT_EQ(format_number(999.6), "1,000");
  EXPECT_EQ(format_number(15000), "15,000");
  EXPECT_EQ(format_number(-1234), "-1,234");
  EXPECT_EQ(format_number(2'480'000), "2.48 M");
  EXPECT_EQ(format_number(3e9), "3 G");
  EXPECT_EQ(format_number(0.0 / 0.0), "–");
}

TEST(Coordinate, is_short) {
  EXPECT_EQ(coordinate(12), "12");
  EXPECT_EQ(coordinate(12.04), "12");
  EXPECT_EQ(coordinate(12.06), "12.1");
  EXPECT_EQ(coordinate(-0.01), "0");
}

}  // namespace
}  // namespace flumen::charts
