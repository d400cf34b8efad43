#pragma once

#include <exception>
#include <stdexcept>
#include <string>

#include "base/error.hpp"

namespace flumen::database {

/// Thrown by what reads a row whose contents do not have the form they were written in.
struct StoredDataError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What became of a statement that failed.
enum class Fault {
  lost,         ///< the connection is gone; a commit that was under way may or may not have happened
  rolled_back,  ///< the database undid the transaction for a passing reason (a deadlock, a lock); try again
  final,        ///< it had no effect, and trying again would not help
};

struct SqlFailure {
  Fault fault = Fault::final;
  base::Error error;
};

/// Reads an exception of SOCI (or any other) thrown by a statement. A unique violation becomes already_exists with
/// `username`, `email`, `name` or `id` as the message. The messages never hold values from the statement.
[[nodiscard]] SqlFailure classify(const std::exception& thrown);

/// Why a connection could not be opened, in one line. May hold what the URL holds: redact it.
[[nodiscard]] std::string connect_failure(const std::exception& thrown);

}  // namespace flumen::database
