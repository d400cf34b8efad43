#include "database/sql_user_repository.hpp"

#include <utility>

#include "database/character_rows.hpp"
#include "database/text.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using base::fail;
using base::Result;

constexpr const char* kColumns = "SELECT id, username, email, password_hash, created_at FROM users WHERE ";

std::optional<User> read_one(Statement& statement) {
  User user;
  std::string id;
  long long created_at = 0;
  statement.into(id).into(user.username).into(user.email).into(user.password_hash).into(created_at);
  if (!statement.execute()) return std::nullopt;
  user.id = base::UserId{stored_uuid(id)};
  user.created_at = base::from_unix_ms(created_at);
  return user;
}

bool exists(Connection& connection, base::UserId id) {
  long long found = 0;
  return Statement(connection, "SELECT 1 FROM users WHERE id = :id").bind("id", id).into(found).execute();
}

void insert(Connection& connection, const User& user) {
  Statement(connection,
            "INSERT INTO users (id, username, email, password_hash, created_at) "
            "VALUES (:id, :username, :email, :password_hash, :created_at)")
      .bind("id", user.id)
      .bind("username", user.username)
      .bind("email", user.email)
      .bind("password_hash", user.password_hash)
      .bind("created_at", user.created_at)
      .execute();
}

}  // namespace

base::Task<Result<void>> SqlUserRepository::create(User user, Character first_character) {
  for (const auto* text : {&user.username, &user.email, &user.password_hash}) {
    if (!is_storable(*text)) co_return fail(Errc::invalid_argument, "a text of the account cannot be stored");
  }
  if (!is_storable(first_character)) {
    co_return fail(Errc::invalid_argument, "a text or position of the character cannot be stored");
  }
  ConnectionPool::Work<void> work = [user = std::move(user), character = std::move(first_character)](
                                        Connection& connection, const Attempt& attempt) -> Result<void> {
    Transaction transaction(connection);
    if (attempt.maybe_applied && exists(connection, user.id)) return {};
    insert(connection, user);
    insert(connection, character);
    transaction.commit();
    return {};
  };
  co_return co_await pool_.run<void>("create account", std::move(work));
}

base::Task<Result<std::optional<User>>> SqlUserRepository::find_by_identifier(std::string identifier) {
  if (!is_storable(identifier)) co_return std::optional<User>();
  ConnectionPool::Work<std::optional<User>> work =
      [identifier = folded(identifier)](Connection& connection, const Attempt&) -> Result<std::optional<User>> {
    // A name cannot hold an @ and an address must: one identifier never means two accounts.
    const char* column = identifier.find('@') == std::string::npos ? "lower(username)" : "lower(email)";
    Statement statement(connection, std::string(kColumns) + column + " = :identifier");
    statement.bind("identifier", identifier);
    return read_one(statement);
  };
  co_return co_await pool_.run<std::optional<User>>("find account by identifier", std::move(work));
}

base::Task<Result<std::optional<User>>> SqlUserRepository::find(base::UserId id) {
  ConnectionPool::Work<std::optional<User>> work = [id](Connection& connection,
                                                        const Attempt&) -> Result<std::optional<User>> {
    Statement statement(connection, std::string(kColumns) + "id = :id");
    statement.bind("id", id);
    return read_one(statement);
  };
  co_return co_await pool_.run<std::optional<User>>("find account", std::move(work));
}

}  // namespace flumen::database
