#include <gtest/gtest.h>

#include "websocket/parser.hpp"

namespace flumen::websocket {
namespace {

/// The encoding of any number below 2^21, whether it is a character or not.
std::string encode(std::uint32_t point) {
  const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) return {static_cast<char>(0xC0 | (point >> 6)), tail(0)};
  if (point < 0x10000) return {static_cast<char>(0xE0 | (point >> 12)), tail(6), tail(0)};
  return {static_cast<char>(0xF0 | (point >> 18)), tail(12), tail(6), tail(0)};
}

TEST(Utf8, accepts_every_character_and_refuses_surrogates_and_what_lies_past_the_end) {
  for (std::uint32_t point = 0; point < 0x120000; ++point) {
    const bool is_character = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    ASSERT_EQ(is_valid_utf8(encode(point)), is_character) << std::hex << point;
  }
}

TEST(Utf8, refuses_overlong_forms) {
  for (const char* text :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF"}) {
    EXPECT_FALSE(is_valid_utf8(text));
  }
}

TEST(Utf8, refuses_stray_and_missing_bytes_at_every_place) {
  for (std::size_t before = 0; before < 20; ++before) {
    const std::string ascii(before, 'a');
    for (const char* bad : {"\x80", "\xBF", "\xC3", "\xE2\x82", "\xF0\x9F\x8C", "\xFE", "\xFF", "\xF8\x88\x80\x80\x80",
                            "\xC3(", "\xE2(\xA1"}) {
      EXPECT_FALSE(is_valid_utf8(ascii + bad)) << before;
      EXPECT_FALSE(is_valid_utf8(ascii + bad + "tail of ASCII")) << before;
    }
    EXPECT_TRUE(is_valid_utf8(ascii + "水é🌊" + ascii)) << before;
  }
  EXPECT_TRUE(is_valid_utf8(""));
  EXPECT_TRUE(is_valid_utf8(std::string_view("\0\0", 2)));
}

}  // namespace
}  // namespace flumen::websocket
