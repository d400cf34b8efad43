#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "database/database.hpp"
#include "support/postgres_server.hpp"
#include "support/run_task.hpp"
#include "support/temp_dir.hpp"

namespace flumen::database {

/// Keeps every line, so that a test can look for what must not be in any.
class KeepingSink final : public base::LogSink {
 public:
  [[nodiscard]] bool enabled(base::LogLevel) const noexcept override { return true; }
  void write(base::LogLevel, std::string_view message, std::span<const base::LogField> context,
             std::span<const base::LogField> fields) noexcept override {
    const std::lock_guard lock(mutex_);
    text_.append(message).append("\n");
    for (const auto& list : {context, fields}) {
      for (const auto& field : list) {
        if (const auto* value = std::get_if<std::string>(&field.value)) text_.append(*value).append("\n");
      }
    }
  }
  [[nodiscard]] std::string text() const {
    const std::lock_guard lock(mutex_);
    return text_;
  }

 private:
  mutable std::mutex mutex_;
  std::string text_;  // guarded by mutex_
};

/// The PostgreSQL all tests of this program share, started by the first that needs it.
inline support::PostgresServer& shared_postgres() {
  static support::PostgresServer server;
  return server;
}

enum class Store { sqlite_file, sqlite_memory, postgresql };

inline std::string store_name(const testing::TestParamInfo<Store>& info) {
  switch (info.param) {
    case Store::sqlite_file:
      return "sqlite_file";
    case Store::sqlite_memory:
      return "sqlite_memory";
    default:
      return "postgresql";
  }
}

inline const auto kSharedStores = testing::Values(Store::sqlite_file, Store::postgresql);
inline const auto kAllStores = testing::Values(Store::sqlite_file, Store::sqlite_memory, Store::postgresql);

/// A fresh database of each kind, migrated.
class ContractTest : public testing::TestWithParam<Store> {
 protected:
  void SetUp() override {
    options_.url = fresh_url(GetParam());
    database_ = connect(options_);
    ASSERT_TRUE(database_);
    const auto applied = database_->migrate();
    ASSERT_TRUE(applied) << applied.error().message;
  }
  void TearDown() override {
    if (database_) database_->close();
  }

  std::string fresh_url(Store store) {
    if (store == Store::sqlite_memory) return "sqlite::memory:";
    if (store == Store::sqlite_file) return "sqlite:" + (folder_.path() / "flumen test=1.db").string();
    return shared_postgres().create_database();
  }

  /// Nothing when it cannot be opened; the test has then failed.
  std::unique_ptr<Database> connect(const DatabaseOptions& options) {
    auto made = make_database(options, base::Logger(sink_));
    EXPECT_TRUE(made) << made.error().message;
    if (!made) return nullptr;
    const auto opened = (*made)->open();
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? std::move(*made) : nullptr;
  }

  UserRepository& users() { return database_->users(); }
  CharacterRepository& characters() { return database_->characters(); }
  TokenRepository& tokens() { return database_->tokens(); }

  static User make_user(const std::string& name) {
    return {.id = base::UserId::random(),
            .username = name,
            .email = name + "@example.org",
            .password_hash = "$argon2id$v=19$hash-of-" + name,
            .created_at = kNow};
  }
  static Character make_character(base::UserId owner, const std::string& name) {
    Character character;
    character.id = base::CharacterId::random();
    character.user_id = owner;
    character.name = name;
    character.character_class = "adventurer";
    character.created_at = kNow;
    return character;
  }
  /// An account whose first character has its name.
  User create_account(const std::string& name) {
    const User user = make_user(name);
    const auto created = support::run_task(users().create(user, make_character(user.id, name)));
    EXPECT_TRUE(created) << created.error().message;
    return user;
  }

  static constexpr base::SystemTime kNow{std::chrono::milliseconds(1'700'000'000'123)};

  support::TempDir folder_;
  KeepingSink sink_;
  DatabaseOptions options_;
  std::unique_ptr<Database> database_;
  boost::asio::io_context context_;
};

}  // namespace flumen::database
