// How a session begins, ends, is taken over and comes back.

#include <thread>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "game_client.hpp"
#include "shared_server.hpp"

namespace flumen::system_test {
namespace {

class Session : public SharedServer<Session> {
 public:
  static Settings settings() { return {{"game.auth_timeout", "400ms"}, {"net.header_timeout", "1s"}}; }
};

std::string error_code(const boost::json::object& message) { return text(data(message), "code"); }

TEST_F(Session, takes_the_token_in_the_header) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  EXPECT_EQ(number(client.welcome(), "protocol"), 1);
}

TEST_F(Session, takes_the_token_in_the_query) {
  const Account account = make_account(port());
  GameClient client;
  ASSERT_FALSE(client.upgrade(port(), "/ws/game?token=" + account.token));
  client.await_entry();
  EXPECT_EQ(client.user_id(), account.user_id);
}

TEST_F(Session, takes_the_token_in_the_first_message) {
  const Account account = make_account(port());
  GameClient client;
  ASSERT_FALSE(client.upgrade(port()));
  client.send("auth", {{"token", account.token}}, 3);
  client.await_entry();
  EXPECT_EQ(client.user_id(), account.user_id);
}

TEST_F(Session, refuses_a_bad_token_before_the_upgrade) {
  const std::string good = make_account(port()).token;
  for (const std::string& bad : {std::string("nonsense"), good + "x", good.substr(0, good.size() / 2),
                                 std::string("a.b.c"), std::string("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")}) {
    GameClient by_header;
    const auto header_answer = by_header.upgrade(port(), "/ws/game", bearer(bad));
    ASSERT_TRUE(header_answer) << bad;
    EXPECT_EQ(header_answer->status, 401U);
    EXPECT_EQ(header_answer->code(), "invalid_token");

    GameClient by_query;
    const auto query_answer = by_query.upgrade(port(), "/ws/game?token=" + bad);
    ASSERT_TRUE(query_answer) << bad;
    EXPECT_EQ(query_answer->status, 401U);
  }
}

TEST_F(Session, closes_with_4001_after_a_bad_first_message) {
  for (const char* first :
       {R"({"type":"auth","data":{"token":"nonsense"}})", R"({"type":"auth","data":{"resume_token":"nonsense"}})",
        R"({"type":"ping","data":{"t":1}})", R"({"type":"auth","data":{}})", "not JSON", ""}) {
    GameClient client;
    ASSERT_FALSE(client.upgrade(port()));
    client.send_text(first);
    (void)client.expect("error");
    EXPECT_EQ(client.await_close(), 4001) << first;
  }
}

TEST_F(Session, closes_with_4001_when_no_first_message_comes) {
  GameClient client;
  ASSERT_FALSE(client.upgrade(port()));
  EXPECT_EQ(error_code(client.expect("error")), "auth_timeout");
  EXPECT_EQ(client.await_close(), 4001);
}

TEST_F(Session, a_second_session_takes_over_and_the_first_is_closed_with_4002) {
  const Account account = make_account(port());
  const Account witness = make_account(port());
  GameClient watching = GameClient::enter(port(), witness.token);
  GameClient first = GameClient::enter(port(), account.token);
  (void)watching.expect("player_join");
  first.move(770, 605, "map_0_0");
  watching.await_position(account.user_id, 770, 605);

  GameClient second = GameClient::enter(port(), account.token);
  EXPECT_EQ(first.await_close(), 4002);
  EXPECT_EQ(number(second.welcome(), "x"), 770) << "it goes on where the first one stood";
  ASSERT_EQ(second.players().size(), 1U) << "the first one is not there any more";
  EXPECT_EQ(text(second.players()[0].as_object(), "user_id"), witness.user_id);
  const auto left = watching.expect("player_leave");
  EXPECT_EQ(text(data(left), "reason"), "taken_over");
  (void)watching.expect("player_join");
}

TEST_F(Session, another_character_of_the_account_takes_over_too) {
  const Account account = make_account(port());
  const auto made = post_json(port(), "/api/v1/characters", {{"name", fresh_name("Second")}, {"class", "warrior"}},
                              bearer(account.token));
  ASSERT_EQ(made.status, 201U) << made.body;
  const std::string id = text(made.json().as_object(), "id");
  GameClient first = GameClient::enter(port(), account.token);

  const auto selected = http(port(), "POST", "/api/v1/characters/" + id + "/select", "", bearer(account.token));
  ASSERT_EQ(selected.status, 200U) << selected.body;
  GameClient second = GameClient::enter(port(), text(selected.json().as_object(), "token"));
  EXPECT_EQ(text(second.welcome(), "character_id"), id);
  EXPECT_EQ(text(second.welcome().at("character").as_object(), "class"), "warrior");
  EXPECT_EQ(first.await_close(), 4002);
}

TEST_F(Session, many_take_overs_at_once_leave_exactly_one) {
  const Account account = make_account(port());
  std::vector<GameClient> clients(8);
  for (auto& client : clients) ASSERT_FALSE(client.upgrade(port(), "/ws/game", bearer(account.token)));
  int alive = 0;
  for (auto& client : clients) {
    // Each either got in and was thrown out again, or is the one that stayed.
    try {
      const auto code = client.await_close(std::chrono::milliseconds(1'000));
      EXPECT_EQ(code, 4002);
    } catch (const std::runtime_error&) {
      ++alive;
    }
  }
  EXPECT_EQ(alive, 1);
}

TEST_F(Session, a_lost_connection_is_resumed_once) {
  const Account account = make_account(port());
  GameClient lost = GameClient::enter(port(), account.token);
  const std::string resume = text(lost.welcome(), "resume_token");
  lost.move(780, 605, "map_0_0");
  EXPECT_TRUE(lost.settle().empty());
  lost.drop();

  GameClient back = GameClient::resume(port(), resume);
  EXPECT_EQ(back.user_id(), account.user_id);
  EXPECT_EQ(text(back.welcome(), "character_id"), text(lost.welcome(), "character_id"));
  EXPECT_EQ(number(back.welcome(), "x"), 780);
  EXPECT_NE(text(back.welcome(), "resume_token"), resume);

  GameClient thief;
  ASSERT_FALSE(thief.upgrade(port()));
  thief.send("auth", {{"resume_token", resume}});
  EXPECT_EQ(error_code(thief.expect("error")), "unauthorised");
  EXPECT_EQ(thief.await_close(), 4001);
}

TEST_F(Session, the_token_of_a_session_that_said_goodbye_cannot_be_resumed) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  const std::string resume = text(client.welcome(), "resume_token");
  client.close();
  GameClient back;
  ASSERT_FALSE(back.upgrade(port()));
  back.send("auth", {{"resume_token", resume}});
  EXPECT_EQ(error_code(back.expect("error")), "unauthorised");
  EXPECT_EQ(back.await_close(), 4001);
}

TEST_F(Session, a_lost_connection_is_announced_as_such) {
  const Account watcher = make_account(port());
  GameClient watching = GameClient::enter(port(), watcher.token);
  GameClient lost = GameClient::enter(port(), make_account(port()).token);
  const std::string user = lost.user_id();
  lost.drop();
  const auto left = watching.await("player_leave");
  EXPECT_EQ(text(data(left), "user_id"), user);
  EXPECT_EQ(text(data(left), "reason"), "disconnected");
}

TEST_F(Session, a_binary_frame_is_refused_with_1003) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  client.send_binary("\x01\x02");
  EXPECT_EQ(client.await_close(), 1003);
}

TEST_F(Session, a_message_over_4_KiB_is_refused_with_1009) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  client.send_text(R"({"type":"ping","data":{"t":1},"pad":")" + std::string(5'000, 'x') + "\"}");
  EXPECT_EQ(client.await_close(), 1009);
}

