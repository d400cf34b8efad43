#include "database/migrations.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "database/contract_fixture.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using support::run_task;

class MigrationsTest : public ContractTest {
 protected:
  void SetUp() override { options_.url = fresh_url(GetParam()); }

  // A statement run behind the database's back.
  void execute(const std::string& sql) {
    const auto url = DatabaseUrl::parse(options_.url);
    const Dialect dialect = make_dialect(url->backend());
    Connection connection(*url, dialect, std::chrono::milliseconds(5'000));
    connection.open();
    connection.execute(sql);
  }

  // In a process of its own; the exit code is the number of steps applied, 100 when it failed.
  pid_t migrate_in_a_process() {
    const pid_t child = ::fork();
    if (child != 0) return child;
    auto made = make_database(options_, base::Logger(sink_));
    const bool opened = made && (*made)->open();
    const auto applied = opened ? (*made)->migrate() : base::Result<std::size_t>(base::fail(Errc::internal, ""));
    ::_exit(applied ? static_cast<int>(*applied) : 100);
  }
};

INSTANTIATE_TEST_SUITE_P(All, MigrationsTest, kAllStores, store_name);

// Memory does not outlive its connection, and nobody else can see it.
class SharedStoreTest : public MigrationsTest {};
INSTANTIATE_TEST_SUITE_P(All, SharedStoreTest, kSharedStores, store_name);

class SqliteFileTest : public MigrationsTest {};
INSTANTIATE_TEST_SUITE_P(All, SqliteFileTest, testing::Values(Store::sqlite_file), store_name);

TEST(Migrations, are_numbered_from_one_without_gaps) {
  int expected = 0;
  for (const auto& migration : migrations()) EXPECT_EQ(migration.number, ++expected);
}

TEST_P(MigrationsTest, apply_to_a_fresh_database_once) {
  database_ = connect(options_);
  ASSERT_TRUE(database_);
  EXPECT_EQ(database_->migrate().value(), migrations().size());
  EXPECT_EQ(database_->migrate().value(), 0u);
  EXPECT_TRUE(run_task(database_->ping()));
}

TEST_P(SharedStoreTest, keep_what_is_stored_when_the_program_starts_again) {
  database_ = connect(options_);
  ASSERT_TRUE(database_ && database_->migrate());
  const User user = create_account("alice");
  database_->close();
  database_ = connect(options_);
  EXPECT_EQ(database_->migrate().value(), 0u);
  EXPECT_EQ(run_task(users().find_by_identifier("alice")).value()->id, user.id);
}

TEST_P(SharedStoreTest, apply_each_step_once_when_many_processes_start_together) {
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) children.push_back(migrate_in_a_process());
  int applied = 0;
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_LT(WEXITSTATUS(status), 100);
    applied += WEXITSTATUS(status);
  }
  EXPECT_EQ(applied, static_cast<int>(migrations().size()));
}

TEST_P(SharedStoreTest, refuse_a_schema_newer_than_the_program) {
  database_ = connect(options_);
  ASSERT_TRUE(database_ && database_->migrate());
  execute("INSERT INTO schema_migrations (number, name, applied_at) VALUES (99, 'from the future', 0)");
  const auto refused = database_->migrate();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::conflict);
  EXPECT_NE(refused.error().message.find("99"), std::string::npos);
}

TEST_P(SharedStoreTest, leave_the_schema_as_it_was_when_a_step_fails) {
  execute("CREATE TABLE characters (id INTEGER)");
  database_ = connect(options_);
  ASSERT_TRUE(database_);
  EXPECT_FALSE(database_->migrate());
  execute("DROP TABLE characters");
  // The users table of the first half of that step was undone with it.
  EXPECT_EQ(database_->migrate().value(), migrations().size());
}

TEST_P(SharedStoreTest, make_the_defaults_of_a_new_character) {
  database_ = connect(options_);
  ASSERT_TRUE(database_ && database_->migrate());
  const User user = create_account("alice");
  const auto id = base::CharacterId::random();
  execute("INSERT INTO characters (id, user_id, name, class, created_at) VALUES ('" + id.to_string() + "', '" +
          user.id.to_string() + "', 'plain', 'adventurer', 0)");
  const auto plain = run_task(characters().find(user.id, id)).value();
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->level, 1);
  EXPECT_EQ(plain->experience, 0);
  EXPECT_EQ(plain->map_id, "map_0_0");
  EXPECT_EQ(plain->pos_x, 758.0);
  EXPECT_EQ(plain->pos_y, 605.0);
  EXPECT_EQ(plain->last_played_at, base::SystemTime{});

  execute("DELETE FROM users WHERE id = '" + user.id.to_string() + "'");
  EXPECT_TRUE(run_task(characters().list(user.id))->empty());
}

TEST_P(SqliteFileTest, is_kept_to_its_owner) {
  database_ = connect(options_);
  ASSERT_TRUE(database_ && database_->migrate());
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    struct stat status {};
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u) << entry.path();
  }
}

}  // namespace
}  // namespace flumen::database
