#include "bots/binary.hpp"

#include <cmath>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "bots/roster.hpp"
#include "bots/testing/golden.hpp"

namespace flumen::bots {
namespace {

namespace json = boost::json;

std::string bytes_of(const json::object& row) {
  const std::string hex = row.at("hex").as_string().c_str();
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
    bytes.push_back(static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16)));
  }
  return bytes;
}

TEST(Binary, reads_every_golden_frame_of_the_server) {
  int valid = 0;
  for (const auto& entry : golden_file("server_frames.json")) {
    const auto& row = entry.as_object();
    SCOPED_TRACE(row.at("name").as_string().c_str());
    const std::string bytes = bytes_of(row);
    const auto moves = MovesView::of(bytes);
    ASSERT_EQ(moves.has_value(), row.at("valid").as_bool());
    if (!moves) continue;
    ++valid;
    const auto& expected = row.at("moves").as_array();
    ASSERT_EQ(moves->size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_EQ(moves->number(i), expected[i].at("number").to_number<PlayerNumber>());
      EXPECT_EQ(moves->position(i),
                exact({expected[i].at("x").to_number<double>(), expected[i].at("y").to_number<double>()}));
      EXPECT_TRUE(moves->contains(moves->number(i)));
    }
    EXPECT_FALSE(moves->contains(9999));
  }
  EXPECT_GE(valid, 3);
}

TEST(Binary, writes_the_golden_frames_of_a_client) {
  int written = 0;
  for (const auto& entry : golden_file("client_frames.json")) {
    const auto& row = entry.as_object();
    if (!row.at("valid").as_bool()) continue;
    const auto map = base::MapId::parse(row.at("map_id").as_string());
    ASSERT_TRUE(map);
    const Point position{row.at("x").to_number<double>(), row.at("y").to_number<double>()};
    EXPECT_EQ(binary_move(*map, position), bytes_of(row)) << row.at("name").as_string();
    EXPECT_EQ(in_steps(position), position);
    ++written;
  }
  EXPECT_GE(written, 5);
}

TEST(Binary, a_move_comes_back_as_it_was_noted_although_the_server_rounds) {
  for (int hundredths = 0; hundredths <= 192'000; ++hundredths) {
    const Point sent = in_steps({hundredths / 100.0, 0});
    // The server keeps hundredths, and makes steps of them again.
    const Point kept{std::round(sent.x * 100) / 100, 0};
    ASSERT_EQ(exact(in_steps(kept)), exact(sent)) << hundredths;
  }
}

TEST(Roster, knows_the_newest_owner_of_a_number) {
  const auto anna = base::UserId::random();
  const auto bruno = base::UserId::random();
  Roster roster;
  EXPECT_FALSE(roster.find(0));
  roster.add({anna, 7});
  EXPECT_EQ(roster.find(7), anna);
  EXPECT_FALSE(roster.find(6));
  EXPECT_FALSE(roster.find(8));
  roster.add({bruno, 7});
  EXPECT_EQ(roster.find(7), bruno);
  const NumberedUser only{anna, 65'535};
  roster.replace({&only, 1});
  EXPECT_FALSE(roster.find(7));
  EXPECT_EQ(roster.find(65'535), anna);
}

}  // namespace
}  // namespace flumen::bots