TEST_F(Session, a_text_that_is_not_UTF8_is_refused_with_1007) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  client.send_text("{\"type\":\"chat\",\"data\":{\"text\":\"\xC3\x28\"}}");
  EXPECT_EQ(client.await_close(), 1007);
}

TEST_F(Session, a_raw_zero_byte_is_no_JSON) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  client.send_text(std::string_view("{\"type\":\"chat\",\"data\":{\"text\":\"a\0b\"}}", 37));
  EXPECT_EQ(error_code(client.expect("error")), "malformed_json");
}

TEST(SilentClients, are_noticed_by_ping_and_closed_with_4003_while_others_stay) {
  ServerProcess server(Settings{{"net.ping_interval", "200ms"}, {"net.idle_timeout", "800ms"}});
  const Account account = make_account(server.port());
  GameClient alive = GameClient::enter(server.port(), make_account(server.port()).token);
  const std::string request =
      "GET /ws/game?token=" + account.token +
      " HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  // Answers no ping, like a peer whose network is gone.
  std::thread silent([&] {
    const auto exchange = raw_exchange(server.port(), request, std::chrono::seconds(5));
    EXPECT_TRUE(exchange.closed);
    EXPECT_NE(exchange.received.find("\x0F\xA3"), std::string::npos) << "a close frame with 4003";
  });
  const auto left = alive.await("player_leave");
  silent.join();
  EXPECT_EQ(text(data(left), "user_id"), account.user_id);
  EXPECT_EQ(text(data(left), "reason"), "disconnected");
  EXPECT_TRUE(alive.settle().empty()) << "who answers pings stays";
}

}  // namespace
}  // namespace flumen::system_test
