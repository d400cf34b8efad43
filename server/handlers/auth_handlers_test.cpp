#include <string>

#include <gtest/gtest.h>

#include "handlers/testing/api_fixture.hpp"

namespace flumen::handlers {
namespace {

using namespace std::chrono_literals;
using AuthApi = testing::ApiTest;

constexpr const char* kMira = R"({"username":"Mira","email":"mira@example.org","password":"correct horse"})";

TEST_F(AuthApi, registers_an_account) {
  const auto response = post("/register", kMira);
  EXPECT_EQ(response.status, 201);
  EXPECT_TRUE(base::UserId::parse(text(response, "userID")));
  EXPECT_EQ(text(response, "username"), "Mira");
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_EQ(response.body.find("password"), std::string::npos);
}

TEST_F(AuthApi, refuses_a_taken_name_and_a_taken_address) {
  ASSERT_EQ(post("/register", kMira).status, 201);
  expect_error(post("/register", R"({"username":"MIRA","email":"a@b","password":"correct horse"})"), 409,
               "username_taken");
  expect_error(post("/register", R"({"username":"Bran","email":"MIRA@example.org","password":"correct horse"})"), 409,
               "email_taken");
}

TEST_F(AuthApi, lists_every_field_that_is_wrong) {
  expect_invalid(post("/register", "{}"), {"username", "email", "password"});
  expect_invalid(post("/register", R"({"username":1,"email":null,"password":[]})"), {"username", "email", "password"});
  expect_invalid(post("/register", R"({"username":"a","email":"b","password":"c"})"),
                 {"username", "email", "password"});
  expect_invalid(
      post("/register", R"({"username":"Mira\u0000","email":"mira@example.org","password":"correct horse"})"),
      {"username"});
  expect_invalid(post("/register", R"({"username":"Mira","email":"mira@example.org","password":"correct\u0000horse"})"),
                 {"password"});
  expect_invalid(post("/login", "{}"), {"identifier", "password"});
  expect_invalid(post("/login", R"({"email":1,"password":true})"), {"email", "password"});
  expect_invalid(post("/refresh", "{}"), {"refresh_token"});
  expect_invalid(post("/refresh", R"({"refreshToken":7})"), {"refreshToken"});
}

TEST_F(AuthApi, refuses_bodies_that_are_not_one_json_object) {
  std::string nested = "1";
  for (int i = 0; i < 20; ++i) nested = "[" + nested + "]";
  for (const std::string& body :
       {std::string(), std::string("null"), std::string("[]"), std::string("\"x\""), std::string("{"),
        std::string("{}x"), std::string("{'a':1}"), std::string(R"({"a":NaN})"), std::string(R"({"a":1e999})"),
        std::string("{\"a\":\"\xFF\"}"), std::string("{\"a\":\"\0\"}", 9), R"({"a":)" + nested + "}",
        std::string(60'000, '['), std::string("{\"a\":[1e999]}")}) {
    for (const char* path : {"/register", "/login", "/refresh"}) {
      expect_error(post(path, body), 400, "malformed_json");
    }
  }
  expect_error(post("/login", R"({"password":"a","password":"b"})"), 400, "duplicate_key");
  expect_error(post("/login", R"({"extra":{"a":1,"a":2}})"), 400, "duplicate_key");
}

TEST_F(AuthApi, takes_json_whatever_the_content_type_says) {
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "Application/JSON ; charset=utf-8"}) {
    const auto answer = call(net::Method::post, "/api/v1/register", "[]", "", {{"content-type", type}});
    expect_error(answer, 400, "malformed_json");
  }
  EXPECT_EQ(call(net::Method::post, "/api/v1/register", kMira, "", {{"content-type", "text/plain"}}).status, 201);
}

TEST_F(AuthApi, ignores_members_it_does_not_know) {
  EXPECT_EQ(post("/register",
                 R"({"x":{"y":[null,true,1.5]},"username":"Mira","email":"m@example.org","password":"correct horse"})")
                .status,
            201);
}

TEST_F(AuthApi, logs_in_with_either_name_in_any_of_three_fields) {
  ASSERT_EQ(post("/register", kMira).status, 201);
  for (const char* field : {"identifier", "email", "username"}) {
    for (const char* identifier : {"mira", "MIRA@example.org"}) {
      const auto response =
          post("/login", std::string(R"({")") + field + R"(":")" + identifier + R"(","password":"correct horse"})");
      ASSERT_EQ(response.status, 200) << response.body;
      EXPECT_FALSE(text(response, "token").empty());
      EXPECT_FALSE(text(response, "refresh_token").empty());
      const auto value = json(response);
      EXPECT_EQ(value.at("expires_in").as_int64(), 900);
      EXPECT_EQ(value.at("user").at("username").as_string(), "Mira");
      EXPECT_EQ(value.at("user").at("email").as_string(), "mira@example.org");
      EXPECT_FALSE(value.at("user").as_object().contains("password_hash"));
    }
  }
}

TEST_F(AuthApi, gives_the_same_answer_to_a_wrong_password_and_an_unknown_account) {
  ASSERT_EQ(post("/register", kMira).status, 201);
  const auto wrong = post("/login", R"({"identifier":"Mira","password":"wrong password"})");
  const auto unknown = post("/login", R"({"identifier":"Nobody","password":"wrong password"})");
  expect_error(wrong, 401, "invalid_credentials");
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_EQ(wrong.headers, unknown.headers);
}

TEST_F(AuthApi, says_when_to_come_back_after_too_many_failures) {
  options_.failures_per_account = 2;
  build();
  for (int i = 0; i < 2; ++i) post("/login", R"({"identifier":"Mira","password":"wrong password"})");
  const auto refused = post("/login", R"({"identifier":"Mira","password":"wrong password"})");
  expect_error(refused, 429, "too_many_attempts");
  EXPECT_EQ(header(refused, "Retry-After"), "900");
}

TEST_F(AuthApi, refreshes_by_either_spelling_and_notices_reuse) {
  const Session session = player("Mira");
  const auto first = post("/refresh", R"({"refreshToken":")" + session.refresh_token + R"("})");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(json(first).at("user").at("id").as_string(), session.user_id);
  const std::string next = text(first, "refresh_token");
  expect_error(post("/refresh", R"({"refresh_token":")" + session.refresh_token + R"("})"), 401, "token_reused");
  EXPECT_EQ(post("/refresh", R"({"refresh_token":")" + next + R"("})").status, 401);
  expect_error(post("/refresh", R"({"refresh_token":"never seen"})"), 401, "invalid_token");
}

TEST_F(AuthApi, shows_the_account_to_its_owner) {
  const Session session = player("Mira");
  const auto response = get("/me", session.token);
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(text(response, "id"), session.user_id);
  EXPECT_EQ(text(response, "username"), "Mira");
  EXPECT_EQ(text(response, "email"), "Mira@example.org");
  EXPECT_EQ(json(response).at("created_at").as_int64(), 1'700'000'000'000);
}

TEST_F(AuthApi, asks_for_a_valid_token) {
  const Session session = player("Mira");
  std::string tampered = session.token;
  tampered.back() = tampered.back() == 'A' ? 'B' : 'A';
  for (const std::string& token : {std::string(), std::string("x"), tampered, session.refresh_token}) {
    expect_error(get("/me", token), 401, "invalid_token");
    expect_error(get("/characters", token), 401, "invalid_token");
    expect_error(post("/characters", R"({"name":"Bran","class":"mage"})", token), 401, "invalid_token");
    expect_error(post("/logout", R"({"refresh_token":"x"})", token), 401, "invalid_token");
  }
  expect_error(call(net::Method::get, "/api/v1/me", "", "", {{"authorization", "Basic abc"}}), 401, "invalid_token");
  clock_.advance(15min);
  expect_error(get("/me", session.token), 401, "invalid_token");
}

TEST_F(AuthApi, logs_out_and_ends_the_live_session) {
  const Session session = player("Mira");
  expect_invalid(post("/logout", "{}", session.token), {"refresh_token"});
  EXPECT_TRUE(ended_.empty());
  const auto response = post("/logout", R"({"refresh_token":")" + session.refresh_token + R"("})", session.token);
  EXPECT_EQ(response.status, 204);
  EXPECT_TRUE(response.body.empty());
  EXPECT_EQ(ended_, std::vector<std::string>{"account " + session.user_id});
  expect_error(get("/me", session.token), 401, "invalid_token");
  EXPECT_EQ(post("/refresh", R"({"refresh_token":")" + session.refresh_token + R"("})").status, 401);
}

TEST_F(AuthApi, ends_every_token_of_a_log_in_when_one_logs_out_and_no_other_log_in) {
  const Session session = player("Mira");
  const auto elsewhere = post("/login", R"({"identifier":"Mira","password":"correct horse"})");
  const std::string select = "/characters/" + first_character(session) + "/select";
  const std::string b = text(post(select, "", session.token), "token");
  const std::string c = text(post(select, "", b), "token");
  ASSERT_EQ(get("/me", c).status, 200);
  EXPECT_EQ(post("/logout", R"({"refresh_token":")" + session.refresh_token + R"("})", session.token).status, 204);
  for (const std::string& token : {session.token, b, c}) {
    expect_error(get("/me", token), 401, "invalid_token");
    expect_error(post(select, "", token), 401, "invalid_token");
  }
  EXPECT_EQ(get("/me", text(elsewhere, "token")).status, 200);
}

TEST_F(AuthApi, ends_the_access_tokens_of_a_log_in_whose_spent_refresh_token_came_again) {
  const Session session = player("Mira");
  const auto elsewhere = post("/login", R"({"identifier":"Mira","password":"correct horse"})");
  const std::string body = R"({"refresh_token":")" + session.refresh_token + R"("})";
  const auto next = post("/refresh", body);
  ASSERT_EQ(next.status, 200);
  expect_error(post("/refresh", body), 401, "token_reused");
  expect_error(get("/me", session.token), 401, "invalid_token");
  expect_error(get("/me", text(next, "token")), 401, "invalid_token");
  EXPECT_EQ(get("/me", text(elsewhere, "token")).status, 200);
}

TEST_F(AuthApi, answers_overloaded_when_no_hash_can_be_queued) {
  options_.hash_queue = 0;
  build();
  expect_error(post("/register", kMira), 503, "overloaded");
  expect_error(post("/login", R"({"identifier":"Mira","password":"correct horse"})"), 503, "overloaded");
}

}  // namespace
}  // namespace flumen::handlers
