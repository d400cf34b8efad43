// What players do with each other: the core of the game, on every back end.

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "game_client.hpp"
#include "map_walk.hpp"
#include "server_process.hpp"
#include "support/postgres_server.hpp"
#include "support/redis_server.hpp"

namespace flumen::system_test {
namespace {

struct Backend {
  const char* name;
  bool external;  ///< PostgreSQL and Redis instead of SQLite and memory
  double speed;   ///< px/s
};

/// A server of its own for every test.
class World : public ::testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    Settings settings{{"world.max_speed", std::to_string(GetParam().speed)}};
    if (GetParam().external) {
      postgres_.emplace();
      redis_.emplace();
      settings["database.url"] = postgres_->create_database();
      settings["redis.url"] = redis_->url();
    }
    server_.emplace(settings);
  }

  [[nodiscard]] std::uint16_t port() const { return server_->port(); }

  std::optional<support::PostgresServer> postgres_;
  std::optional<support::RedisServer> redis_;
  std::optional<ServerProcess> server_;
};

void expect_player(const boost::json::object& player, const Account& account, double x, double y,
                   std::string_view map) {
  EXPECT_EQ(text(player, "user_id"), account.user_id);
  EXPECT_EQ(text(player, "username"), account.username);
  EXPECT_EQ(text(player, "name"), account.username);
  EXPECT_EQ(text(player, "class"), "adventurer");
  EXPECT_EQ(number(player, "level"), 1);
  EXPECT_EQ(number(player, "x"), x);
  EXPECT_EQ(number(player, "y"), y);
  EXPECT_EQ(text(player, "map_id"), map);
}

void expect_chat(GameClient& client, const Account& from, std::string_view channel, std::string_view line) {
  const auto message = client.await("chat");
  const auto& chat = data(message);
  EXPECT_EQ(text(chat, "channel"), channel);
  EXPECT_EQ(text(chat, "from"), from.username);
  EXPECT_EQ(text(chat, "user_id"), from.user_id);
  EXPECT_EQ(text(chat, "text"), line);
  EXPECT_GT(number(chat, "at"), 1.7e12);
}

TEST_P(World, two_players_meet_talk_cross_and_part) {
  const Account anna = make_account(port(), "Anna");
  const Account bert = make_account(port(), "Bert");

  GameClient a = GameClient::enter(port(), anna.token);
  EXPECT_EQ(text(a.welcome(), "user_id"), anna.user_id);
  EXPECT_EQ(text(a.welcome(), "username"), anna.username);
  EXPECT_EQ(number(a.welcome(), "protocol"), 1);
  EXPECT_FALSE(text(a.welcome(), "resume_token").empty());
  EXPECT_EQ(number(a.welcome(), "x"), 758);
  EXPECT_EQ(number(a.welcome(), "y"), 605);
  EXPECT_EQ(text(a.welcome(), "map_id"), "map_0_0");
  EXPECT_EQ(text(a.welcome().at("character").as_object(), "name"), anna.username);
  EXPECT_TRUE(a.players().empty());

  // Joining: each learns of the other exactly once.
  GameClient b = GameClient::enter(port(), bert.token);
  ASSERT_EQ(b.players().size(), 1U);
  expect_player(b.players()[0].as_object(), anna, 758, 605, "map_0_0");
  const auto joined = a.expect("player_join");
  expect_player(data(joined), bert, 758, 605, "map_0_0");
  EXPECT_TRUE(b.settle().empty());

  // Moving: the other sees it, oneself hears nothing.
  const MapView home(port(), "map_0_0");
  const auto path = home.path_to_transition({758, 605}, "map_1_0");
  a.move(path.at(0).x, path.at(0).y, "map_0_0");
  b.await_position(anna.user_id, path.at(0).x, path.at(0).y);
  EXPECT_TRUE(a.settle().empty());

  // Talking: the sender hears it too.
  a.send("chat", {{"text", "Hello, Bert!"}});
  expect_chat(a, anna, "map", "Hello, Bert!");
  expect_chat(b, anna, "map", "Hello, Bert!");
  b.send("chat", {{"channel", "global"}, {"text", "Ça va, monde? \xF0\x9F\x90\x89"}});
  expect_chat(a, bert, "global", "Ça va, monde? \xF0\x9F\x90\x89");
  expect_chat(b, bert, "global", "Ça va, monde? \xF0\x9F\x90\x89");
  a.send("chat", {{"channel", "whisper"}, {"to", bert.username}, {"text", "psst"}});
  expect_chat(b, anna, "whisper", "psst");
  expect_chat(a, anna, "whisper", "psst");
  std::string shouted = anna.username;
  for (char& c : shouted) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  b.send("chat", {{"channel", "whisper"}, {"to", shouted}, {"text", "what?"}});
  expect_chat(a, bert, "whisper", "what?");
  expect_chat(b, bert, "whisper", "what?");

  // Crossing: the old map sees a leave, the new one is complete before anything of it is heard.
  walk(a, "map_0_0", path.at(0), {path.begin() + 1, path.end()}, GetParam().speed * 0.95);
  b.await_position(anna.user_id, path.back().x, path.back().y);
  EXPECT_TRUE(a.settle().empty()) << "no move on the way was refused";
  a.send("change_map", {{"map_id", "map_1_0"}}, 77);
  const auto changed = a.expect("map_changed");
  EXPECT_EQ(number(changed, "reply_to"), 77);
  EXPECT_EQ(text(data(changed), "map_id"), "map_1_0");
  EXPECT_EQ(number(data(changed), "spawn_x"), 100);
  EXPECT_EQ(number(data(changed), "spawn_y"), 538);
  EXPECT_TRUE(a.expect("players_list").at("data").as_array().empty());
  const auto left = b.await("player_leave");
  EXPECT_EQ(text(data(left), "user_id"), anna.user_id);
  EXPECT_EQ(text(data(left), "reason"), "changed_map");

  // Apart: what is said on one map is not heard on the other, what is said to the world is.
  b.send("chat", {{"text", "alone here"}});
  expect_chat(b, bert, "map", "alone here");
  b.send("chat", {{"channel", "global"}, {"text", "where are you?"}});
  const auto heard = a.expect("chat");
  EXPECT_EQ(text(data(heard), "text"), "where are you?");

  // The other one follows and finds the first where they arrived.
  walk(b, "map_0_0", {758, 605}, path, GetParam().speed * 0.95);
  b.send("change_map", {{"map_id", "map_1_0"}});
  b.await("map_changed");
  const auto list = b.expect("players_list").at("data").as_array();
  ASSERT_EQ(list.size(), 1U);
  expect_player(list[0].as_object(), anna, 100, 538, "map_1_0");
  expect_player(data(a.await("player_join")), bert, 100, 538, "map_1_0");

  // Parting.
  b.close();
  const auto gone = a.await("player_leave");
  EXPECT_EQ(text(data(gone), "user_id"), bert.user_id);
  EXPECT_EQ(text(data(gone), "reason"), "left");

  // Coming back: where one left, on the map one left.
  GameClient again = GameClient::enter(port(), bert.token);
  EXPECT_EQ(text(again.welcome(), "map_id"), "map_1_0");
  EXPECT_EQ(number(again.welcome(), "x"), 100);
  EXPECT_EQ(number(again.welcome(), "y"), 538);
}

