#include "database/sql_error.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace flumen::database {
namespace {

using base::Errc;
using base::fail;

// The lines that follow (DETAIL, CONTEXT) repeat the values of the row.
std::string first_line(const soci::soci_error& error) {
  // Not what(): SOCI adds the statement's parameters to that, password hashes too.
  std::string message = error.get_error_message();
  message.resize(std::min(message.find('\n'), message.size()));
  return message;
}

// PostgreSQL names the constraint; SQLite names an index by its name and a constraint by its columns.
std::string what_is_taken(std::string_view message) {
  constexpr std::array<std::pair<std::string_view, const char*>, 5> kNames{{{"users_username", "username"},
                                                                            {"users.username", "username"},
                                                                            {"users_email", "email"},
                                                                            {"users.email", "email"},
                                                                            {"characters_name", "name"}}};
  for (const auto& [part, taken] : kNames) {
    if (message.find(part) != std::string_view::npos) return taken;
  }
  return "id";
}

SqlFailure final(Errc code, std::string message) { return {Fault::final, fail(code, std::move(message))}; }

// https://www.postgresql.org/docs/15/errcodes-appendix.html
SqlFailure classify_postgresql(const soci::postgresql_soci_error& error) {
  const std::string state = error.sqlstate();
  const std::string_view of_class = std::string_view(state).substr(0, 2);
  std::string message = first_line(error);

  // Without a state it is not the server that speaks but libpq: the server is gone. A server that has become
  // read-only (25006) is a standby now; the next connection may lead to the primary.
  const bool shut_down = state == "57P01" || state == "57P02" || state == "57P03" || state == "57P05";
  if (state.find_first_not_of(' ') == std::string::npos || state[0] == '\0' || of_class == "08" || shut_down ||
      state == "25006") {
    return {Fault::lost, fail(Errc::unavailable, std::move(message))};
  }
  if (state == "40001" || state == "40P01" || state == "55P03" || of_class == "53") {
    return {Fault::rolled_back, fail(Errc::unavailable, std::move(message))};
  }
  if (state == "57014") return final(Errc::unavailable, std::move(message));
  if (state == "23505") return final(Errc::already_exists, what_is_taken(message));
  if (state == "23503") return final(Errc::not_found, std::move(message));
  if (of_class == "22" || of_class == "23") return final(Errc::invalid_argument, std::move(message));
  if (state == "XX001" || state == "XX002") return final(Errc::corrupt, std::move(message));
  return final(Errc::internal, std::move(message));
}

// https://www.sqlite.org/rescode.html
SqlFailure classify_sqlite(const soci::sqlite3_soci_error& error) {
  constexpr int kPrimary = 0xFF;  // an extended code's low byte
  std::string message = first_line(error);
  switch (error.result() & kPrimary) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {Fault::rolled_back, fail(Errc::unavailable, std::move(message))};
    case SQLITE_CONSTRAINT:
      if (message.find("UNIQUE") != std::string::npos) return final(Errc::already_exists, what_is_taken(message));
      if (message.find("FOREIGN KEY") != std::string::npos) return final(Errc::not_found, std::move(message));
      return final(Errc::invalid_argument, std::move(message));
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return final(Errc::invalid_argument, std::move(message));
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return final(Errc::unavailable, std::move(message));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return final(Errc::corrupt, std::move(message));
    default:
      return final(Errc::internal, std::move(message));
  }
}

}  // namespace

SqlFailure classify(const std::exception& thrown) {
  if (const auto* error = dynamic_cast<const soci::postgresql_soci_error*>(&thrown)) return classify_postgresql(*error);
  if (const auto* error = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown)) return classify_sqlite(*error);
  if (const auto* error = dynamic_cast<const soci::soci_error*>(&thrown)) {
    return final(Errc::internal, first_line(*error));
  }
  if (dynamic_cast<const StoredDataError*>(&thrown) != nullptr) return final(Errc::corrupt, thrown.what());
  return final(Errc::internal, thrown.what());
}

std::string connect_failure(const std::exception& thrown) {
  const auto* error = dynamic_cast<const soci::soci_error*>(&thrown);
  std::string reason = error != nullptr ? error->get_error_message() : thrown.what();
  std::replace(reason.begin(), reason.end(), '\n', ' ');
  return reason;
}

}  // namespace flumen::database
