#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "database/contract_fixture.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using std::chrono::seconds;
using support::run_task;
using support::run_tasks;

constexpr std::size_t kLimit = 5;

class CharacterRepositoryTest : public ContractTest {
 protected:
  void SetUp() override {
    ContractTest::SetUp();
    owner_ = create_account("alice").id;
  }
  base::Result<void> create(const Character& character, std::size_t limit = kLimit) {
    return run_task(characters().create(character, limit));
  }
  Character created(const std::string& name) {
    const Character character = make_character(owner_, name);
    EXPECT_TRUE(create(character));
    return character;
  }
  Character found(base::CharacterId id) { return run_task(characters().find(owner_, id)).value().value(); }

  base::UserId owner_;
};

INSTANTIATE_TEST_SUITE_P(All, CharacterRepositoryTest, kAllStores, store_name);

TEST_P(CharacterRepositoryTest, gives_back_every_field) {
  Character character = make_character(owner_, "Brom");
  character.level = 42;
  character.experience = 9'007'199'254'740'993;
  character.map_id = "map_-999999_-999999";
  character.pos_x = 0.1 + 0.2;
  character.pos_y = 1079.99;
  character.last_played_at = kNow + seconds(5);
  ASSERT_TRUE(create(character));
  const Character stored = found(character.id);
  EXPECT_EQ(stored.user_id, owner_);
  EXPECT_EQ(stored.name, "Brom");
  EXPECT_EQ(stored.character_class, "adventurer");
  EXPECT_EQ(stored.level, 42);
  EXPECT_EQ(stored.experience, 9'007'199'254'740'993);
  EXPECT_EQ(stored.map_id, "map_-999999_-999999");
  EXPECT_EQ(stored.pos_x, 0.1 + 0.2);
  EXPECT_EQ(stored.pos_y, 1079.99);
  EXPECT_EQ(stored.created_at, kNow);
  EXPECT_EQ(stored.last_played_at, kNow + seconds(5));
}

TEST_P(CharacterRepositoryTest, refuses_a_name_that_differs_only_in_case) {
  created("Brom");
  const User other = create_account("bob");
  const auto taken = create(make_character(other.id, "bROM"));
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Errc::already_exists);
  EXPECT_EQ(taken.error().message, "name");
}

TEST_P(CharacterRepositoryTest, refuses_an_account_that_is_not_there) {
  EXPECT_EQ(create(make_character(base::UserId::random(), "Brom")).error().code, Errc::not_found);
}

TEST_P(CharacterRepositoryTest, refuses_a_position_that_is_no_number) {
  Character character = make_character(owner_, "Brom");
  character.pos_x = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(create(character).error().code, Errc::invalid_argument);
}

TEST_P(CharacterRepositoryTest, never_passes_the_limit_however_many_ask_at_once) {
  std::vector<base::Task<base::Result<void>>> attempts;
  for (int i = 0; i < 20; ++i) {
    attempts.push_back(characters().create(make_character(owner_, "c" + std::to_string(i)), kLimit));
  }
  std::size_t won = 0;
  for (const auto& result : run_tasks(context_, std::move(attempts))) {
    if (result) {
      ++won;
    } else {
      EXPECT_EQ(result.error().code, Errc::limit_reached);
    }
  }
  EXPECT_EQ(won, kLimit - 1);  // the account came with one
  EXPECT_EQ(run_task(characters().list(owner_))->size(), kLimit);
}

TEST_P(CharacterRepositoryTest, lists_the_oldest_first_and_nobody_elses) {
  Character late = make_character(owner_, "late");
  late.created_at = kNow + seconds(2);
  Character early = make_character(owner_, "early");
  early.created_at = kNow + seconds(1);
  ASSERT_TRUE(create(late));
  ASSERT_TRUE(create(early));
  create_account("bob");
  std::vector<std::string> names;
  for (const auto& character : run_task(characters().list(owner_)).value()) names.push_back(character.name);
  EXPECT_EQ(names, (std::vector<std::string>{"alice", "early", "late"}));
  EXPECT_TRUE(run_task(characters().list(base::UserId::random()))->empty());
}

TEST_P(CharacterRepositoryTest, shows_and_removes_only_the_owners) {
  const Character mine = created("Brom");
  const User other = create_account("bob");
  EXPECT_FALSE(run_task(characters().find(other.id, mine.id)).value());
  EXPECT_FALSE(run_task(characters().remove(other.id, mine.id)).value());
  EXPECT_TRUE(run_task(characters().remove(owner_, mine.id)).value());
  EXPECT_FALSE(run_task(characters().remove(owner_, mine.id)).value());
  EXPECT_FALSE(run_task(characters().find(owner_, mine.id)).value());
}

