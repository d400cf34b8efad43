#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include <soci/soci.h>

#include "base/clock.hpp"
#include "base/uuid.hpp"
#include "database/database_url.hpp"
#include "database/dialect.hpp"

namespace flumen::database {

/// One connection to the database. Used by one thread at a time. What throws, throws what classify() reads.
class Connection {
 public:
  /// `url` and `dialect` must outlive it. `statement_limit` bounds every statement and every wait for a lock.
  Connection(const DatabaseUrl& url, const Dialect& dialect, std::chrono::milliseconds statement_limit)
      : url_(url), dialect_(dialect), statement_limit_(statement_limit) {}

  /// Throws when the database cannot be reached. A new SQLite file gets mode 0600.
  void open();
  void close() noexcept { session_.reset(); }
  [[nodiscard]] bool is_open() const noexcept { return session_ != nullptr; }

  /// REQUIRES is_open().
  [[nodiscard]] soci::session& session() noexcept { return *session_; }
  [[nodiscard]] const Dialect& dialect() const noexcept { return dialect_; }

  /// Runs a statement without parameters.
  void execute(const std::string& sql);

 private:
  friend class Transaction;
  friend class ConnectionPool;

  const DatabaseUrl& url_;
  const Dialect& dialect_;
  const std::chrono::milliseconds statement_limit_;
  std::unique_ptr<soci::session> session_;
  bool in_doubt_ = false;  // a commit was sent and its answer has not come
  bool broken_ = false;    // a rollback failed: what the session would do next is unknown
};

/// A transaction that is undone unless it is committed.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

/// One parameterised statement, prepared and run in one exchange with the server. Owns what is bound to it; what rows
/// are read into must outlive it.
class Statement {
 public:
  Statement(Connection& connection, const std::string& sql);

  /// Gives `:name` its value, wherever it stands.
  Statement& bind(const char* name, std::string value);
  Statement& bind(const char* name, std::int64_t value);
  Statement& bind(const char* name, double value);
  Statement& bind(const char* name, base::SystemTime value) { return bind(name, base::to_unix_ms(value)); }
  Statement& bind(const char* name, const base::Uuid& value) { return bind(name, value.to_string()); }
  template <class Tag>
  Statement& bind(const char* name, const base::Id<Tag>& value) {
    return bind(name, value.value);
  }

  /// The next column goes there.
  template <class T>
  Statement& into(T& target) {
    statement_.exchange(soci::into(target));
    return *this;
  }

  /// Runs it; true when there is a first row, which has then been read.
  bool execute();
  /// Reads the next row; false when there is none.
  bool next() { return statement_.fetch(); }
  /// Rows inserted, updated or deleted.
  [[nodiscard]] std::size_t affected_rows();

 private:
  soci::statement statement_;
  std::deque<std::string> texts_;  // a deque: what is bound must not move
  std::deque<long long> numbers_;
  std::deque<double> reals_;
};

/// The identifier in a row; throws StoredDataError when it is none.
[[nodiscard]] base::Uuid stored_uuid(const std::string& text);

}  // namespace flumen::database
