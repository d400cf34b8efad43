#include "protocol/binary.hpp"

#include <fstream>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "protocol/testing/moves_reader.hpp"
#include "websocket/frame.hpp"

namespace flumen::protocol {
namespace {

namespace json = boost::json;
using testing::MoveEntry;
using testing::read_moves;

json::array golden(const std::string& name) {
  std::ifstream file(FLUMEN_SOURCE_DIR "/tests/golden/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return json::parse(text.str()).as_array();
}

std::string text(const json::object& row, const char* field) { return row.at(field).as_string().c_str(); }

std::string bytes_of(const json::object& row) {
  const std::string hex = text(row, "hex");
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    bytes.push_back(static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16)));
  }
  return bytes;
}

/// What begin_moves() and append_move() make of these, without the frame's header of two bytes.
std::string encoded(const std::vector<NumberedMove>& moves) {
  std::string frame;
  begin_moves(frame, moves.size());
  for (const NumberedMove& move : moves) append_move(frame, move);
  EXPECT_EQ(static_cast<unsigned char>(frame[0]), 0x82) << "a final binary frame";
  EXPECT_EQ(static_cast<std::size_t>(frame[1]), frame.size() - 2);
  return frame.substr(2);
}

TEST(Binary, reads_every_golden_frame_of_a_client_as_it_says) {
  int valid = 0;
  const json::array rows = golden("client_frames.json");
  for (const auto& entry : rows) {
    const auto& row = entry.as_object();
    SCOPED_TRACE(text(row, "name"));
    const Decoded decoded = decode_binary_message(bytes_of(row));
    const auto* message = std::get_if<ClientMessage>(&decoded);
    ASSERT_EQ(message != nullptr, row.at("valid").as_bool());
    if (message == nullptr) {
      const auto& error = std::get<DecodeError>(decoded);
      EXPECT_EQ(to_string(error.code), text(row, "code"));
      EXPECT_FALSE(error.sentence.empty());
      continue;
    }
    ++valid;
    const auto& move = std::get<PlayerMove>(message->body);
    EXPECT_EQ(move.x, row.at("x").to_number<double>());
    EXPECT_EQ(move.y, row.at("y").to_number<double>());
    EXPECT_EQ(move.map, base::MapId::parse(text(row, "map_id")));
    EXPECT_FALSE(message->seq);
  }
  EXPECT_GE(valid, 5);
  EXPECT_GE(rows.size() - static_cast<std::size_t>(valid), 5U);
}

TEST(Binary, writes_every_golden_frame_of_the_server_byte_for_byte) {
  int valid = 0;
  for (const auto& entry : golden("server_frames.json")) {
    const auto& row = entry.as_object();
    if (!row.at("valid").as_bool()) continue;
    ++valid;
    std::vector<NumberedMove> moves;
    for (const auto& move : row.at("moves").as_array()) {
      moves.push_back({move.at("number").to_number<std::uint16_t>(), move.at("x").to_number<double>(),
                       move.at("y").to_number<double>()});
    }
    EXPECT_EQ(encoded(moves), bytes_of(row)) << text(row, "name");
  }
  EXPECT_GE(valid, 3);
}

TEST(Binary, a_position_is_never_more_than_a_64th_of_a_pixel_off) {
  for (int hundredths = 0; hundredths <= 192'000; ++hundredths) {
    const double pixels = hundredths / 100.0;
    ASSERT_LE(std::abs(to_steps(pixels) / kStepsPerPixel - pixels), 1.0 / 64) << pixels;
  }
}

TEST(Binary, a_step_that_was_kept_in_hundredths_is_the_same_step_again) {
  // What one binary client sends, another is told exactly: the server keeps hundredths in between.
  for (int step = 0; step <= 1920 * 32; ++step) {
    const double kept = std::round(step / kStepsPerPixel * 100) / 100;
    ASSERT_EQ(to_steps(kept), step);
  }
}

TEST(Binary, a_crowd_of_everybody_fits_one_frame) {
  std::string frame;
  begin_moves(frame, kMaxPlayersPerMap);
  const std::size_t header = frame.size() - 1;
  for (std::size_t number = 0; number < kMaxPlayersPerMap; ++number) {
    append_move(frame, {static_cast<std::uint16_t>(number), 1920, 1080});
  }
  const auto entries = read_moves(std::string_view(frame).substr(header));
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), kMaxPlayersPerMap);
  EXPECT_EQ(entries->back(), (MoveEntry{65'535, 61'440, 34'560}));
}

}  // namespace
}  // namespace flumen::protocol
