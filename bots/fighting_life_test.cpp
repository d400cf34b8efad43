#include "bots/fighting_life.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "bots/testing/golden.hpp"

namespace flumen::bots {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

std::string refusal(std::uint64_t seq) {
  return fmt::format(R"({{"type":"error","data":{{"error":"…","code":"path_blocked"}},"reply_to":{}}})", seq);
}

std::vector<std::shared_ptr<const MapView>> one_map() { return {std::make_shared<const MapView>()}; }

/// Two bots who fight each other, without a server: what they would send is counted.
class FightingLifeTest : public ::testing::Test, private Connection::Listener {
 protected:
  FightingLifeTest() {
    asker.enter(base::UserId::random(), now);
    asked.enter(base::UserId::random(), now);
  }
  void on_text(std::string_view) override {}
  void on_binary(std::string_view) override {}

  static Options duel() {
    Options options;
    options.scenario = Scenario::fight;
    options.count = options.fighters = 2;
    options.duels = 1;
    return options;
  }
  FightingLife bot(std::size_t number) {
    return {number, role_of(options, number, 1), setting, stats, connection, static_cast<std::uint32_t>(number + 1)};
  }
  /// Turns for `time`, ten a second.
  void live(FightingLife& life, seconds time) {
    for (const auto end = now + time; now < end; now += milliseconds(100)) (void)life.act(map, walker, now);
  }

  const Options options = duel();
  const Region region{one_map()};
  const MapView map;
  Common common{2, 8, 1};
  Setting setting{options, Target{}, region, common};
  base::EventLoop loop{0};
  Poller poller{loop};
  Stats stats;
  Connection connection{loop, poller, *this, 1};
  base::SteadyTime now{seconds(1000)};
  Walker walker;
  FightingLife asker = bot(0);
  FightingLife asked = bot(1);
};

TEST_F(FightingLifeTest, asks_a_partner_who_is_ready_and_waits_for_the_answer) {
  live(asker, seconds(10));
  EXPECT_EQ(stats.commands_sent, 0U) << "nobody is there";
  live(asked, seconds(1));
  EXPECT_EQ(stats.commands_sent, 0U) << "the other one asks";
  live(asker, seconds(10));
  EXPECT_EQ(stats.commands_sent, 1U);
  EXPECT_TRUE(asker.waits());
  live(asker, seconds(60));
  EXPECT_EQ(stats.commands_sent, 2U) << "a challenge that nobody speaks of any more is over";
}

TEST_F(FightingLifeTest, asks_again_soon_when_it_was_refused) {
  live(asked, seconds(1));
  live(asker, seconds(10));
  ASSERT_EQ(stats.commands_sent, 1U);
  EXPECT_TRUE(asker.refused(refusal(1), now));
  EXPECT_EQ(stats.refusals.at("path_blocked"), 1U);
  live(asker, seconds(4));
  EXPECT_EQ(stats.commands_sent, 2U);
}

TEST_F(FightingLifeTest, counts_a_fight_once_while_it_lasts_and_when_it_ends) {
  const std::string began = golden_message("combat_started");
  std::string for_the_other = began;
  for_the_other.replace(for_the_other.find(R"("fighter":0)"), 11, R"("fighter":1)");
  EXPECT_EQ(asker.read(began, now), FightingLife::Change::began);
  EXPECT_EQ(asked.read(for_the_other, now), FightingLife::Change::began);
  EXPECT_EQ(setting.headcount.fights, 1U);
  (void)asker.read(began, now);
  EXPECT_EQ(setting.headcount.fights, 1U) << "it was told anew";
  EXPECT_EQ(asker.read(golden_message("combat_ended"), now), FightingLife::Change::ended);
  EXPECT_EQ(asked.read(golden_message("combat_ended"), now), FightingLife::Change::ended);
  EXPECT_EQ(setting.headcount.fights, 0U);
  EXPECT_EQ(stats.fights_ended, 1U);
  EXPECT_EQ(stats.fights.at("won"), 2U);
}

TEST_F(FightingLifeTest, counts_no_fight_of_who_is_cut_off) {
  (void)asker.read(golden_message("combat_started"), now);
  ASSERT_EQ(setting.headcount.fights, 1U);
  asker.forget();
  EXPECT_EQ(setting.headcount.fights, 0U);
}

TEST_F(FightingLifeTest, gives_its_commands_at_a_persons_pace) {
  (void)asker.read(golden_message("combat_started"), now);  // in its own turn
  ASSERT_TRUE(asker.act(map, walker, now));
  live(asker, seconds(100));
  EXPECT_GT(stats.commands_sent, 80U);
  EXPECT_LT(stats.commands_sent, 120U);
}

TEST_F(FightingLifeTest, takes_the_time_of_each_answer_and_tells_refusals_from_other_errors) {
  (void)asker.read(golden_message("combat_started"), now);
  const auto sent = now;
  ASSERT_TRUE(asker.act(map, walker, now));
  ASSERT_EQ(stats.commands_sent, 1U);
  EXPECT_FALSE(asker.refused(refusal(99), sent)) << "of no command";
  EXPECT_EQ(stats.answer.count(), 0U);
  EXPECT_TRUE(asker.refused(refusal(1), sent + milliseconds(3)));
  EXPECT_EQ(stats.answer.count(), 1U);
  EXPECT_NEAR(static_cast<double>(stats.answer.max()), 3'000, 50);
  EXPECT_FALSE(asker.refused(refusal(1), sent)) << "it was answered";
}

}  // namespace
}  // namespace flumen::bots
