// What the server writes down, and what it never does.

#include <set>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "game_client.hpp"
#include "http_client.hpp"
#include "server_process.hpp"

namespace flumen::system_test {
namespace {

TEST(Log, has_one_object_a_line_names_sessions_and_holds_no_secret) {
  ServerProcess server;  // logs everything, as JSON
  Account account = make_account(server.port());
  const std::string first_token = account.token;
  std::string resume;
  {
    GameClient by_query;
    ASSERT_FALSE(by_query.upgrade(server.port(), "/ws/game?token=" + account.token));
    by_query.await_entry();
    resume = text(by_query.welcome(), "resume_token");
    by_query.send("chat", {{"text", "private words"}});
    (void)by_query.settle();
    by_query.send_text("{");
    (void)by_query.settle();
    by_query.drop();
  }
  GameClient back = GameClient::resume(server.port(), resume);
  back.close();
  (void)post_json(server.port(), "/api/v1/login", {{"identifier", account.username}, {"password", "a wrong secret"}});
  (void)http(server.port(), "GET", "/api/v1/me?token=" + account.token, "", bearer(account.token));
  (void)http(server.port(), "POST", "/api/v1/login", "{\"password\":\"" + account.password,
             {{"Content-Type", "application/json"}});
  (void)post_json(server.port(), "/api/v1/logout", {{"refresh_token", account.refresh_token}}, bearer(account.token));
  EXPECT_EQ(server.stop(), 0);

  const std::string log = server.log();
  for (const std::string& secret :
       {account.password, std::string("a wrong secret"), account.refresh_token, first_token,
        first_token.substr(first_token.rfind('.') + 1), resume, std::string("private words")}) {
    EXPECT_EQ(log.find(secret), std::string::npos) << "found in the log: " << secret;
  }

  std::istringstream lines(log);
  int count = 0;
  std::set<std::string> sessions;
  for (std::string line; std::getline(lines, line); ++count) {
    boost::system::error_code error;
    const auto value = boost::json::parse(line, error);
    ASSERT_FALSE(error) << line;
    const auto& object = value.as_object();
    for (const char* field : {"time", "level", "message"}) EXPECT_TRUE(object.contains(field)) << line;
    if (const auto* session = object.if_contains("session_id")) sessions.emplace(session->as_string());
  }
  EXPECT_GT(count, 3);
  EXPECT_GE(sessions.size(), 2U) << "every line of a session names it\n" << log;
}

}  // namespace
}  // namespace flumen::system_test
