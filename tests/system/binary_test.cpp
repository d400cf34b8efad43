// The subprotocol flumen.bin.v1 over real sockets: its negotiation, and every frame of tests/golden/client_frames.json.

#include <fstream>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "game_client.hpp"
#include "shared_server.hpp"

namespace flumen::system_test {
namespace {

namespace json = boost::json;

class Binary : public SharedServer<Binary> {
 public:
  /// Where a new character stands, in steps.
  static constexpr std::uint16_t kSpawnX = 758 * 32;
  static constexpr std::uint16_t kSpawnY = 605 * 32;

  static GameClient enter() { return GameClient::enter(port(), make_account(port()).token); }
  static GameClient enter_binary() { return GameClient::enter_binary(port(), make_account(port()).token); }

  static json::array golden() {
    std::ifstream file(FLUMEN_SOURCE_DIR "/tests/golden/client_frames.json");
    std::ostringstream text;
    text << file.rdbuf();
    return json::parse(text.str()).as_array();
  }

  static std::string bytes_of(const json::object& row) {
    const std::string hex = text(row, "hex");
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
      bytes.push_back(static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16)));
    }
    return bytes;
  }

  static std::string describe(const json::object& message) {
    const std::string type = text(message, "type");
    if (type == "error") return type + " " + text(data(message), "code");
    if (type == "position_correction") return type + " " + text(data(message), "reason");
    return type;
  }

  /// What was sent back to a client, by what the golden files say of a row.
  static std::string expected(const json::object& row) {
    return row.at("valid").as_bool() ? text(row, "answer") : "error " + text(row, "code");
  }
};

TEST_F(Binary, is_taken_from_an_offer_that_has_it_and_from_no_other) {
  const Account account = make_account(port());
  const std::map<std::string, std::string> answers{
      {"flumen.bin.v1", "flumen.bin.v1"},
      {"flumen.bin.v9, flumen.bin.v1, chat", "flumen.bin.v1"},
      {"flumen.bin.v9", ""},
      {"Flumen.Bin.v1", ""},
  };
  for (const auto& [offer, answer] : answers) {
    GameClient client;
    Headers headers = bearer(account.token);
    headers["Sec-WebSocket-Protocol"] = offer;
    ASSERT_FALSE(client.upgrade(port(), "/ws/game", headers)) << offer;
    EXPECT_EQ(client.subprotocol(), answer) << offer;
    client.await_entry();
    client.close();
  }
}

TEST_F(Binary, every_golden_frame_gets_the_answer_it_names_and_the_session_goes_on) {
  const Account account = make_account(port());
  GameClient client = GameClient::enter_binary(port(), account.token);
  for (const auto& entry : golden()) {
    const auto& row = entry.as_object();
    SCOPED_TRACE(text(row, "name"));
    client.send_binary(bytes_of(row));
    std::string answer = "none";
    for (const auto& message : client.settle()) {
      EXPECT_EQ(answer, "none") << "more than one answer";
      answer = describe(message);
    }
    EXPECT_EQ(answer, expected(row));
    client.send_binary_move(0, 0, kSpawnX, kSpawnY);
    EXPECT_TRUE(client.settle().empty());
  }
}

TEST_F(Binary, more_than_five_bad_frames_in_a_row_close_with_1008) {
  GameClient client = enter_binary();
  for (int i = 0; i < 5; ++i) {
    client.send_binary("nonsense");
    EXPECT_EQ(describe(client.expect("error")), "error invalid_message");
  }
  client.send_text("{");
  EXPECT_EQ(client.await_close(), 1008) << "bad texts and bad frames count together";
}

TEST_F(Binary, those_who_read_binary_and_those_who_read_texts_see_each_other_walk) {
  GameClient binary = enter_binary();
  GameClient texts = enter();
  const auto join = binary.expect("player_join");
  EXPECT_EQ(text(data(join), "user_id"), texts.user_id());
  const double number_of_texts = number(data(join), "number");
  EXPECT_EQ(number_of_texts, number(texts.welcome(), "number"));

  binary.send_binary_move(0, 0, kSpawnX + 32, kSpawnY);
  texts.await_position(binary.user_id(), 759, 605);
  texts.move(756.25, 605, "map_0_0");
  for (bool seen = false; !seen;) {
    const auto moves = binary.await("moves");
    for (const auto& move : moves.at("data").as_array()) {
      if (number(move.as_object(), "number") != number_of_texts) continue;
      EXPECT_EQ(number(move.as_object(), "x"), 756.25);
      EXPECT_EQ(number(move.as_object(), "y"), 605);
      seen = true;
    }
  }
}

TEST_F(Binary, a_client_may_go_on_moving_in_json) {
  GameClient client = enter_binary();
  GameClient other = enter();
  client.move(759, 605, "map_0_0");
  other.await_position(client.user_id(), 759, 605);
  client.move(-1, 605, "map_0_0", 7);
  EXPECT_EQ(number(client.await("position_correction"), "reply_to"), 7);
}

TEST_F(Binary, an_entry_with_the_token_in_the_first_message_speaks_it_too) {
  GameClient client;
  ASSERT_FALSE(client.upgrade(port(), "/ws/game", {{"Sec-WebSocket-Protocol", "flumen.bin.v1"}}));
  EXPECT_EQ(client.subprotocol(), "flumen.bin.v1");
  client.send("auth", {{"token", make_account(port()).token}});
  client.await_entry();
  GameClient other = enter();
  client.send_binary_move(0, 0, kSpawnX - 32, kSpawnY);
  other.await_position(client.user_id(), 757, 605);
}

}  // namespace
}  // namespace flumen::system_test
