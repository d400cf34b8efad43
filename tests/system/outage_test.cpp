// The game goes on while PostgreSQL or Redis is away, and nothing acknowledged is lost.

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

class Outage : public ::testing::Test {
 protected:
  Outage()
      : database_(postgres_.create_database()),
        server_(Settings{{"database.url", database_},
                         {"database.call_deadline", "500ms"},
                         {"database.retry_most", "100ms"},
                         {"redis.url", redis_.url()},
                         {"redis.retry_most", "100ms"},
                         {"server.shutdown_timeout", "4s"},
                         {"world.max_speed", "4000"}}) {}

  [[nodiscard]] std::uint16_t port() const { return server_.port(); }
  [[nodiscard]] HttpResponse readyz() const { return http(port(), "GET", "/readyz"); }
  /// True when the server is not ready, and says that it is for this part and not for the other.
  [[nodiscard]] bool only_misses(const char* part, const char* other) const {
    const auto answer = readyz();
    return answer.status == 503U && answer.json().at(part).as_string() != "ok" &&
           answer.json().at(other).as_string() == "ok";
  }

  support::PostgresServer postgres_;
  support::RedisServer redis_;
  std::string database_;
  ServerProcess server_;
};

TEST_F(Outage, players_play_on_without_the_database_and_their_positions_are_saved_when_it_is_back) {
  const Account anna = make_account(port());
  const Account bert = make_account(port());
  GameClient a = GameClient::enter(port(), anna.token);
  GameClient b = GameClient::enter(port(), bert.token);
  postgres_.stop();

  EXPECT_TRUE(eventually([&] { return only_misses("database", "cache"); })) << readyz().body;
  a.move(770, 605, "map_0_0");
  b.await_position(anna.user_id, 770, 605);
  const auto path = MapView(port(), "map_0_0").path_to_transition({770, 605}, "map_1_0");
  walk(a, "map_0_0", {770, 605}, path, 3'800);
  a.send("change_map", {{"map_id", "map_1_0"}});
  (void)a.await("map_changed");
  b.send("chat", {{"channel", "global"}, {"text", "still here"}});
  EXPECT_EQ(text(data(a.await("chat")), "text"), "still here");
  // What needs the database says so, in time.
  const auto login = post_json(port(), "/api/v1/login", {{"identifier", anna.username}, {"password", anna.password}});
  EXPECT_EQ(login.status, 503U);
  EXPECT_EQ(login.code(), "unavailable");
  EXPECT_TRUE(login.headers.contains("retry-after"));
  EXPECT_EQ(http(port(), "GET", "/healthz").status, 200U);

  postgres_.start();
  EXPECT_TRUE(eventually([&] { return readyz().status == 200U; })) << readyz().body;
  const std::string name = database_.substr(database_.rfind('/') + 1);
  const auto saved = [&] {
    return postgres_.execute("SELECT map_id FROM characters WHERE user_id = '" + anna.user_id + "'",
                             name.substr(0, name.find('?')));
  };
  EXPECT_TRUE(eventually([&] { return saved().find("map_1_0") != std::string::npos; })) << saved();
  server_.kill();
  server_.start();
  GameClient again = GameClient::enter(port(), anna.token);
  EXPECT_EQ(text(again.welcome(), "map_id"), "map_1_0");
  EXPECT_EQ(number(again.welcome(), "x"), 100);
}

TEST_F(Outage, the_cache_going_away_is_named_and_forgiven) {
  const Account anna = make_account(port());
  GameClient a = GameClient::enter(port(), anna.token);
  redis_.stop();
  EXPECT_TRUE(eventually([&] { return only_misses("cache", "database"); })) << readyz().body;

  a.send("chat", {{"text", "hello"}});
  EXPECT_EQ(text(data(a.expect("chat")), "text"), "hello");
  const Account bert = make_account(port());  // registering and logging in need no cache
  GameClient b = GameClient::enter(port(), bert.token);
  EXPECT_EQ(b.players().size(), 1U);
  const auto logout = post_json(port(), "/api/v1/logout", {{"refresh_token", bert.refresh_token}}, bearer(bert.token));
  EXPECT_EQ(logout.status, 204U);
  EXPECT_EQ(http(port(), "GET", "/api/v1/me", "", bearer(bert.token)).status, 401U) << "revocation needs no cache";

  redis_.start();
  EXPECT_TRUE(eventually([&] { return readyz().status == 200U; })) << readyz().body;
  EXPECT_TRUE(a.settle().size() <= 2U);
}

TEST_F(Outage, a_cache_that_hangs_holds_nobody_up_for_long) {
  const Account anna = make_account(port());
  redis_.pause();
  const auto begun = std::chrono::steady_clock::now();
  GameClient a = GameClient::enter(port(), anna.token);
  a.move(770, 605, "map_0_0");
  EXPECT_TRUE(a.settle().empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
  redis_.resume();
  EXPECT_TRUE(eventually([&] { return readyz().status == 200U; }));
}

TEST_F(Outage, an_ordered_stop_without_the_database_ends_in_time_with_1) {
  GameClient a = GameClient::enter(port(), make_account(port()).token);
  a.move(770, 605, "map_0_0");
  EXPECT_TRUE(a.settle().empty());
  postgres_.stop();
  server_.terminate();
  EXPECT_EQ(a.await_close(std::chrono::seconds(10)), 1001);
  const auto code = server_.wait(std::chrono::seconds(15));
  ASSERT_TRUE(code) << server_.log();
  EXPECT_EQ(*code, 1) << "a position may be unsaved, and that is told";
}

}  // namespace
}  // namespace flumen::system_test
