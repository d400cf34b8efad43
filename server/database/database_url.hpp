#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace flumen::database {

enum class Backend { sqlite, postgresql };

/// Where the database is. Immutable; safe from any thread.
class DatabaseUrl {
 public:
  /// `sqlite:PATH`, `sqlite::memory:`, or `postgresql://…` (also `postgres://…`) as libpq takes it; fails with
  /// invalid_argument. In a PostgreSQL URL an @ may stand only before the host: in a password it is written %40.
  [[nodiscard]] static base::Result<DatabaseUrl> parse(std::string_view text);

  [[nodiscard]] Backend backend() const noexcept { return backend_; }
  /// SQLite: the file's path, or `:memory:`. PostgreSQL: the URL, time limits added; holds the password.
  [[nodiscard]] const std::string& target() const noexcept { return target_; }
  [[nodiscard]] bool in_memory() const noexcept { return backend_ == Backend::sqlite && target_ == ":memory:"; }

  /// The URL without user and password and parameters, for logs.
  [[nodiscard]] std::string text_without_secrets() const;
  /// `message` with every occurrence of the password replaced.
  [[nodiscard]] std::string redact(std::string message) const;

 private:
  DatabaseUrl() = default;

  Backend backend_ = Backend::sqlite;
  std::string target_;
  std::vector<std::string> secrets_;  // the password as written and, where that differs, decoded
};

}  // namespace flumen::database
