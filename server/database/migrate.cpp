#include <chrono>
#include <string>

#include "database/migrations.hpp"

namespace flumen::database {
namespace {

// Brings the schema one step further; false when nothing is missing.
base::Result<bool> take_one_step(Connection& connection, Backend backend) {
  Transaction transaction(connection);
  for (const auto& sql : connection.dialect().migration_lock) connection.execute(sql);
  connection.execute(
      "CREATE TABLE IF NOT EXISTS schema_migrations ("
      "number INTEGER NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL, applied_at BIGINT NOT NULL)");

  long long present = 0;
  Statement(connection, "SELECT coalesce(max(number), 0) FROM schema_migrations").into(present).execute();
  const auto known = static_cast<long long>(migrations().size());
  if (present > known) {
    return base::fail(base::Errc::conflict, "the database's schema has number " + std::to_string(present) +
                                                ", this program knows it up to " + std::to_string(known) +
                                                ": run a newer version of the program, or restore a backup");
  }
  if (present == known) {
    transaction.commit();
    return false;
  }
  const Migration& step = migrations()[static_cast<std::size_t>(present)];
  for (const char* sql : step.statements(backend)) connection.execute(sql);
  Statement(connection, "INSERT INTO schema_migrations (number, name, applied_at) VALUES (:number, :name, :applied_at)")
      .bind("number", std::int64_t{step.number})
      .bind("name", step.name)
      .bind("applied_at", std::chrono::system_clock::now())
      .execute();
  transaction.commit();
  return true;
}

}  // namespace

base::Result<std::size_t> migrate(Connection& connection, Backend backend) {
  for (std::size_t applied = 0;; ++applied) {
    const auto stepped = take_one_step(connection, backend);
    if (stepped.has_error()) return stepped.error();
    if (!*stepped) return applied;
  }
}

}  // namespace flumen::database
