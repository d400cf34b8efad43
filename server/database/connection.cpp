#include "database/connection.hpp"

#include <cerrno>
#include <sys/stat.h>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "database/sql_error.hpp"

namespace flumen::database {
namespace {

// Made before SQLite opens it, which would make it readable to others. Not by opening and closing it: closing drops
// every lock this process holds on that file (https://www.sqlite.org/howtocorrupt.html, 2.2).
void make_private_file(const std::string& path) {
  if (::mknod(path.c_str(), S_IFREG | S_IRUSR | S_IWUSR, 0) != 0 && errno != EEXIST) {
    throw std::system_error(errno, std::generic_category(), "cannot create " + path);
  }
}

}  // namespace

void Connection::open() {
  close();
  in_doubt_ = broken_ = false;
  if (url_.backend() == Backend::sqlite) {
    if (!url_.in_memory()) make_private_file(url_.target());
    session_ = std::make_unique<soci::session>(soci::sqlite3, "db=\"" + url_.target() + "\"");
  } else {
    session_ = std::make_unique<soci::session>(soci::postgresql, url_.target());
  }
  try {
    for (const auto& sql : dialect_.setup) execute(fmt::format(fmt::runtime(sql), statement_limit_.count()));
  } catch (...) {
    close();
    throw;
  }
}

void Connection::execute(const std::string& sql) { Statement(*this, sql).execute(); }

Transaction::Transaction(Connection& connection) : connection_(connection) {
  connection_.execute(connection_.dialect().begin);
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    connection_.execute("ROLLBACK");
  } catch (const std::exception&) {
    connection_.broken_ = true;  // the pool closes it, and with it the transaction ends
  }
}

void Transaction::commit() {
  connection_.in_doubt_ = true;
  connection_.execute("COMMIT");
  connection_.in_doubt_ = false;
  open_ = false;
}

Statement::Statement(Connection& connection, const std::string& sql) : statement_(connection.session()) {
  statement_.alloc();
  statement_.prepare(sql, soci::details::st_one_time_query);
}

Statement& Statement::bind(const char* name, std::string value) {
  const std::string& kept = texts_.emplace_back(std::move(value));
  statement_.exchange(soci::use(kept, name));
  return *this;
}

Statement& Statement::bind(const char* name, std::int64_t value) {
  const long long& kept = numbers_.emplace_back(value);
  statement_.exchange(soci::use(kept, name));
  return *this;
}

Statement& Statement::bind(const char* name, double value) {
  const double& kept = reals_.emplace_back(value);
  statement_.exchange(soci::use(kept, name));
  return *this;
}

bool Statement::execute() {
  statement_.define_and_bind();
  return statement_.execute(true);
}

std::size_t Statement::affected_rows() { return static_cast<std::size_t>(statement_.get_affected_rows()); }

base::Uuid stored_uuid(const std::string& text) {
  if (const auto uuid = base::Uuid::parse(text)) return *uuid;
  throw StoredDataError("a row holds an identifier that is not a UUID");
}

}  // namespace flumen::database
