// What fights give is given once or never, wherever the server or its way to the database breaks.

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>
#include <vector>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "accounts.hpp"
#include "arena.hpp"
#include "brawler.hpp"
#include "support/postgres_relay.hpp"
#include "support/postgres_server.hpp"

namespace flumen::system_test {
namespace {

namespace json = boost::json;
using support::PostgresRelay;

/// Strong enough to win every time, by whatever they do.
constexpr const char* kMakeEverybodyStrong =
    "UPDATE characters SET spent_strength = 5000, spent_intelligence = 5000, spent_agility = 5000, "
    "spent_chance = 5000, spent_health = 5000";

// ---- every point of the transaction ----------------------------------------------------------------------------

/// Two friends win a fight against monsters again and again, and at the n-th point of the n-th reward's transaction
/// something breaks, for every n there is. The points are PostgresRelay's: between them nothing crosses the wire, so
/// a server that dies there cannot leave anything else behind than at the point before.
class RewardSweep : public ::testing::Test {
 protected:
  /// What the database holds of a fighter.
  struct Standing {
    std::int64_t level = 0;
    std::int64_t experience = 0;
    std::int64_t life = 0;
    std::int64_t life_at = 0;
    std::int64_t rewards = 0;  ///< rows of the fight asked for
    std::int64_t gained = 0;   ///< what they say
    bool operator==(const Standing&) const = default;
  };
  using Standings = std::array<Standing, 2>;

  struct Round {
    std::size_t point = 0;
    bool stopped = false;  ///< false: the transaction has no such point
    Standings before;
    Standings after;
    std::array<std::optional<json::object>, 2> told;  ///< combat_ended, where it came
  };

  RewardSweep() : relay_(postgres_.port()), url_(postgres_.create_database()) {
    Settings settings = arena();
    settings["database.url"] = relay_.through(url_);
    settings["database.retry_first"] = "5ms";
    settings["database.retry_most"] = "20ms";
    server_ = std::make_unique<ServerProcess>(settings);
    for (auto& account : accounts_) account = make_account(server_->port());
    (void)query(kMakeEverybodyStrong);
  }

  /// Fights, and breaks the reward at a point: kills the server, or cuts its connection to the database.
  Round fight(std::size_t point, bool kills) {
    Round round;
    round.point = point;
    if (!players_[0]) {
      for (std::size_t i = 0; i < players_.size(); ++i) {
        players_[i].emplace(server_->port(), accounts_[i], static_cast<std::uint32_t>(2 * point + i + 1));
        EXPECT_TRUE(players_[i]->client().fight().empty()) << "they came back to the map";
      }
    }
    auto& [anna, bert] = players_;
    anna->attack();
    const std::string id = text(anna->fight(), "fight_id");
    bert->join(id);
    round.before = standings(id);
    // Nothing else begins a transaction while they fight.
    relay_.stop_next_transaction(point, kills ? PostgresRelay::Stop::hold : PostgresRelay::Stop::cut);
    {
      const std::jthread first([&] { round.told[0] = anna->play(); });
      const std::jthread second([&] { round.told[1] = bert->play(); });
      round.stopped = relay_.stops();
      if (round.stopped && kills) {
        server_->kill();
        relay_.cut();
      }
    }
    statements_ = relay_.statements();
    if (round.stopped && kills) {
      players_ = {};
      server_->start();
      for (auto& account : accounts_) log_in(server_->port(), account);
    }
    round.after = standings(id);
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      EXPECT_EQ(experience_of(server_->port(), accounts_[i]), round.after[i].experience);
    }
    return round;
  }

  /// The fight is in nobody's books.
  static void expect_nothing_given(const Round& round) {
    EXPECT_EQ(round.after, round.before);
    EXPECT_FALSE(round.told[0] || round.told[1]) << "nobody is told of what is not saved";
  }

  /// All of it is there, for both, once.
  static void expect_all_given(const Round& round) {
    for (std::size_t i = 0; i < round.after.size(); ++i) {
      const Standing& before = round.before[i];
      const Standing& after = round.after[i];
      EXPECT_EQ(after.rewards, 1);
      EXPECT_GT(after.gained, 0) << (round.told[i] ? json::serialize(*round.told[i]) : "nothing was told");
      EXPECT_EQ(after.experience, before.experience + after.gained);
      EXPECT_GE(after.level, before.level);
      EXPECT_GT(after.life_at, before.life_at);
      if (!round.told[i]) continue;
      const auto& own = round.told[i]->at("fighters").as_array()[i].as_object();
      EXPECT_EQ(number(own, "experience_gained"), static_cast<double>(after.gained));
      EXPECT_EQ(number(own, "experience"), static_cast<double>(after.experience));
      EXPECT_EQ(number(own, "level"), static_cast<double>(after.level));
      EXPECT_EQ(number(own, "life"), static_cast<double>(after.life));
    }
  }

