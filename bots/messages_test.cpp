#include "bots/messages.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

TEST(Messages, tells_every_kind_by_its_first_bytes) {
  for (std::size_t i = 0; i + 1 < kMessageKinds; ++i) {
    const auto kind = static_cast<MessageKind>(i);
    EXPECT_EQ(classify(fmt::format(R"({{"type":"{}","data":{{}}}})", to_string(kind))), kind);
  }
}

TEST(Messages, tells_the_kind_when_the_json_is_not_compact) {
  EXPECT_EQ(classify(R"({ "data": {}, "type": "player_move" })"), MessageKind::player_move);
  EXPECT_EQ(classify(R"({"type": "welcome", "data": {}})"), MessageKind::welcome);
}

TEST(Messages, does_not_take_a_longer_name_or_garbage_for_a_kind) {
  EXPECT_EQ(classify(R"({"type":"player_moved"})"), MessageKind::other);
  EXPECT_EQ(classify(R"({"type":"chat_history"})"), MessageKind::other);
  for (const char* text : {"", "{", "[]", "null", R"({"type":7})", R"({"type":"player_mov)"}) {
    EXPECT_EQ(classify(text), MessageKind::other) << text;
  }
}

TEST(Messages, reads_a_move_exactly_as_it_was_sent) {
  const std::string sent = move_message({-1, 12}, {788.1, 605.07});
  EXPECT_EQ(sent, R"({"type":"player_move","data":{"x":788.10,"y":605.07,"map_id":"map_-1_12"}})");
  const auto seen = read_move(
      R"({"type":"player_move","data":{"user_id":"8a2c6d1e-1b7f-4a53-8f0c-2f3f6f1f9b77","x":788.1,"y":605.07,"map_id":"map_-1_12"}})");
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->user.to_string(), "8a2c6d1e-1b7f-4a53-8f0c-2f3f6f1f9b77");
  EXPECT_EQ(seen->position, exact({788.1, 605.07}));
  EXPECT_FALSE(read_move(R"({"type":"player_move","data":{"x":1,"y":2}})"));
  EXPECT_FALSE(read_move(R"({"type":"player_move","data":[]})"));
}

TEST(Messages, reads_where_the_bot_is) {
  const auto changed =
      read_placement(R"({"type":"map_changed","data":{"map_id":"map_1_0","spawn_x":100,"spawn_y":538}})");
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->map, (base::MapId{1, 0}));
  EXPECT_EQ(changed->position, (Point{100, 538}));
  const auto correction =
      read_placement(R"({"type":"position_correction","data":{"x":758,"y":605.5,"map_id":"map_0_0","reason":"wall"}})");
  ASSERT_TRUE(correction);
  EXPECT_EQ(correction->reason, "wall");
  EXPECT_FALSE(correction->user);
  EXPECT_FALSE(read_placement(R"({"type":"map_changed","data":{"map_id":"nowhere","spawn_x":1,"spawn_y":2}})"));
}

TEST(Messages, reads_numbers) {
  const auto changed = read_placement(
      R"({"type":"map_changed","data":{"map_id":"map_1_0","number":65535,"spawn_x":100,"spawn_y":538}})");
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->number, PlayerNumber{65535});
  for (const char* number : {"-1", "65536", "null", R"("7")"}) {
    const auto bad = read_placement(fmt::format(
        R"({{"type":"map_changed","data":{{"map_id":"map_1_0","number":{},"spawn_x":1,"spawn_y":2}}}})", number));
    ASSERT_TRUE(bad);
    EXPECT_FALSE(bad->number) << number;
  }
}

TEST(Messages, reads_who_has_which_number) {
  constexpr const char* kAnna = R"({"user_id":"8a2c6d1e-1b7f-4a53-8f0c-2f3f6f1f9b77","number":3,"x":1,"y":2})";
  const auto joined = read_players(fmt::format(R"({{"type":"player_join","data":{}}})", kAnna));
  ASSERT_EQ(joined.size(), 1U);
  EXPECT_EQ(joined[0].number, 3);
  EXPECT_EQ(joined[0].user.to_string(), "8a2c6d1e-1b7f-4a53-8f0c-2f3f6f1f9b77");
  const auto listed =
      read_players(fmt::format(R"({{"type":"players_list","data":[{},{{"user_id":"?"}},7,{}]}})", kAnna, kAnna));
  EXPECT_EQ(listed.size(), 2U);
  for (const char* text : {"", "{}", "[]", R"({"data":7})"}) EXPECT_TRUE(read_players(text).empty()) << text;
}

TEST(Messages, reads_the_code_of_an_error) {
  EXPECT_EQ(read_error_code(R"({"type":"error","data":{"error":"…","code":"not_in_transition"}})"),
            "not_in_transition");
  EXPECT_EQ(read_error_code("{}"), "unreadable");
}

TEST(Messages, tells_which_command_is_answered) {
  EXPECT_EQ(read_reply_to(R"({"type":"combat_action_response","data":{"action":"pass"},"reply_to":31})"), 31U);
  for (const char* text : {"", "{}", "[]", R"({"reply_to":-1})", R"({"reply_to":"7"})", R"({"data":{"reply_to":7}})"}) {
    EXPECT_FALSE(read_reply_to(text)) << text;
  }
  EXPECT_EQ(combat_message(R"("action":"pass")", 7), R"({"type":"combat","data":{"action":"pass"},"seq":7})");
}

TEST(Messages, escapes_what_is_said) {
  EXPECT_EQ(chat_message("\"hé\""), R"({"type":"chat","data":{"channel":"map","text":"\"hé\""}})");
  EXPECT_EQ(change_map_message({0, -3}), R"({"type":"change_map","data":{"map_id":"map_0_-3"}})");
}

}  // namespace
}  // namespace flumen::bots
