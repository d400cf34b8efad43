#include "database/sql_character_repository.hpp"

#include <memory>
#include <utility>

#include "database/character_rows.hpp"
#include "database/position_rows.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using base::fail;
using base::Result;

bool exists(Connection& connection, base::CharacterId id) {
  long long found = 0;
  return Statement(connection, "SELECT 1 FROM characters WHERE id = :id").bind("id", id).into(found).execute();
}

// Everything that counts or changes an account's rows takes turns by this.
bool lock_account(Connection& connection, base::UserId id) {
  std::string found;
  return Statement(connection, "SELECT id FROM users WHERE id = :id" + connection.dialect().lock_row)
      .bind("id", id)
      .into(found)
      .execute();
}

std::size_t count_of(Connection& connection, base::UserId owner) {
  long long count = 0;
  Statement(connection, "SELECT count(*) FROM characters WHERE user_id = :owner")
      .bind("owner", owner)
      .into(count)
      .execute();
  return static_cast<std::size_t>(count);
}

}  // namespace

base::Task<Result<void>> SqlCharacterRepository::create(Character character, std::size_t limit) {
  if (!is_storable(character)) {
    co_return fail(Errc::invalid_argument, "a text or position of the character cannot be stored");
  }
  ConnectionPool::Work<void> work = [character = std::move(character), limit](Connection& connection,
                                                                              const Attempt& attempt) -> Result<void> {
    Transaction transaction(connection);
    if (!lock_account(connection, character.user_id)) return fail(Errc::not_found, "there is no such account");
    if (attempt.maybe_applied && exists(connection, character.id)) return {};
    if (count_of(connection, character.user_id) >= limit) {
      return fail(Errc::limit_reached, "the account has as many characters as it may");
    }
    insert(connection, character);
    transaction.commit();
    return {};
  };
  co_return co_await pool_.run<void>("create character", std::move(work));
}

base::Task<Result<std::vector<Character>>> SqlCharacterRepository::list(base::UserId owner) {
  ConnectionPool::Work<std::vector<Character>> work = [owner](Connection& connection,
                                                              const Attempt&) -> Result<std::vector<Character>> {
    Statement statement(connection, std::string(kSelectCharacters) + "user_id = :owner ORDER BY created_at, id");
    statement.bind("owner", owner);
    return read_characters(statement);
  };
  co_return co_await pool_.run<std::vector<Character>>("list characters", std::move(work));
}

base::Task<Result<std::optional<Character>>> SqlCharacterRepository::find(base::UserId owner, base::CharacterId id) {
  ConnectionPool::Work<std::optional<Character>> work =
      [owner, id](Connection& connection, const Attempt&) -> Result<std::optional<Character>> {
    Statement statement(connection, std::string(kSelectCharacters) + "id = :id AND user_id = :owner");
    statement.bind("id", id).bind("owner", owner);
    return read_character(statement);
  };
  co_return co_await pool_.run<std::optional<Character>>("find character", std::move(work));
}

base::Task<Result<std::optional<Character>>> SqlCharacterRepository::most_recent(base::UserId owner) {
  ConnectionPool::Work<std::optional<Character>> work = [owner](Connection& connection,
                                                                const Attempt&) -> Result<std::optional<Character>> {
    Statement statement(connection, std::string(kSelectCharacters) +
                                        "user_id = :owner ORDER BY last_played_at DESC, created_at, id LIMIT 1");
    statement.bind("owner", owner);
    return read_character(statement);
  };
  co_return co_await pool_.run<std::optional<Character>>("find most recent character", std::move(work));
}

base::Task<Result<bool>> SqlCharacterRepository::remove(base::UserId owner, base::CharacterId id) {
  // Kept across tries: a try that found the row and lost its connection while committing is why it is gone now.
  auto deleted = std::make_shared<bool>(false);
  ConnectionPool::Work<bool> work = [owner, id, deleted](Connection& connection,
                                                         const Attempt& attempt) -> Result<bool> {
    if (!attempt.maybe_applied) *deleted = false;
    Transaction transaction(connection);
    Statement statement(connection, "DELETE FROM characters WHERE id = :id AND user_id = :owner");
    statement.bind("id", id).bind("owner", owner).execute();
    if (statement.affected_rows() > 0) *deleted = true;
    transaction.commit();
    return *deleted;
  };
  co_return co_await pool_.run<bool>("remove character", std::move(work));
}

base::Task<Result<void>> SqlCharacterRepository::mark_played(base::CharacterId id, base::SystemTime when) {
  ConnectionPool::Work<void> work = [id, when](Connection& connection, const Attempt&) -> Result<void> {
    Statement(connection, "UPDATE characters SET last_played_at = :played_at WHERE id = :id")
        .bind("played_at", when)
        .bind("id", id)
        .execute();
    return {};
  };
  co_return co_await pool_.run<void>("mark character as played", std::move(work));
}

base::Task<Result<void>> SqlCharacterRepository::save_positions(std::vector<CharacterPosition> positions) {
  PositionRows rows = position_rows(positions);
  if (rows.refused > 0) {
    logger_.error("positions that cannot be stored were dropped", {{"count", rows.refused}});
  }
  if (rows.count == 0) co_return Result<void>{};
  ConnectionPool::Work<void> work = [json = std::move(rows.json)](Connection& connection,
                                                                  const Attempt&) -> Result<void> {
    Statement(connection, connection.dialect().save_positions).bind("rows", json).execute();
    return {};
  };
  co_return co_await pool_.run<void>("save positions", std::move(work));
}

}  // namespace flumen::database
