#include "database/growth_repository.hpp"

#include <gtest/gtest.h>

#include "database/contract_fixture.hpp"
#include "support/postgres_relay.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using support::run_task;

/// One contract for both back ends.
class GrowthTest : public ContractTest {
 protected:
  GrowthRepository& growth() { return database_->growth(); }

  Character character_of(const User& user) { return character_of(user.id); }
  Character character_of(base::UserId user) {
    const auto found = run_task(characters().most_recent(user));
    EXPECT_TRUE(found && *found);
    return **found;
  }

  static FightRewards rewards_for(std::vector<FightRewards::Share> shares) {
    FightRewards rewards;
    rewards.fight = base::Uuid::random();
    rewards.at = kNow;
    rewards.shares = std::move(shares);
    rewards.level_begins = {0, 100, 250, 1'000};
    rewards.most_experience = 1'500;
    return rewards;
  }
};

INSTANTIATE_TEST_SUITE_P(All, GrowthTest, kAllStores, store_name);

TEST_P(GrowthTest, gives_every_share_of_a_fight_and_levels_with_it) {
  const Character anna = character_of(create_account("anna"));
  const Character bruno = character_of(create_account("bruno"));
  const auto given = run_task(growth().reward(rewards_for({{anna.id, 260, 31}, {bruno.id, 0, 1}})));
  ASSERT_TRUE(given) << given.error().message;
  ASSERT_EQ(given->size(), 2u);
  for (const RewardedCharacter& each : *given) {
    const bool is_anna = each.character == anna.id;
    EXPECT_EQ(each.experience, is_anna ? 260 : 0);
    EXPECT_EQ(each.level, is_anna ? 3 : 1);
    EXPECT_EQ(each.levels_gained, is_anna ? 2 : 0);
    EXPECT_EQ(each.life, is_anna ? 31 : 1);
  }
  const auto stored = run_task(characters().find(anna.user_id, anna.id));
  EXPECT_EQ((**stored).experience, 260);
  EXPECT_EQ((**stored).level, 3);
  EXPECT_EQ((**stored).life, 31);
  EXPECT_EQ((**stored).life_at, kNow);
}

TEST_P(GrowthTest, gives_nothing_twice_and_answers_what_was_given) {
  const Character anna = character_of(create_account("anna"));
  const FightRewards rewards = rewards_for({{anna.id, 260, 31}});
  ASSERT_TRUE(run_task(growth().reward(rewards)));
  for (int i = 0; i < 3; ++i) {
    const auto again = run_task(growth().reward(rewards));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->front().experience_gained, 260);
    EXPECT_EQ(again->front().experience, 260);
    EXPECT_EQ(again->front().levels_gained, 2);
  }
  ASSERT_TRUE(run_task(growth().reward(rewards_for({{anna.id, 1, 31}}))));
  EXPECT_EQ(character_of(anna.user_id).experience, 261) << "another fight gives again";
}

TEST_P(GrowthTest, stops_at_the_most_experience_there_can_be) {
  const Character anna = character_of(create_account("anna"));
  const auto given = run_task(growth().reward(rewards_for({{anna.id, 1'000'000'000'000'000, 5}})));
  ASSERT_TRUE(given);
  EXPECT_EQ(given->front().experience, 1'500);
  EXPECT_EQ(given->front().experience_gained, 1'500);
  EXPECT_EQ(given->front().level, 4);
}

TEST_P(GrowthTest, leaves_out_characters_that_are_gone) {
  const Character anna = character_of(create_account("anna"));
  const auto given = run_task(growth().reward(rewards_for({{base::CharacterId::random(), 5, 1}, {anna.id, 7, 1}})));
  ASSERT_TRUE(given);
  ASSERT_EQ(given->size(), 1u);
  EXPECT_EQ(given->front().experience, 7);
}

TEST_P(GrowthTest, spends_points_until_none_are_left) {
  const Character anna = character_of(create_account("anna"));
  const auto given = [](const Character&) { return std::int64_t{5}; };
  const auto spent = run_task(growth().spend_points(anna.user_id, anna.id, {1, 0, 3, 0, 0, 0}, given));
  ASSERT_TRUE(spent) << spent.error().message;
  EXPECT_EQ((**spent).spent_points, (SpentPoints{1, 0, 3, 0, 0, 0}));
  const auto refused = run_task(growth().spend_points(anna.user_id, anna.id, {0, 2, 0, 0, 0, 0}, given));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::limit_reached);
  EXPECT_EQ(character_of(anna.user_id).spent_points, (SpentPoints{1, 0, 3, 0, 0, 0}));
}

TEST_P(GrowthTest, spends_nobody_elses_points) {
  const Character anna = character_of(create_account("anna"));
  const User bruno = create_account("bruno");
  const auto given = [](const Character&) { return std::int64_t{5}; };
  const auto spent = run_task(growth().spend_points(bruno.id, anna.id, {1, 0, 0, 0, 0, 0}, given));
  ASSERT_TRUE(spent);
  EXPECT_FALSE(*spent);
}

TEST_P(GrowthTest, forgets_only_old_rewards) {
  const Character anna = character_of(create_account("anna"));
  const FightRewards rewards = rewards_for({{anna.id, 10, 1}});
  ASSERT_TRUE(run_task(growth().reward(rewards)));
  EXPECT_EQ(run_task(growth().forget_rewards(kNow)).value(), 0u);
  ASSERT_TRUE(run_task(growth().reward(rewards)));
  EXPECT_EQ(character_of(anna.user_id).experience, 10);
  EXPECT_EQ(run_task(growth().forget_rewards(kNow + std::chrono::milliseconds(1))).value(), 1u);
}

class GrowthOutage : public GrowthTest {};
INSTANTIATE_TEST_SUITE_P(All, GrowthOutage, testing::Values(Store::postgresql), store_name);

TEST_P(GrowthOutage, gives_once_when_the_connection_is_lost_between_commit_and_answer) {
  const Character anna = character_of(create_account("anna"));
  support::PostgresRelay relay(shared_postgres().port());
  DatabaseOptions through = options_;
  through.url = relay.through(options_.url);
  const auto behind = connect(through);
  ASSERT_TRUE(behind);
  relay.cut_next_commit();
  const auto given = run_task(behind->growth().reward(rewards_for({{anna.id, 260, 31}})));
  EXPECT_TRUE(relay.stops());
  ASSERT_TRUE(given) << given.error().message;
  EXPECT_EQ(given->front().experience, 260);
  EXPECT_EQ(character_of(anna.user_id).experience, 260);
  behind->close();
}

}  // namespace
}  // namespace flumen::database