TEST_P(CharacterRepositoryTest, prefers_the_one_played_last_then_the_oldest) {
  Character oldest = make_character(owner_, "oldest");
  oldest.created_at = kNow - seconds(1);
  ASSERT_TRUE(create(oldest));
  EXPECT_EQ(run_task(characters().most_recent(owner_)).value()->name, "oldest");

  const Character played = created("played");
  ASSERT_TRUE(run_task(characters().mark_played(played.id, kNow + seconds(9))));
  const auto recent = run_task(characters().most_recent(owner_)).value();
  EXPECT_EQ(recent->name, "played");
  EXPECT_EQ(recent->last_played_at, kNow + seconds(9));
  EXPECT_FALSE(run_task(characters().most_recent(base::UserId::random())).value());
  EXPECT_TRUE(run_task(characters().mark_played(base::CharacterId::random(), kNow)));
}

TEST_P(CharacterRepositoryTest, saves_positions_the_last_one_wins_and_the_missing_are_skipped) {
  const Character a = created("a");
  const Character b = created("b");
  ASSERT_TRUE(run_task(characters().save_positions({{a.id, "map_1_0", 1, 2},
                                                    {base::CharacterId::random(), "map_1_0", 3, 4},
                                                    {b.id, "map_-5_7", 1919.99, 0.01},
                                                    {a.id, "map_2_0", 100, 538.5}})));
  EXPECT_EQ(found(a.id).map_id, "map_2_0");
  EXPECT_EQ(found(a.id).pos_x, 100);
  EXPECT_EQ(found(a.id).pos_y, 538.5);
  EXPECT_EQ(found(b.id).map_id, "map_-5_7");
  EXPECT_EQ(found(b.id).pos_x, 1919.99);
  EXPECT_EQ(found(b.id).pos_y, 0.01);
  EXPECT_TRUE(run_task(characters().save_positions({})));
}

TEST_P(CharacterRepositoryTest, saves_the_others_when_one_position_is_bad) {
  const Character a = created("a");
  const Character b = created("b");
  const Character c = created("c");
  ASSERT_TRUE(run_task(characters().save_positions(
      {{a.id, "map_1_0", std::nan(""), 2}, {b.id, "map_1_0\"}]', x", 1, 2}, {c.id, "map_1_0", 1e300, -0.0}})));
  EXPECT_EQ(found(a.id).map_id, "map_0_0");
  EXPECT_EQ(found(b.id).map_id, "map_0_0");
  EXPECT_EQ(found(c.id).pos_x, 1e300);
  EXPECT_NE(sink_.text().find("dropped"), std::string::npos);
}

TEST_P(CharacterRepositoryTest, saves_five_thousand_positions_in_one_call) {
  constexpr std::size_t kMany = 5'000;
  std::vector<CharacterPosition> positions;
  std::vector<base::Task<base::Result<void>>> creations;
  for (std::size_t i = 0; i < kMany; ++i) {
    const Character character = make_character(owner_, "c" + std::to_string(i));
    positions.push_back({character.id, "map_3_4", static_cast<double>(i), 0.25});
    // A few thousand rows to search among are enough.
    if (i % 10 == 0) creations.push_back(characters().create(character, kMany));
  }
  for (const auto& result : run_tasks(context_, std::move(creations))) ASSERT_TRUE(result) << result.error().message;
  const auto saved = run_task(characters().save_positions(positions));
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_EQ(found(positions[4'990].id).pos_x, 4'990);
  EXPECT_EQ(found(positions[0].id).map_id, "map_3_4");
}

// A second connection to memory would be a second database.
class QueueTest : public CharacterRepositoryTest {};
INSTANTIATE_TEST_SUITE_P(All, QueueTest, kSharedStores, store_name);

TEST_P(QueueTest, refuses_calls_beyond_the_queue) {
  DatabaseOptions options = options_;
  options.connections = 1;
  options.queue_capacity = 2;
  const auto small = connect(options);
  ASSERT_TRUE(small);
  std::vector<base::Task<base::Result<std::vector<Character>>>> calls;
  for (int i = 0; i < 500; ++i) calls.push_back(small->characters().list(owner_));
  int served = 0;
  int refused = 0;
  for (const auto& result : run_tasks(context_, std::move(calls))) {
    if (result) {
      ++served;
    } else {
      EXPECT_EQ(result.error().code, Errc::busy);
      ++refused;
    }
  }
  EXPECT_GE(served, 2);
  EXPECT_GT(refused, 0);
  small->close();
}

}  // namespace
}  // namespace flumen::database
