#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "database/character_repository.hpp"
#include "database/growth_repository.hpp"
#include "database/token_repository.hpp"
#include "database/user_repository.hpp"

namespace flumen::database {

struct DatabaseOptions {
  /// `sqlite:PATH` (or `sqlite::memory:`), or a libpq URL `postgresql://user:password@host:port/name`.
  std::string url;
  std::size_t connections = 4;                     ///< PostgreSQL; SQLite writes through one connection
  std::size_t queue_capacity = 4096;               ///< calls waiting or running; one more fails with busy
  std::chrono::milliseconds retry_first{50};       ///< back-off after a lost connection: doubles, with jitter …
  std::chrono::milliseconds retry_most{2'000};     ///< … up to this
  std::chrono::milliseconds call_deadline{5'000};  ///< a call that could not be made by then fails with unavailable
};

/// A pool of connections and its threads, and the repositories over it. Safe from any loop.
///
/// A lost connection is reopened with back-off. A call is repeated only when it certainly had no effect, or when
/// repeating is harmless (reads, and writes that are idempotent by construction: docs/database.md lists how). While
/// the database is known to be away, calls fail at once with unavailable and one now and then looks for it.
/// After unavailable it is unknown whether a write happened.
class Database {
 public:
  virtual ~Database() = default;

  /// Opens at least one connection, waiting up to call_deadline for a PostgreSQL that is still starting; fails with
  /// unavailable. Blocks; call before the loops run. The message never holds the password.
  [[nodiscard]] virtual base::Result<void> open() = 0;
  /// Applies the migrations that are missing, each in a transaction, under a lock that makes several processes
  /// starting at once take turns. Blocks. Returns how many were applied. Fails with conflict when the database's
  /// schema is newer than this program.
  [[nodiscard]] virtual base::Result<std::size_t> migrate() = 0;
  /// Answers when the database does.
  virtual base::Task<base::Result<void>> ping() = 0;

  [[nodiscard]] virtual UserRepository& users() noexcept = 0;
  [[nodiscard]] virtual CharacterRepository& characters() noexcept = 0;
  [[nodiscard]] virtual TokenRepository& tokens() noexcept = 0;
  [[nodiscard]] virtual GrowthRepository& growth() noexcept = 0;

  /// Calls waiting or running, for the metrics.
  [[nodiscard]] virtual std::size_t queue_depth() const noexcept = 0;

  /// Finishes what is queued, then closes. Blocks. No call may be made after; calls that wait to be tried again fail.
  virtual void close() = 0;
};

/// Chooses the back end by the URL's scheme; fails with invalid_argument for an unknown one.
[[nodiscard]] base::Result<std::unique_ptr<Database>> make_database(DatabaseOptions options, base::Logger logger);

}  // namespace flumen::database
