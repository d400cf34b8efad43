// Whole fights over the wire: won and lost, with connections and servers that come and go.

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "arena.hpp"
#include "brawler.hpp"
#include "shared_server.hpp"
#include "support/postgres_relay.hpp"
#include "support/postgres_server.hpp"
#include "support/temp_dir.hpp"

namespace flumen::system_test {
namespace {

namespace json = boost::json;

class Fights : public SharedServer<Fights> {
 public:
  static Settings settings() { return arena(); }
};

TEST_F(Fights, are_fought_to_the_end_and_what_is_told_is_saved) {
  const Account account = make_account(port());
  Brawler brawler(port(), account);
  std::int64_t gained = 0;
  for (int fight = 0; fight < 3; ++fight) {
    brawler.attack();
    const auto ended = brawler.play();
    ASSERT_TRUE(ended);
    EXPECT_NE(text(*ended, "outcome"), "undecided");
    const auto& own = ended->at("fighters").as_array()[0].as_object();
    gained += static_cast<std::int64_t>(number(own, "experience_gained"));
    EXPECT_EQ(static_cast<std::int64_t>(number(own, "experience")), gained);
    EXPECT_EQ(experience_of(port(), account), gained);
    brawler.client().await("players_list");
  }
}

TEST_F(Fights, are_gone_on_with_after_the_connection_was_lost) {
  const Account account = make_account(port());
  Brawler brawler(port(), account);
  brawler.attack();
  const std::string token = text(brawler.client().welcome(), "resume_token");
  brawler.client().drop();
  GameClient again = GameClient::resume(port(), token);
  ASSERT_FALSE(again.fight().empty()) << "welcome, then combat_started";
  EXPECT_EQ(again.fight().at("fight_id"), brawler.fight().at("fight_id"));
  EXPECT_EQ(again.fight().at("fighter"), brawler.fight().at("fighter"));
  brawler.resume(std::move(again));
  EXPECT_TRUE(brawler.play());
}

TEST_F(Fights, are_taken_over_by_a_second_session) {
  const Account account = make_account(port());
  Brawler brawler(port(), account);
  brawler.attack();
  GameClient second = GameClient::enter(port(), account.token);
  EXPECT_EQ(brawler.client().await_close(), 4002);
  ASSERT_FALSE(second.fight().empty());
  brawler.resume(std::move(second));
  EXPECT_TRUE(brawler.play());
}

TEST_F(Fights, keep_their_fighters_points_until_they_are_over) {
  const Account account = make_account(port());
  Brawler brawler(port(), account);
  brawler.attack();
  const auto characters = http(port(), "GET", "/api/v1/characters", {}, bearer(account.token)).json();
  const std::string id = text(characters.as_array()[0].as_object(), "id");
  const auto answer =
      post_json(port(), "/api/v1/characters/" + id + "/points", {{"strength", 1}}, bearer(account.token));
  EXPECT_EQ(answer.status, 409U) << answer.body;
  brawler.client().send("combat", {{"action", "abandon"}});
  EXPECT_EQ(text(data(brawler.client().await("combat_ended")), "result"), "lost");
}

/// Nobody is careful in it: random wishes, allowed and not, and a fight given up now and then.
TEST_F(Fights, by_the_thousand_end_whatever_their_players_wish) {
  constexpr int kPlayers = 8;
  constexpr int kFights = 125;
  std::atomic<int> ended{0};
  std::vector<std::jthread> players;
  for (int i = 0; i < kPlayers; ++i) {
    players.emplace_back([&, i] {
      try {
        Brawler brawler(port(), make_account(port()), static_cast<std::uint32_t>(i + 1));
        brawler.be_fickle();
        for (int fight = 0; fight < kFights; ++fight) {
          brawler.attack();
          if (!brawler.play()) return;
          ++ended;
        }
      } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
      }
    });
  }
  players.clear();
  EXPECT_EQ(ended, kPlayers * kFights);
  EXPECT_TRUE(server().runs());
  const auto metrics = http(port(), "GET", "/metrics").body;
  EXPECT_NE(metrics.find("flumen_fights 0"), std::string::npos) << "none is left open";
}

/// The moment between asking whether points can be spent and spending them, held open in the database.
TEST(FightsAndPoints, a_fight_waits_for_points_that_are_being_spent_and_is_fought_with_them) {
  support::PostgresServer postgres;
  support::PostgresRelay relay(postgres.port());
  const std::string url = postgres.create_database();
  Settings settings = arena();
  settings["database.url"] = relay.through(url);
  ServerProcess server(settings);
  const Account anna = make_account(server.port());
  const Account bert = make_account(server.port());
  const std::string path = url.substr(url.rfind('/') + 1);
  (void)postgres.execute("UPDATE characters SET level = 10", path.substr(0, path.find('?')));
  GameClient a = GameClient::enter(server.port(), anna.token);
  GameClient b = GameClient::enter(server.port(), bert.token);
  const auto characters = http(server.port(), "GET", "/api/v1/characters", {}, bearer(anna.token)).json();
  const std::string id = text(characters.as_array()[0].as_object(), "id");

  relay.stop_next_transaction(1, support::PostgresRelay::Stop::hold);
  auto spent = std::async(std::launch::async, [&] {
    return post_json(server.port(), "/api/v1/characters/" + id + "/points", {{"strength", 9}}, bearer(anna.token));
  });
  ASSERT_TRUE(relay.stops());
  b.send("combat", {{"action", "challenge"}, {"user_id", anna.user_id}});
  (void)a.await("combat_challenge");
  a.send("combat", {{"action", "accept"}, {"user_id", bert.user_id}});
  EXPECT_EQ(text(data(a.await("error")), "code"), "busy");
  relay.release();
  const auto answer = spent.get();
  ASSERT_EQ(answer.status, 200U) << answer.body;
  a.send("combat", {{"action", "accept"}, {"user_id", bert.user_id}});
  const auto started = a.await("combat_started");
  const auto& fighters = data(started).at("fighters").as_array();
  EXPECT_EQ(
      number(fighters[1].at("stats").as_object(), "strength") - number(fighters[0].at("stats").as_object(), "strength"),
      9)
      << "the two are of one class and level";
  EXPECT_EQ(
      post_json(server.port(), "/api/v1/characters/" + id + "/points", {{"strength", 1}}, bearer(anna.token)).status,
      409U);
}

TEST(FightsAndTheServersEnd, sigterm_ends_them_without_a_loser) {
  ServerProcess server(arena());
  const Account account = make_account(server.port());
  Brawler brawler(server.port(), account);
  brawler.attack();
  server.terminate();
  const auto ended = brawler.client().await("combat_ended");
  EXPECT_EQ(text(data(ended), "result"), "interrupted");
  EXPECT_EQ(server.wait(std::chrono::seconds(10)), 0) << server.log();
}

TEST(FightsAndTheServersEnd, a_killed_server_brings_fighters_back_to_the_map) {
  ServerProcess server(arena());
  const Account account = make_account(server.port());
  Brawler brawler(server.port(), account);
  brawler.attack();
  const std::string map = text(brawler.fight(), "map_id");
  // What was not written yet is what a crash may cost (docs/operations.md).
  ASSERT_TRUE(eventually([&] {
    return http(server.port(), "GET", "/metrics").body.find("\nflumen_save_lag_seconds 0\n") != std::string::npos;
  }));
  server.kill();
  server.start();
  const GameClient again = GameClient::enter(server.port(), account.token);
  EXPECT_TRUE(again.fight().empty());
  EXPECT_EQ(text(again.welcome(), "map_id"), map);
}

TEST(FightsAndTheServersEnd, sighup_changes_the_data_only_when_all_of_it_is_right) {
  support::TempDir folder;
  for (const auto& file : std::filesystem::directory_iterator(FLUMEN_SOURCE_DIR "/maps")) {
    std::filesystem::copy(file.path(), folder.path() / file.path().filename());
  }
  Settings settings = arena();
  settings["world.maps_folder"] = folder.path().string();
  ServerProcess server(settings);
  const auto tag = [&] { return http(server.port(), "GET", "/api/v1/catalogue").headers.at("etag"); };
  const std::string before = tag();
  std::ofstream(folder.path() / "growth.yaml", std::ios::app) << "\nnonsense: [1\n";
  server.hang_up();
  ASSERT_TRUE(eventually([&] { return server.log().find("could not be reloaded") != std::string::npos; }));
  EXPECT_NE(server.log().find("growth.yaml"), std::string::npos);
  EXPECT_EQ(tag(), before);
  std::filesystem::copy_file(FLUMEN_SOURCE_DIR "/maps/growth.yaml", folder.path() / "growth.yaml",
                             std::filesystem::copy_options::overwrite_existing);
  server.hang_up();
  EXPECT_TRUE(eventually([&] { return server.log().find("data was reloaded") != std::string::npos; }));
  EXPECT_EQ(tag(), before);
}

}  // namespace
}  // namespace flumen::system_test
