#pragma once

#include <string>
#include <vector>

#include "database/database_url.hpp"

namespace flumen::database {

/// The few SQL texts in which the two back ends differ; all other statements are the same for both.
struct Dialect {
  std::string begin;     ///< starts a transaction that will write
  std::string lock_row;  ///< ends a SELECT whose row nobody else may lock until the transaction ends
  std::string save_positions;

  /// Run once in every new connection. `{}` stands for the time limit of a statement, ms.
  std::vector<std::string> setup;
  /// Run first in a migration's transaction: makes processes that migrate at the same time take turns.
  std::vector<std::string> migration_lock;
};

[[nodiscard]] Dialect make_dialect(Backend backend);

}  // namespace flumen::database
