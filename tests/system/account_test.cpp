// Accounts, characters and tokens over HTTP.

#include <algorithm>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "game_client.hpp"
#include "shared_server.hpp"

namespace flumen::system_test {
namespace {

namespace json = boost::json;

json::value as_json(std::string_view text) { return json::string(text.data(), text.size()); }

class Accounts : public SharedServer<Accounts> {
 public:
  static HttpResponse register_as(json::value username, json::value email, json::value password) {
    return post_json(
        port(), "/api/v1/register",
        {{"username", std::move(username)}, {"email", std::move(email)}, {"password", std::move(password)}});
  }
  static HttpResponse refresh(std::string_view token) {
    return post_json(port(), "/api/v1/refresh", {{"refresh_token", json::string_view(token.data(), token.size())}});
  }
  static HttpResponse me(std::string_view token) { return http(port(), "GET", "/api/v1/me", "", bearer(token)); }
};

TEST_F(Accounts, an_account_has_its_first_character_at_the_spawn) {
  const Account account = make_account(port());
  const auto who = me(account.token);
  ASSERT_EQ(who.status, 200U);
  EXPECT_EQ(text(who.json().as_object(), "id"), account.user_id);
  EXPECT_EQ(text(who.json().as_object(), "username"), account.username);
  EXPECT_EQ(text(who.json().as_object(), "email"), account.email);
  EXPECT_GT(number(who.json().as_object(), "created_at"), 1.7e12);

  const auto characters = http(port(), "GET", "/api/v1/characters", "", bearer(account.token)).json().as_array();
  ASSERT_EQ(characters.size(), 1U);
  const auto& first = characters[0].as_object();
  EXPECT_EQ(text(first, "name"), account.username);
  EXPECT_EQ(text(first, "user_id"), account.user_id);
  EXPECT_EQ(text(first, "class"), "adventurer");
  EXPECT_EQ(text(first, "map_id"), "map_0_0");
  EXPECT_EQ(number(first, "level"), 1);
  EXPECT_EQ(number(first, "experience"), 0);
  EXPECT_EQ(number(first, "pos_x"), 758);
  EXPECT_EQ(number(first, "pos_y"), 605);
}

TEST_F(Accounts, names_and_addresses_are_taken_whatever_their_case) {
  const Account account = make_account(port(), "Taken");
  std::string upper = account.username;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  const auto name = register_as(as_json(upper), as_json("other-" + account.email), "long enough");
  EXPECT_EQ(name.status, 409U);
  EXPECT_EQ(name.code(), "username_taken");
  const auto email = register_as(as_json(fresh_name("Other")), as_json(upper + "@EXAMPLE.org"), "long enough");
  EXPECT_EQ(email.status, 409U);
  EXPECT_EQ(email.code(), "email_taken");
}

TEST_F(Accounts, one_logs_in_by_name_or_address_in_any_of_three_fields) {
  const Account account = make_account(port());
  for (const char* field : {"identifier", "email", "username"}) {
    for (const std::string& value : {account.username, account.email}) {
      const auto answer = post_json(port(), "/api/v1/login", {{field, value}, {"password", account.password}});
      ASSERT_EQ(answer.status, 200U) << field << " " << answer.body;
      const auto body = answer.json().as_object();
      EXPECT_EQ(number(body, "expires_in"), 900);
      EXPECT_EQ(text(body.at("user").as_object(), "id"), account.user_id);
    }
  }
}

TEST_F(Accounts, wrong_password_and_unknown_account_get_the_same_answer) {
  const Account account = make_account(port());
  const auto wrong =
      post_json(port(), "/api/v1/login", {{"identifier", account.username}, {"password", "not the one"}});
  const auto unknown = post_json(port(), "/api/v1/login", {{"identifier", "Nobody_here"}, {"password", "not the one"}});
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_EQ(wrong.code(), "invalid_credentials");
  EXPECT_EQ(unknown.status, 401U);
  EXPECT_EQ(unknown.body, wrong.body);
}

TEST_F(Accounts, what_is_wrong_with_a_registration_is_said_field_by_field) {
  struct Case {
    json::value username, email, password;
    std::vector<const char*> fields;
  };
  const std::string long_name(21, 'a');
  for (const Case& tried : {
           Case{"ab", "a@b.c", "long enough", {"username"}},
           Case{as_json(long_name), "a@b.c", "long enough", {"username"}},
           Case{"1abc", "a@b.c", "long enough", {"username"}},
           Case{"a b c", "a@b.c", "long enough", {"username"}},
           Case{"a\xC3\xA9"
                "bc",
                "a@b.c",
                "long enough",
                {"username"}},
           Case{as_json(std::string_view("abc\0d", 5)), "a@b.c", "long enough", {"username"}},
           Case{"abc'; DROP TABLE users; --", "a@b.c", "long enough", {"username"}},
           Case{nullptr, "a@b.c", "long enough", {"username"}},
           Case{12, "a@b.c", "long enough", {"username"}},
           Case{json::array{"abcd"}, "a@b.c", "long enough", {"username"}},
           Case{"abcd", "no address", "long enough", {"email"}},
           Case{"abcd", "a@b@c", "long enough", {"email"}},
           Case{"abcd", "@b", "long enough", {"email"}},
           Case{"abcd", as_json(std::string(250, 'a') + "@b.com"), "long enough", {"email"}},
           Case{"abcd", true, "long enough", {"email"}},
           Case{"abcd", "a@b.c", "short", {"password"}},
           Case{"abcd", "a@b.c", as_json(std::string(129, 'p')), {"password"}},
           Case{"abcd", "a@b.c", 12345678, {"password"}},
           Case{"", "", "", {"username", "email", "password"}},
       }) {
    const auto answer = register_as(tried.username, tried.email, tried.password);
    SCOPED_TRACE(json::serialize(tried.username) + " " + json::serialize(tried.email) + " -> " + answer.body);
    EXPECT_EQ(answer.status, 422U);
    EXPECT_EQ(answer.code(), "validation_failed");
    if (answer.status != 422U) continue;
    const auto body = answer.json();
    const auto& fields = body.at("fields").as_object();
    EXPECT_EQ(fields.size(), tried.fields.size());
    for (const char* field : tried.fields) EXPECT_TRUE(fields.contains(field)) << field;
  }
  EXPECT_EQ(post_json(port(), "/api/v1/register", json::object()).json().at("fields").as_object().size(), 3U);
}

TEST_F(Accounts, a_password_may_be_of_any_characters) {
  const std::string name = fresh_name("Odd");
  const std::string password = "p\xC3\xA4ss\n\t\x01\xF0\x9F\x90\x89 '\"";
  EXPECT_EQ(register_as(as_json(name), as_json(name + "@example.org"), as_json(password)).status, 201U);
  EXPECT_EQ(post_json(port(), "/api/v1/login", {{"identifier", name}, {"password", password}}).status, 200U);
  EXPECT_EQ(post_json(port(), "/api/v1/login", {{"identifier", name}, {"password", password.substr(0, 8)}}).status,
            401U);
}

TEST_F(Accounts, refreshing_rotates_and_a_spent_token_revokes_the_family) {
  const Account account = make_account(port());
  const auto second = refresh(account.refresh_token);
  ASSERT_EQ(second.status, 200U) << second.body;
  const std::string next = text(second.json().as_object(), "refresh_token");
  EXPECT_NE(next, account.refresh_token);
  EXPECT_EQ(me(text(second.json().as_object(), "token")).status, 200U);

  const auto reused = refresh(account.refresh_token);
  EXPECT_EQ(reused.status, 401U);
  EXPECT_EQ(reused.code(), "token_reused");
  EXPECT_EQ(refresh(next).status, 401U) << "the whole family is gone";

  const auto other_spelling = post_json(port(), "/api/v1/refresh", {{"refreshToken", "unknown"}});
  EXPECT_EQ(other_spelling.status, 401U);
  EXPECT_EQ(other_spelling.code(), "invalid_token");
}

TEST_F(Accounts, an_account_has_five_characters_at_most_with_names_of_their_own) {
  const Account account = make_account(port());
  std::string last;
  for (int i = 0; i < 4; ++i) {
    const auto made = post_json(port(), "/api/v1/characters", {{"name", fresh_name("Hero")}, {"class", "mage"}},
                                bearer(account.token));
    ASSERT_EQ(made.status, 201U) << made.body;
    last = text(made.json().as_object(), "id");
  }
  const auto sixth =
      post_json(port(), "/api/v1/characters", {{"name", fresh_name("Hero")}, {"class", "mage"}}, bearer(account.token));
  EXPECT_EQ(sixth.status, 422U);
  EXPECT_EQ(sixth.code(), "too_many_characters");

  const Account other = make_account(port());
  EXPECT_EQ(http(port(), "DELETE", "/api/v1/characters/" + last, "", bearer(other.token)).status, 404U);
  EXPECT_EQ(http(port(), "POST", "/api/v1/characters/" + last + "/select", "", bearer(other.token)).status, 404U);
  EXPECT_EQ(http(port(), "DELETE", "/api/v1/characters/" + last, "", bearer(account.token)).status, 204U);
  EXPECT_EQ(http(port(), "DELETE", "/api/v1/characters/" + last, "", bearer(account.token)).status, 404U);
  const auto taken =
      post_json(port(), "/api/v1/characters", {{"name", other.username}, {"class", "mage"}}, bearer(account.token));
  EXPECT_EQ(taken.status, 409U);
  EXPECT_EQ(taken.code(), "name_taken");
  for (const auto& bad :
       {json::object{{"name", "x"}, {"class", "mage"}}, json::object{{"name", "Fine_name"}, {"class", "god"}},
        json::object{{"name", 5}, {"class", nullptr}}, json::object{}}) {
    const auto answer = post_json(port(), "/api/v1/characters", bad, bearer(account.token));
    EXPECT_EQ(answer.status, 422U) << json::serialize(bad);
    EXPECT_EQ(answer.code(), "validation_failed");
  }
  for (const char* id : {"x", "00000000-0000-0000-0000-000000000000", "..%2f.."}) {
    EXPECT_EQ(http(port(), "DELETE", std::string("/api/v1/characters/") + id, "", bearer(account.token)).status, 404U)
        << id;
  }
}

TEST_F(Accounts, there_are_classes_to_choose_from) {
  const auto classes = http(port(), "GET", "/api/v1/classes").json().as_array();
  EXPECT_GE(classes.size(), 4U);
  for (const auto& one : classes) {
    EXPECT_FALSE(text(one.as_object(), "id").empty());
    EXPECT_FALSE(text(one.as_object(), "name").empty());
    EXPECT_FALSE(text(one.as_object(), "description").empty());
    EXPECT_FALSE(one.at("base_stats").as_object().empty());
  }
}

TEST_F(Accounts, what_needs_a_token_refuses_without_one) {
  for (const auto& [method, target] : std::vector<std::pair<const char*, const char*>>{
           {"GET", "/api/v1/me"},
           {"GET", "/api/v1/characters"},
           {"POST", "/api/v1/characters"},
           {"DELETE", "/api/v1/characters/00000000-0000-0000-0000-000000000000"},
           {"POST", "/api/v1/characters/00000000-0000-0000-0000-000000000000/select"},
           {"POST", "/api/v1/logout"}}) {
    for (const char* token : {"", "nonsense", "a.b.c"}) {
      const auto answer = http(port(), method, target, "", *token == '\0' ? Headers{} : bearer(token));
      EXPECT_EQ(answer.status, 401U) << method << " " << target;
      EXPECT_EQ(answer.code(), "invalid_token");
    }
  }
}

TEST(Accounts_of_their_own_server, a_logged_out_token_is_refused_also_after_a_restart) {
  ServerProcess server;
  const Account account = make_account(server.port());
  const auto answer =
      post_json(server.port(), "/api/v1/logout", {{"refresh_token", account.refresh_token}}, bearer(account.token));
  EXPECT_EQ(answer.status, 204U) << answer.body;
  const auto refused = [&] {
    const auto me = http(server.port(), "GET", "/api/v1/me", "", bearer(account.token));
    EXPECT_EQ(me.status, 401U);
    EXPECT_EQ(me.code(), "invalid_token");
    EXPECT_EQ(post_json(server.port(), "/api/v1/refresh", {{"refresh_token", account.refresh_token}}).status, 401U);
    GameClient client;
    const auto upgrade = client.upgrade(server.port(), "/ws/game", bearer(account.token));
    ASSERT_TRUE(upgrade);
    EXPECT_EQ(upgrade->status, 401U);
  };
  refused();
  server.kill();
  server.start();
  refused();
}

TEST(Accounts_of_their_own_server, too_many_failed_log_ins_are_told_to_wait) {
  ServerProcess server(Settings{{"auth.failures_per_account", "3"}, {"auth.failures_per_address", "6"}});
  const Account account = make_account(server.port());
  const Account other = make_account(server.port());
  const auto try_as = [&](const std::string& who, const std::string& password) {
    return post_json(server.port(), "/api/v1/login", {{"identifier", who}, {"password", password}});
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(try_as(account.username, "not the one").status, 401U);
  const auto refused = try_as(account.username, account.password);
  EXPECT_EQ(refused.status, 429U) << "even with the right password";
  EXPECT_EQ(refused.code(), "too_many_attempts");
  ASSERT_TRUE(refused.headers.contains("retry-after"));
  EXPECT_GT(std::stoi(refused.headers.at("retry-after")), 0);
  EXPECT_EQ(try_as(other.username, other.password).status, 200U) << "another account is not concerned";
  for (int i = 0; i < 3; ++i) (void)try_as(fresh_name("Guess"), "not the one");
  EXPECT_EQ(try_as(other.username, other.password).status, 429U) << "now the address is";
}

}  // namespace
}  // namespace flumen::system_test
