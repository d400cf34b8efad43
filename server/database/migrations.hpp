#pragma once

#include <cstddef>
#include <span>

#include "base/error.hpp"
#include "database/connection.hpp"

namespace flumen::database {

/// One step of the schema. Numbers count from 1 without gaps; a step that was released is never changed.
struct Migration {
  int number;
  const char* name;
  std::span<const char* const> sqlite;
  std::span<const char* const> postgresql;

  [[nodiscard]] std::span<const char* const> statements(Backend backend) const noexcept {
    return backend == Backend::sqlite ? sqlite : postgresql;
  }
};

/// All steps, in order.
[[nodiscard]] std::span<const Migration> migrations() noexcept;

/// Applies what is missing, each step in a transaction of its own, and returns how many steps that were. Several
/// processes may call it at once. Fails with conflict when the schema is newer than this program.
[[nodiscard]] base::Result<std::size_t> migrate(Connection& connection, Backend backend);

}  // namespace flumen::database
