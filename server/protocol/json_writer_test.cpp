#include "protocol/json_writer.hpp"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace flumen::protocol {
namespace {

std::string number(double value) {
  std::string out;
  append_number(out, value);
  return out;
}

TEST(JsonWriter, numbers_are_plain_decimals_with_at_most_two_places) {
  EXPECT_EQ(number(758), "758");
  EXPECT_EQ(number(758.5), "758.5");
  EXPECT_EQ(number(0.05), "0.05");
  EXPECT_EQ(number(-0.25), "-0.25");
  EXPECT_EQ(number(-0.001), "0");
  EXPECT_EQ(number(1919.999), "1920");
  EXPECT_EQ(number(999999999999.0), "999999999999");
}

TEST(JsonWriter, what_is_no_number_is_written_as_zero) {
  EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "0");
  EXPECT_EQ(number(std::numeric_limits<double>::infinity()), "0");
  EXPECT_EQ(number(1e300), "0");
}

TEST(JsonWriter, escapes_what_would_end_the_string) {
  std::string out;
  append_json_string(out, std::string_view("a\"b\\c\n\t\r\x01\0\xC3\xA9", 12));
  EXPECT_EQ(out, "\"a\\\"b\\\\c\\n\\t\\r\\u0001\\u0000é\"");
}

TEST(JsonWriter, minds_the_commas) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("a").begin_array().integer(1).string("x").boolean(true).null().end_array();
  json.key("b").begin_object().end_object().key("c").number(1.5).end_object();
  EXPECT_EQ(out, R"({"a":[1,"x",true,null],"b":{},"c":1.5})");
}

}  // namespace
}  // namespace flumen::protocol
