#include "database/database.hpp"

#include <utility>

#include "database/connection_pool.hpp"
#include "database/migrations.hpp"
#include "database/sql_character_repository.hpp"
#include "database/sql_growth_repository.hpp"
#include "database/sql_token_repository.hpp"
#include "database/sql_user_repository.hpp"

namespace flumen::database {
namespace {

class SqlDatabase final : public Database {
 public:
  SqlDatabase(DatabaseUrl url, const DatabaseOptions& options, const base::Logger& logger)
      : pool_(std::move(url), options, logger),
        users_(pool_),
        characters_(pool_, logger),
        tokens_(pool_),
        growth_(pool_) {}

  base::Result<void> open() override { return pool_.open(); }

  base::Result<std::size_t> migrate() override {
    return pool_.run_here<std::size_t>("migrate", [this](Connection& connection, const Attempt&) {
      return database::migrate(connection, pool_.url().backend());
    });
  }

  base::Task<base::Result<void>> ping() override {
    ConnectionPool::Work<void> work = [](Connection& connection, const Attempt&) -> base::Result<void> {
      connection.execute("SELECT 1");
      return {};
    };
    return pool_.run<void>("ping", std::move(work));
  }

  UserRepository& users() noexcept override { return users_; }
  CharacterRepository& characters() noexcept override { return characters_; }
  TokenRepository& tokens() noexcept override { return tokens_; }
  GrowthRepository& growth() noexcept override { return growth_; }

  std::size_t queue_depth() const noexcept override { return pool_.depth(); }
  void close() override { pool_.close(); }

 private:
  ConnectionPool pool_;
  SqlUserRepository users_;
  SqlCharacterRepository characters_;
  SqlTokenRepository tokens_;
  SqlGrowthRepository growth_;
};

}  // namespace

base::Result<std::unique_ptr<Database>> make_database(DatabaseOptions options, base::Logger logger) {
  auto url = DatabaseUrl::parse(options.url);
  if (url.has_error()) return url.error();
  return std::unique_ptr<Database>(std::make_unique<SqlDatabase>(std::move(*url), options, logger));
}

}  // namespace flumen::database
