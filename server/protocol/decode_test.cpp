#include "protocol/decode.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace flumen::protocol {
namespace {

const ClientMessage* message(const Decoded& decoded) { return std::get_if<ClientMessage>(&decoded); }

ErrorCode code_of(std::string_view text) {
  const Decoded decoded = decode_client_message(text);
  const auto* error = std::get_if<DecodeError>(&decoded);
  EXPECT_NE(error, nullptr) << text;
  return error == nullptr ? ErrorCode::busy : error->code;
}

TEST(Decode, reads_a_move_in_any_order_and_spacing) {
  for (const char* text : {
           R"({"type":"player_move","data":{"x":758,"y":605.25,"map_id":"map_0_0"}})",
           R"( { "data" : { "map_id":"map_0_0", "y":605.25 ,"x":758.0} , "type":"player_move" } )",
           R"({"type":"player_move","data":{"x":7.58e2,"y":605.25,"map_id":"map_0_0","extra":[1]}})",
           "{\"type\":\"player\\u005fmove\",\"data\":{\"x\":758,\"y\":605.25,\"map_id\":\"map_0_0\"},\"timestamp\":1}",
       }) {
    const Decoded decoded = decode_client_message(text);
    ASSERT_NE(message(decoded), nullptr) << text;
    const auto& move = std::get<PlayerMove>(message(decoded)->body);
    EXPECT_EQ(move.x, 758.0);
    EXPECT_EQ(move.y, 605.25);
    EXPECT_EQ(move.map, (base::MapId{0, 0}));
  }
}

TEST(Decode, the_quick_way_takes_what_clients_write_and_nothing_else) {
  EXPECT_TRUE(scan_player_move(R"({"type":"player_move","data":{"x":-1,"y":0.5,"map_id":"map_0_0"},"seq":7})"));
  for (const char* text : {
           R"({"type":"player_move","data":{"x":01,"y":0,"map_id":"map_0_0"}})",
           R"({"type":"player_move","data":{"x":.5,"y":0,"map_id":"map_0_0"}})",
           R"({"type":"player_move","data":{"x":1.,"y":0,"map_id":"map_0_0"}})",
           R"({"type":"player_move","data":{"x":1,"x":2,"y":0,"map_id":"map_0_0"}})",
           R"({"type":"player_move","data":{"x":1,"y":0}})",
           R"({"type":"player_move","data":{"x":1,"y":0,"map_id":"map_0_0"}} x)",
           R"({"type":"player_move","data":{"x":1,"y":0,"map_id":"map_0_0"},})",
           R"({"type":"player_move","data":{"x":nan,"y":0,"map_id":"map_0_0"}})",
           R"({"type":"player_move","data":{"x":1,"y":0,"map_id":"map_0_0"},"seq":1.5})",
           R"({"type":"chat","data":{"x":1,"y":0,"map_id":"map_0_0"}})",
           R"({"type":"player_move")",
           "",
       }) {
    EXPECT_FALSE(scan_player_move(text)) << text;
  }
}

TEST(Decode, both_ways_agree_on_every_cut_of_a_move) {
  const std::string text = R"({"type":"player_move","data":{"x":758.5,"y":605,"map_id":"map_0_0"},"seq":12})";
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_EQ(code_of(text.substr(0, length)), ErrorCode::malformed_json);
  }
}

TEST(Decode, keeps_the_sequence_number_for_the_reply) {
  const Decoded good = decode_client_message(R"({"type":"ping","data":{"t":5},"seq":41})");
  ASSERT_NE(message(good), nullptr);
  EXPECT_EQ(message(good)->seq, 41);
  const Decoded bad = decode_client_message(R"({"type":"chat","data":{"text":7},"seq":42})");
  EXPECT_EQ(std::get<DecodeError>(bad).seq, 42);
}

TEST(Decode, says_what_is_wrong) {
  EXPECT_EQ(code_of("{"), ErrorCode::malformed_json);
  EXPECT_EQ(code_of(""), ErrorCode::malformed_json);
  EXPECT_EQ(code_of("[]"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of("{}"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"nonsense","data":{}})"), ErrorCode::unknown_type);
  EXPECT_EQ(code_of(R"({"type":5,"data":{}})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"chat","type":"chat","data":{"text":"a"}})"), ErrorCode::duplicate_key);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":"a","text":"b"}})"), ErrorCode::duplicate_key);
  EXPECT_EQ(code_of(R"({"type":"chat","data":[]})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"chat"})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":"a","channel":"shout"}})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":""}})"), ErrorCode::invalid_text);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":"   "}})"), ErrorCode::invalid_text);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":"a\u0000b"}})"), ErrorCode::invalid_text);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":"a\u0085b"}})"), ErrorCode::invalid_text);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":"a\u2028b"}})"), ErrorCode::invalid_text);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":")" + std::string(257, 'a') + "\"}}"), ErrorCode::invalid_text);
  EXPECT_EQ(code_of(R"({"type":"chat","data":{"text":"a","channel":"whisper"}})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"player_move","data":{"x":"1","y":2,"map_id":"map_0_0"}})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"player_move","data":{"x":NaN,"y":2,"map_id":"map_0_0"}})"), ErrorCode::malformed_json);
  EXPECT_EQ(code_of(R"({"type":"ping","data":{"t":{}}})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"ping","seq":"1"})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"ping","seq":1e300})"), ErrorCode::invalid_message);
  EXPECT_EQ(code_of(R"({"type":"ping","data":)" + std::string(64, '[') + std::string(64, ']') + "}"),
            ErrorCode::malformed_json);
}

TEST(Decode, a_chat_line_of_256_characters_may_have_more_bytes) {
  std::string line;
  for (int i = 0; i < 256; ++i) line += "é";
  const Decoded decoded = decode_client_message(R"({"type":"chat","data":{"text":")" + line + "\"}}");
  ASSERT_NE(message(decoded), nullptr);
  EXPECT_EQ(std::get<Chat>(message(decoded)->body).text, line);
}

TEST(Decode, a_number_beyond_all_bounds_is_a_number_that_is_not_finite) {
  const Decoded decoded =
      decode_client_message(R"({"type":"player_move","data":{"x":1e999,"y":2,"map_id":"map_0_0"}})");
  ASSERT_NE(message(decoded), nullptr);
  EXPECT_FALSE(std::isfinite(std::get<PlayerMove>(message(decoded)->body).x));
}

TEST(Decode, a_map_outside_the_grid_is_no_map) {
  const Decoded decoded = decode_client_message(R"({"type":"change_map","data":{"map_id":"map_1000000_0"}})");
  ASSERT_NE(message(decoded), nullptr);
  EXPECT_FALSE(std::get<ChangeMap>(message(decoded)->body).map);
}

}  // namespace
}  // namespace flumen::protocol
