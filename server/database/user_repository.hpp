#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "database/records.hpp"

namespace flumen::database {

/// Accounts. Every call runs on the database's pool and resumes on the caller's loop; safe from any loop.
/// All calls may fail with busy (queue full), unavailable (no connection, after retrying), cancelled (while waiting to
/// try again) or internal; writes with invalid_argument for text that is too long, not UTF-8 or holds a zero byte.
/// Case is that of A–Z only.
class UserRepository {
 public:
  virtual ~UserRepository() = default;

  /// Creates the account and its first character in one transaction.
  /// Fails with already_exists; the message is then exactly `username`, `email` or `name`: what is taken.
  virtual base::Task<base::Result<void>> create(User user, Character first_character) = 0;

  /// By user name or, when it holds an @, by e-mail address, without regard to case. Not finding one is not an error.
  virtual base::Task<base::Result<std::optional<User>>> find_by_identifier(std::string identifier) = 0;
  virtual base::Task<base::Result<std::optional<User>>> find(base::UserId id) = 0;
};

}  // namespace flumen::database
