#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace flumen::system_test {

/// An account that was registered over HTTP and is logged in.
struct Account {
  std::string username;
  std::string email;
  std::string password;
  std::string user_id;
  std::string token;
  std::string refresh_token;
};

/// A name nobody has had in this run: `prefix` and a number.
[[nodiscard]] std::string fresh_name(std::string_view prefix);

/// Registers and logs in; throws with the server's answer when either fails.
[[nodiscard]] Account make_account(std::uint16_t port, std::string_view prefix = "Player");
/// Logs in again: new tokens.
void log_in(std::uint16_t port, Account& account);

}  // namespace flumen::system_test
