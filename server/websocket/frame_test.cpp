#include "websocket/frame.hpp"

#include <gtest/gtest.h>

#include "websocket/parser.hpp"

namespace flumen::websocket {
namespace {

using std::string_literals::operator""s;

TEST(Frame, encodes_each_length_in_the_fewest_bytes) {
  const auto header = [](std::size_t size) {
    std::string out;
    append_server_header(out, Opcode::binary, size);
    return out;
  };
  EXPECT_EQ(header(0), "\x82\x00"s);
  EXPECT_EQ(header(125), "\x82\x7D"s);
  EXPECT_EQ(header(126), "\x82\x7E\x00\x7E"s);
  EXPECT_EQ(header(65'535), "\x82\x7E\xFF\xFF"s);
  EXPECT_EQ(header(65'536), "\x82\x7F\x00\x00\x00\x00\x00\x01\x00\x00"s);
}

TEST(Frame, encodes_the_examples_of_the_rfc) {
  // RFC 6455, section 5.7.
  std::string out;
  append_server_frame(out, Opcode::text, "Hello");
  EXPECT_EQ(out, "\x81\x05Hello");
  out.clear();
  append_client_frame(out, Opcode::text, "Hello", {0x37, 0xFA, 0x21, 0x3D});
  EXPECT_EQ(out, "\x81\x85\x37\xFA\x21\x3D\x7F\x9F\x4D\x51\x58");
}

TEST(Frame, appends_behind_what_is_there) {
  std::string out = "before";
  append_client_frame(out, Opcode::ping, "", {1, 2, 3, 4});
  EXPECT_EQ(out, "before\x89\x80\x01\x02\x03\x04");
}

TEST(Frame, masks_every_size_and_offset_like_one_byte_at_a_time) {
  const std::array<std::uint8_t, 4> key = {0x11, 0xA2, 0x33, 0xF4};
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t offset = 0; offset < 9; ++offset) {
      std::string data(size, 'x');
      std::string expected = data;
      for (std::size_t i = 0; i < size; ++i) {
        expected[i] = static_cast<char>(static_cast<std::uint8_t>(expected[i]) ^ key[(offset + i) % 4]);
      }
      apply_mask(data.data(), data.size(), key, offset);
      ASSERT_EQ(data, expected) << "size " << size << " offset " << offset;
    }
  }
}

TEST(Frame, close_payload_is_the_code_in_network_order_and_the_reason) {
  EXPECT_EQ(close_payload(kTakenOver, "gone"), "\x0F\xA2gone"s);
  EXPECT_EQ(close_payload(kNormal, ""), "\x03\xE8"s);
}

TEST(Frame, close_payload_without_a_status_is_empty) { EXPECT_EQ(close_payload(kNoStatus, "ignored"), ""); }

TEST(Frame, close_payload_cuts_the_reason_at_a_character_boundary) {
  EXPECT_EQ(close_payload(1000, std::string(200, 'a')).size(), 125U);
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "é";
  const std::string payload = close_payload(1000, accents);
  EXPECT_EQ(payload.size(), 124U);  // 61 characters of two bytes, and the code
  EXPECT_TRUE(is_valid_utf8(payload.substr(2)));
  EXPECT_EQ(close_payload(1000, std::string(123, 'a')).size(), 125U);
  EXPECT_EQ(close_payload(1000, std::string(200, '\x80')).size(), 2U);
}

TEST(Frame, knows_the_close_codes_an_endpoint_may_send) {
  for (const std::uint16_t code : {1000, 1001, 1002, 1003, 1007, 1011, 1012, 1014, 3000, 3999, 4000, 4001, 4999}) {
    EXPECT_TRUE(is_valid_close_code(code)) << code;
  }
  for (const std::uint16_t code : {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
    EXPECT_FALSE(is_valid_close_code(code)) << code;
  }
}

}  // namespace
}  // namespace flumen::websocket
