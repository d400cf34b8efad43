#include "database/dialect.hpp"

namespace flumen::database {
namespace {

Dialect sqlite() {
  return {
      // A transaction that starts as a reader and writes later can fail half-way; one that starts as a writer waits.
      .begin = "BEGIN IMMEDIATE",
      .lock_row = "",
      .save_positions = R"(
        UPDATE characters SET map_id = r.map_id, pos_x = r.x, pos_y = r.y
        FROM (SELECT value ->> 'id' AS id, value ->> 'map_id' AS map_id, value ->> 'x' AS x, value ->> 'y' AS y
              FROM json_each(:rows)) AS r
        WHERE characters.id = r.id)",
      // A small cache of pages: the system has them all, and every connection keeps its own.
      // The limit comes first: switching to WAL waits for other processes too.
      .setup = {"PRAGMA busy_timeout = {}", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
                "PRAGMA foreign_keys = ON", "PRAGMA cache_size = -512"},
      .migration_lock = {},  // BEGIN IMMEDIATE is the lock
  };
}

Dialect postgresql() {
  return {
      // Whoever waits for a row lock must then see what its holder wrote: not so in the stricter levels.
      .begin = "BEGIN ISOLATION LEVEL READ COMMITTED",
      // Weaker than FOR UPDATE: inserting rows that refer to this one need not wait.
      .lock_row = " FOR NO KEY UPDATE",
      .save_positions = R"(
        UPDATE characters SET map_id = r.map_id, pos_x = r.x, pos_y = r.y
        FROM json_to_recordset(CAST(:rows AS json))
             AS r(id uuid, map_id varchar, x double precision, y double precision)
        WHERE characters.id = r.id)",
      .setup = {"SET statement_timeout = {}", "SET client_min_messages = error"},
      // The number is an arbitrary constant of this program ("flumen" in ASCII). Held until the transaction ends.
      .migration_lock = {"SET LOCAL statement_timeout = 0", "SET LOCAL lock_timeout = 60000",
                         "SELECT pg_advisory_xact_lock(112616012604782)"},
  };
}

}  // namespace

Dialect make_dialect(Backend backend) { return backend == Backend::sqlite ? sqlite() : postgresql(); }

}  // namespace flumen::database
