// Whole fights over the wire: won and lost, with connections and servers that come and go.

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "brawler.hpp"
#include "shared_server.hpp"
#include "support/postgres_server.hpp"
#include "support/temp_dir.hpp"

namespace flumen::system_test {
namespace {

namespace json = boost::json;

Settings arena() {
  return {{"fights.groups_per_map", "6"},    {"fights.group_respawn", "50ms"},     {"fights.turn_time", "2s"},
          {"fights.placement_time", "3s"},   {"fights.absent_turn_time", "20ms"},  {"fights.wishes_per_second", "5000"},
          {"fights.wishes_burst", "50000"},  {"game.messages_per_second", "5000"}, {"game.messages_burst", "50000"},
          {"game.moves_per_second", "1000"}, {"game.moves_burst", "10000"},        {"world.max_speed", "100000"},
          {"world.movement_slack", "2000"},  {"game.max_rate_strikes", "100000"},  {"world.transition_reach", "86"}};
}

std::int64_t experience_of(std::uint16_t port, const Account& account) {
  const auto answer = http(port, "GET", "/api/v1/characters", {}, bearer(account.token));
  return answer.json().as_array()[0].as_object().at("experience").to_number<std::int64_t>();
}

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

/// The server is killed again and again around the moment a fight's reward is committed: what was told is there, and
/// nothing is there twice.
TEST(FightRewards, are_given_once_or_never_whenever_the_server_dies) {
  support::PostgresServer postgres;
  Settings settings = arena();
  settings["database.url"] = postgres.create_database();
  const std::string path = settings["database.url"].substr(settings["database.url"].rfind('/') + 1);
  const std::string name = path.substr(0, path.find('?'));
  ServerProcess server(settings);
  Account account = make_account(server.port());
  const auto stored = [&](const std::string& what) { return std::stoll(postgres.execute("SELECT " + what, name)); };
  // Strong enough to win every time, by whatever it does.
  (void)postgres.execute(
      "UPDATE characters SET level = 100, spent_strength = 5000, spent_intelligence = 5000, "
      "spent_agility = 5000, spent_chance = 5000, spent_health = 5000",
      name);

  std::int64_t told = 0;
  int wins_told = 0;
  constexpr int kRounds = 14;
  for (int round = 0; round < kRounds; ++round) {
    Brawler brawler(server.port(), account, static_cast<std::uint32_t>(round + 1));
    brawler.attack();
    brawler.client().send("combat", {{"action", "ready"}});
    std::optional<json::object> ended;
    while (!brawler.lost() && !ended && !brawler.saw_end()) ended = brawler.step();
    // Its end was told before it is saved; how long the server then lives differs from round to round.
    for (int i = 0; i < round % 7 && !ended; ++i) {
      const auto message = brawler.client().next(std::chrono::milliseconds(1));
      if (message && text(*message, "type") == "combat_ended") ended = data(*message);
    }
    server.kill();
    const std::int64_t now = stored("experience FROM characters");
    EXPECT_EQ(now, stored("coalesce(sum(experience_gained), 0) FROM fight_rewards"));
    EXPECT_GE(now, told);
    if (ended) {
      ++wins_told;
      told = static_cast<std::int64_t>(number(ended->at("fighters").as_array()[0].as_object(), "experience"));
      EXPECT_EQ(now, told) << "what was told was saved";
    }
    server.start();
    log_in(server.port(), account);
  }
  EXPECT_LE(stored("count(*) FROM fight_rewards"), kRounds);
  EXPECT_GT(stored("count(*) FROM fight_rewards"), 0);
}

TEST(FightRewards, wait_for_a_database_that_is_away_and_are_given_once) {
  support::PostgresServer postgres;
  Settings settings = arena();
  settings["database.url"] = postgres.create_database();
  settings["database.call_deadline"] = "300ms";
  settings["database.retry_most"] = "100ms";
  ServerProcess server(settings);
  const Account account = make_account(server.port());
  Brawler brawler(server.port(), account);
  brawler.attack();
  postgres.stop();
  brawler.client().send("combat", {{"action", "abandon"}});
  const auto busy = brawler.client().await("error");
  EXPECT_EQ(text(data(busy), "code"), "busy");
  postgres.start();
  EXPECT_EQ(text(data(brawler.client().await("combat_ended", std::chrono::seconds(15))), "result"), "lost");
  EXPECT_EQ(experience_of(server.port(), account), 0);
}

}  // namespace
}  // namespace flumen::system_test
