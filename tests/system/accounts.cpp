#include "accounts.hpp"

#include <atomic>
#include <stdexcept>
#include <unistd.h>

#include <boost/json.hpp>

#include "game_client.hpp"
#include "http_client.hpp"

namespace flumen::system_test {

std::string fresh_name(std::string_view prefix) {
  static std::atomic<int> next{1};
  return std::string(prefix) + std::to_string(next.fetch_add(1));
}

void log_in(std::uint16_t port, Account& account) {
  const auto answer =
      post_json(port, "/api/v1/login", {{"identifier", account.username}, {"password", account.password}});
  if (answer.status != 200) throw std::runtime_error("log-in failed: " + answer.body);
  const auto body = answer.json().as_object();
  account.token = text(body, "token");
  account.refresh_token = text(body, "refresh_token");
}

Account make_account(std::uint16_t port, std::string_view prefix) {
  Account account;
  account.username = fresh_name(prefix);
  account.email = account.username + "@example.org";
  account.password = "correct horse " + account.username;
  const auto answer =
      post_json(port, "/api/v1/register",
                {{"username", account.username}, {"email", account.email}, {"password", account.password}});
  if (answer.status != 201) throw std::runtime_error("registering failed: " + answer.body);
  account.user_id = text(answer.json().as_object(), "userID");
  log_in(port, account);
  return account;
}

}  // namespace flumen::system_test
