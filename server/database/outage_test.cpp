#include <gtest/gtest.h>

#include "database/contract_fixture.hpp"
#include "support/postgres_relay.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using std::chrono::milliseconds;
using support::run_task;
using support::run_tasks;

/// The database taken away and given back while it is used. One kind of store: SQLite cannot go away.
class OutageTest : public ContractTest {
 protected:
  void SetUp() override {
    options_.call_deadline = milliseconds(1'000);
    options_.retry_first = milliseconds(5);
    options_.retry_most = milliseconds(50);
    ContractTest::SetUp();
  }
  void TearDown() override {
    ContractTest::TearDown();
    shared_postgres().stop();
    shared_postgres().start();
  }

  static void cut_all_connections() {
    shared_postgres().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'");
  }

  // Calls until one is answered; the test's own time limit is the bound.
  void wait_until_answered() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!run_task(database_->ping())) ASSERT_LT(std::chrono::steady_clock::now(), deadline);
  }
};

INSTANTIATE_TEST_SUITE_P(All, OutageTest, testing::Values(Store::postgresql), store_name);

TEST_P(OutageTest, survives_connections_that_were_cut_between_calls) {
  const User user = create_account("alice");
  // Every connection of the pool, not just the first.
  std::vector<base::Task<base::Result<std::optional<User>>>> warm;
  for (int i = 0; i < 32; ++i) warm.push_back(users().find(user.id));
  run_tasks(context_, std::move(warm));
  cut_all_connections();
  EXPECT_TRUE(run_task(users().find(user.id)).value());
  cut_all_connections();
  create_account("bob");
  cut_all_connections();
  std::vector<base::Task<base::Result<std::optional<User>>>> calls;
  for (int i = 0; i < 32; ++i) calls.push_back(users().find(user.id));
  for (const auto& result : run_tasks(context_, std::move(calls))) EXPECT_TRUE(result) << result.error().message;
}

TEST_P(OutageTest, fails_quickly_while_the_database_is_away_and_recovers_by_itself) {
  const User user = create_account("alice");
  shared_postgres().stop();
  const auto first = run_task(users().find(user.id));
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().code, Errc::unavailable);

  // Known to be away now: two thousand callers are told so in less time than one of them would have waited.
  const auto before = std::chrono::steady_clock::now();
  std::vector<base::Task<base::Result<std::optional<User>>>> calls;
  for (int i = 0; i < 2'000; ++i) calls.push_back(users().find(user.id));
  for (const auto& result : run_tasks(context_, std::move(calls))) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::unavailable);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - before, options_.call_deadline);
  EXPECT_EQ(database_->queue_depth(), 0u);

  shared_postgres().start();
  wait_until_answered();
  EXPECT_EQ(run_task(users().find(user.id)).value()->username, "alice");
  EXPECT_TRUE(run_task(characters().save_positions({})));
  EXPECT_EQ(sink_.text().find("secret"), std::string::npos);
  EXPECT_NE(sink_.text().find("database is back"), std::string::npos);
}

TEST_P(OutageTest, waits_out_a_short_outage_within_the_call) {
  options_.call_deadline = std::chrono::seconds(20);
  database_->close();
  database_ = connect(options_);
  const User user = create_account("alice");
  shared_postgres().kill();
  std::vector<base::Task<base::Result<std::optional<User>>>> calls;
  calls.push_back(users().find(user.id));
  std::vector<base::Result<std::optional<User>>> results;
  std::thread caller([&] { results = run_tasks(context_, std::move(calls)); });
  shared_postgres().start();
  caller.join();
  const auto& result = results.front();
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_TRUE(result->has_value());
}

TEST_P(OutageTest, undoes_and_repeats_a_transaction_cut_before_it_committed) {
  const std::string database = options_.url.substr(options_.url.rfind('/') + 1);
  // The first commit of a character ends its own connection; a sequence is the only thing that is not rolled back.
  shared_postgres().execute(
      "CREATE SEQUENCE commits;"
      "CREATE FUNCTION end_first() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
      "  IF nextval('commits') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END $$;"
      "CREATE CONSTRAINT TRIGGER ends AFTER INSERT ON characters DEFERRABLE INITIALLY DEFERRED "
      "  FOR EACH ROW EXECUTE FUNCTION end_first()",
      database);
  const User user = create_account("alice");
  EXPECT_EQ(run_task(characters().list(user.id))->size(), 1u);
  EXPECT_NE(sink_.text().find("database connection lost"), std::string::npos);
}

class CutCommitTest : public OutageTest {
 protected:
  void SetUp() override {
    OutageTest::SetUp();
    relay_ = std::make_unique<support::PostgresRelay>(shared_postgres().port());
    options_.url = relay_->through(options_.url);
    database_->close();
    database_ = connect(options_);
    ASSERT_TRUE(database_);
    user_ = create_account("alice");
    relay_->cut_next_commit();
  }
  void TearDown() override {
    EXPECT_TRUE(relay_->stops());
    database_->close();
    database_.reset();
    relay_.reset();
  }

  std::unique_ptr<support::PostgresRelay> relay_;
  User user_;
};

INSTANTIATE_TEST_SUITE_P(All, CutCommitTest, testing::Values(Store::postgresql), store_name);

TEST_P(CutCommitTest, finds_the_account_it_has_created) {
  const User user = make_user("bob");
  const auto created = run_task(users().create(user, make_character(user.id, "bob")));
  EXPECT_TRUE(created) << created.error().message;
  EXPECT_EQ(run_task(users().find_by_identifier("bob")).value()->id, user.id);
}

TEST_P(CutCommitTest, finds_the_character_it_has_created_at_the_limit) {
  EXPECT_TRUE(run_task(characters().create(make_character(user_.id, "second"), 2)));
  EXPECT_EQ(run_task(characters().list(user_.id))->size(), 2u);
}

TEST_P(CutCommitTest, knows_that_it_has_removed_a_character) {
  const auto id = run_task(characters().list(user_.id))->front().id;
  EXPECT_TRUE(run_task(characters().remove(user_.id, id)).value());
}

TEST_P(CutCommitTest, does_not_take_its_own_rotation_for_a_theft) {
  RefreshToken token{.id = base::Uuid::random(),
                     .family_id = base::Uuid::random(),
                     .user_id = user_.id,
                     .token_hash = "one",
                     .created_at = kNow,
                     .expires_at = kNow + std::chrono::hours(1)};
  ASSERT_TRUE(run_task(tokens().insert(token)));
  RefreshToken next = token;
  next.id = base::Uuid::random();
  next.token_hash = "two";
  const auto rotated = run_task(tokens().rotate("one", next, kNow));
  ASSERT_TRUE(rotated) << rotated.error().message;
  next.id = base::Uuid::random();
  next.token_hash = "three";
  EXPECT_TRUE(run_task(tokens().rotate("two", next, kNow)));
}

}  // namespace
}  // namespace flumen::database
