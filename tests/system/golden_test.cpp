// Every message of tests/golden/client_messages.json, sent over a real socket, gets the answer named there.

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

class Golden : public SharedServer<Golden> {
 public:
  static Settings settings() { return {{"game.chat_burst", "1000"}, {"world.movement_slack", "1000"}}; }

  /// Fewer than the limit of messages at once allows.
  static constexpr int kRowsPerSession = 25;

  /// A new session of the account, with all its limits unused.
  static GameClient renew(GameClient old, const Account& account) {
    old.close();
    return GameClient::enter(port(), account.token);
  }

  static json::array read(const char* name) {
    std::ifstream file(std::string(FLUMEN_SOURCE_DIR "/tests/golden/") + name);
    std::ostringstream text;
    text << file.rdbuf();
    return json::parse(text.str()).as_array();
  }

  /// What the server said, in the words of the golden file: "none", a type, "error <code>", "position_correction
  /// <why>".
  static std::string describe(const json::object& message) {
    const std::string type = text(message, "type");
    if (type == "error") {
      EXPECT_FALSE(text(data(message), "error").empty());
      return "error " + text(data(message), "code");
    }
    if (type == "position_correction") return type + " " + text(data(message), "reason");
    return type;
  }

  static std::string expected(const json::object& row) {
    return row.at("valid").as_bool() ? text(row, "answer") : "error " + text(row, "code");
  }

  /// The sequence number a row carries, where a plain parser can find one the server must send back.
  static std::optional<std::int64_t> seq_of(const json::object& row) {
    boost::system::error_code error;
    const auto message = json::parse(text(row, "text"), error);
    if (error || !row.at("valid").as_bool()) return std::nullopt;
    const auto* seq = message.as_object().if_contains("seq");
    if (seq == nullptr) return std::nullopt;
    return seq->to_number<std::int64_t>();
  }
};

TEST_F(Golden, every_client_message_gets_the_answer_it_names_and_the_session_goes_on) {
  const Account account = make_account(port());
  GameClient client = GameClient::enter(port(), account.token);
  int rows = 0;
  for (const auto& entry : read("client_messages.json")) {
    if (++rows % kRowsPerSession == 0) client = renew(std::move(client), account);
    const auto& row = entry.as_object();
    SCOPED_TRACE(text(row, "name") + ": " + text(row, "text").substr(0, 200));
    const auto* type = row.if_contains("type");
    if (type != nullptr && *type == "auth" && row.at("valid").as_bool()) {
      GameClient newcomer;
      ASSERT_FALSE(newcomer.upgrade(port()));
      newcomer.send_text(text(row, "text"));
      EXPECT_EQ(describe(newcomer.expect("error")), expected(row));
      EXPECT_EQ(newcomer.await_close(), 4001);
      continue;
    }
    client.send_text(text(row, "text"));
    std::string answer = "none";
    if (expected(row) != "none") {
      const auto message = client.next();
      ASSERT_TRUE(message);
      answer = describe(*message);
      const auto seq = seq_of(row);
      // A chat line is for everybody, also when the one who hears it said it.
      if (seq && answer != "chat") {
        EXPECT_EQ(number(*message, "reply_to"), static_cast<double>(*seq));
      }
    }
    for (const auto& more : client.settle()) ADD_FAILURE() << json::serialize(more);
    EXPECT_EQ(answer, expected(row));
    // Back to the spawn: the rows are about one message each.
    client.move(758, 605, "map_0_0");
    EXPECT_TRUE(client.settle().empty());
  }
}

TEST_F(Golden, bad_messages_change_nothing_for_the_others) {
  const Account account = make_account(port());
  GameClient client = GameClient::enter(port(), account.token);
  GameClient other = GameClient::enter(port(), make_account(port()).token);
  int rows = 0;
  for (const auto& entry : read("client_messages.json")) {
    const auto& row = entry.as_object();
    if (row.at("valid").as_bool()) continue;
    if (++rows % kRowsPerSession == 0) client = renew(std::move(client), account);
    client.send_text(text(row, "text"));
    (void)client.settle();
  }
  client.send("chat", {{"text", "done"}});
  auto heard = other.take_until("chat");
  EXPECT_EQ(text(data(heard.back()), "text"), "done");
  heard.pop_back();
  for (const auto& message : heard) {
    const std::string type = text(message, "type");
    EXPECT_TRUE(type == "player_join" || type == "player_leave") << json::serialize(message);
  }
}

TEST_F(Golden, more_than_five_bad_messages_in_a_row_close_with_1008) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 5; ++i) {
      client.send_text("{");
      EXPECT_EQ(describe(client.expect("error")), "error malformed_json");
    }
    if (round == 0) {
      EXPECT_TRUE(client.settle().empty()) << "a good message starts the count again";
    }
  }
  client.send_text(R"({"type":"nonsense"})");
  EXPECT_EQ(client.await_close(), 1008);
}

TEST_F(Golden, what_the_server_says_has_the_members_of_the_golden_messages) {
  const Account account = make_account(port());
  const Account other = make_account(port());
  GameClient a = GameClient::enter(port(), account.token);
  GameClient b = GameClient::enter(port(), other.token);
  b.move(760, 605, "map_0_0");
  b.send("chat", {{"text", "hello"}});
  b.send("chat", {{"channel", "whisper"}, {"to", account.username}, {"text", "psst"}});
  a.send("get_players", {}, 1);
  a.send("ping", {{"t", 5}}, 2);
  a.move(-1, 0, "map_0_0", 3);
  a.send("combat", {}, 4);
  std::map<std::string, json::object> seen;
  const auto keep = [&seen](const json::object& message) {
    std::string key = text(message, "type");
    if (const auto* object = message.at("data").if_object()) {
      if (const auto* channel = object->if_contains("channel")) key += std::string(channel->as_string());
    }
    seen.emplace(key, message);
  };
  while (!seen.contains("chatwhisper") || !seen.contains("error") || !seen.contains("player_move")) {
    const auto message = a.next();
    ASSERT_TRUE(message);
    keep(*message);
  }
  b.close();
  keep(a.await("player_leave"));
  seen["welcome"] = {{"type", "welcome"}, {"data", b.welcome()}};
  seen["players_list"] = {{"type", "players_list"}, {"data", b.players()}};

  int compared = 0;
  for (const auto& entry : read("server_messages.json")) {
    const auto& golden = entry.at("message").as_object();
    std::string key = text(golden, "type");
    const auto* object = golden.at("data").if_object();
    if (key == "chat") key += std::string(object->at("channel").as_string());
    if (!seen.contains(key)) continue;
    const auto& real = seen.at(key);
    const auto& golden_data = object != nullptr                      ? *object
                              : golden.at("data").as_array().empty() ? json::object()
                                                                     : golden.at("data").as_array()[0].as_object();
    const auto& real_data =
        object != nullptr
            ? data(real)
            : (real.at("data").as_array().empty() ? json::object() : real.at("data").as_array()[0].as_object());
    for (const auto& member : golden_data) {
      EXPECT_TRUE(real_data.contains(member.key()))
          << key << " lacks " << member.key() << ": " << json::serialize(real);
      if (!member.value().is_object() || !real_data.contains(member.key())) continue;
      for (const auto& inner : member.value().as_object()) {
        EXPECT_TRUE(real_data.at(member.key()).as_object().contains(inner.key()))
            << key << "." << member.key() << " lacks " << inner.key() << ": " << json::serialize(real);
      }
    }
    ++compared;
  }
  EXPECT_GE(compared, 9);
}

}  // namespace
}  // namespace flumen::system_test