  /// Every statement of the transaction that was watched, and where it was committed.
  [[nodiscard]] std::size_t commit_answered() const { return 2 * statements_.size() - 1; }
  void expect_the_reward_of_two() const {
    ASSERT_GE(statements_.size(), 2U + 2 * 4) << "for each: the row is locked, the key looked up, and both are written";
    EXPECT_TRUE(statements_.front().starts_with("BEGIN"));
    EXPECT_EQ(statements_.back(), "COMMIT");
    const auto writes = [](const std::string& sql) { return sql.starts_with("INSERT INTO fight_rewards"); };
    EXPECT_EQ(std::count_if(statements_.begin(), statements_.end(), writes), 2);
  }

  support::PostgresServer postgres_;
  PostgresRelay relay_;
  const std::string url_;
  std::unique_ptr<ServerProcess> server_;
  std::array<Account, 2> accounts_;
  std::array<std::optional<Brawler>, 2> players_;
  std::vector<std::string> statements_;

 private:
  [[nodiscard]] std::string query(const std::string& sql) const {
    const std::string path = url_.substr(url_.rfind('/') + 1);
    return postgres_.execute(sql, path.substr(0, path.find('?')));
  }

  [[nodiscard]] Standings standings(const std::string& fight) const {
    Standings standings;
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      std::istringstream row(
          query("SELECT concat_ws(' ', c.level, c.experience, c.life, c.life_at, count(r.fight_id), "
                "coalesce(sum(r.experience_gained), 0)) FROM characters c LEFT JOIN fight_rewards r "
                "ON r.character_id = c.id AND r.fight_id = '" +
                fight + "' WHERE c.user_id = '" + accounts_[i].user_id + "' GROUP BY c.id"));
      Standing& standing = standings[i];
      row >> standing.level >> standing.experience >> standing.life >> standing.life_at >> standing.rewards >>
          standing.gained;
      EXPECT_TRUE(row) << "one row of six numbers";
    }
    return standings;
  }
};

TEST_F(RewardSweep, gives_all_or_nothing_wherever_the_server_is_killed) {
  std::size_t given = 0;
  std::size_t lost = 0;
  for (std::size_t point = 0;; ++point) {
    SCOPED_TRACE("point " + std::to_string(point));
    const Round round = fight(point, true);
    if (!round.stopped) {
      expect_the_reward_of_two();
      EXPECT_EQ(point, commit_answered() + 2) << "the sweep ends one behind the point after the last answer";
      expect_all_given(round);
      EXPECT_TRUE(round.told[0] && round.told[1]);
      break;
    }
    if (statements_.back() == "COMMIT" && point >= commit_answered()) {
      ++given;
      expect_all_given(round);
    } else {
      ++lost;
      expect_nothing_given(round);
    }
    if (HasFailure()) break;
  }
  EXPECT_EQ(lost, commit_answered()) << "all that comes before COMMIT has been carried out";
  EXPECT_EQ(given, 2U) << "with and without its answer";
  RecordProperty("points", static_cast<int>(given + lost));
}

TEST_F(RewardSweep, gives_everything_once_wherever_the_connection_to_the_database_is_cut) {
  std::size_t points = 0;
  for (std::size_t point = 0;; ++point) {
    SCOPED_TRACE("point " + std::to_string(point));
    const Round round = fight(point, false);
    expect_all_given(round);
    EXPECT_TRUE(round.told[0] && round.told[1]) << "the server tries again until it is saved, and then tells";
    if (!round.stopped || HasFailure()) break;
    ++points;
  }
  expect_the_reward_of_two();
  EXPECT_EQ(points, commit_answered() + 2);
}

// ---- the embedded database -------------------------------------------------------------------------------------

/// SQLite runs inside the server: there is no wire whose messages could be counted, and the moment of the commit is
/// one write to the log beside the file, which its own tests break at every byte (https://www.sqlite.org/testing.html).
/// What is left to show is that the server leaves the rest to it: it is killed at fourteen different moments around
/// the end of a fight, and what was told must be there, and nothing twice.
TEST(FightRewards, are_given_once_or_never_whenever_a_server_with_sqlite_dies) {
  ServerProcess server(arena());
  Account account = make_account(server.port());
  // The number a statement answers, if it answers any.
  const auto ask = [&](const std::string& text) {
    soci::session session(soci::sqlite3, "db=" + (server.data_folder() / "flumen.db").string());
    soci::statement statement(session);
    long long number = 0;
    statement.exchange(soci::into(number));
    statement.alloc();
    statement.prepare(text);
    statement.define_and_bind();
    (void)statement.execute(true);
    return std::int64_t{number};
  };
  const auto stored = [&](const std::string& what) { return ask("SELECT " + what); };
  server.kill();
  (void)ask(kMakeEverybodyStrong);
  server.start();

  std::int64_t told = 0;
  constexpr int kRounds = 14;
  for (int round = 0; round < kRounds; ++round) {
    log_in(server.port(), account);
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
      told = static_cast<std::int64_t>(number(ended->at("fighters").as_array()[0].as_object(), "experience"));
      EXPECT_EQ(now, told) << "what was told was saved";
    }
    server.start();
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