TEST_P(World, a_killed_server_comes_back_with_everyone_where_they_were_a_second_before) {
  const Account anna = make_account(port(), "Anna");
  const Account bert = make_account(port(), "Bert");
  GameClient a = GameClient::enter(port(), anna.token);
  GameClient b = GameClient::enter(port(), bert.token);
  const auto path = MapView(port(), "map_0_0").path_to_transition({758, 605}, "map_1_0");
  walk(a, "map_0_0", {758, 605}, path, GetParam().speed * 0.95);
  a.send("change_map", {{"map_id", "map_1_0"}});
  a.await("map_changed");
  b.move(path.at(0).x, path.at(0).y, "map_0_0");
  EXPECT_TRUE(a.settle().size() <= 1);
  (void)b.settle();
  a.pump(std::chrono::milliseconds(1'000));  // the second that may be lost

  server_->kill();
  EXPECT_EQ(a.await_close(), 1006);
  server_->start();

  GameClient a2 = GameClient::enter(port(), anna.token);
  GameClient b2 = GameClient::enter(port(), bert.token);
  EXPECT_EQ(text(a2.welcome(), "map_id"), "map_1_0");
  EXPECT_EQ(number(a2.welcome(), "x"), 100);
  EXPECT_EQ(number(a2.welcome(), "y"), 538);
  EXPECT_EQ(text(b2.welcome(), "map_id"), "map_0_0");
  EXPECT_NEAR(number(b2.welcome(), "x"), path.at(0).x, 0.01);
  EXPECT_NEAR(number(b2.welcome(), "y"), path.at(0).y, 0.01);
}

TEST_P(World, an_ordered_stop_says_so_closes_with_1001_and_loses_nothing) {
  const Account anna = make_account(port(), "Anna");
  GameClient a = GameClient::enter(port(), anna.token);
  const auto path = MapView(port(), "map_0_0").path_to_transition({758, 605}, "map_1_0");
  a.move(path.at(1).x, path.at(1).y, "map_0_0");
  EXPECT_TRUE(a.settle().empty());

  server_->terminate();
  const auto notice = a.await("server_notice");
  EXPECT_EQ(text(data(notice), "kind"), "shutdown");
  EXPECT_FALSE(text(data(notice), "text").empty());
  EXPECT_EQ(a.await_close(std::chrono::seconds(10)), 1001);
  EXPECT_EQ(server_->wait(std::chrono::seconds(10)), 0);

  server_->start();
  GameClient again = GameClient::enter(port(), anna.token);
  EXPECT_NEAR(number(again.welcome(), "x"), path.at(1).x, 0.01);
  EXPECT_NEAR(number(again.welcome(), "y"), path.at(1).y, 0.01);
}

INSTANTIATE_TEST_SUITE_P(On, World,
                         ::testing::Values(Backend{"embedded", false, 400},
                                           Backend{"postgresql_and_redis", true, 2000}),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace flumen::system_test
