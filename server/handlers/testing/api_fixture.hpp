#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include "handlers/api.hpp"
#include "support/run_task.hpp"

namespace flumen::handlers::testing {

/// A cache that can be taken away, and that others may share.
class FragileCache final : public cache::Cache {
 public:
  explicit FragileCache(const base::Clock& clock) : inner_(cache::make_memory_cache(clock)) {}
  bool away = false;
  bool shared = false;

  base::Task<base::Result<std::optional<std::string>>> get(std::string key) override {
    if (away) co_return gone();
    co_return co_await inner_->get(std::move(key));
  }
  base::Task<base::Result<void>> set(std::string key, std::string value, std::chrono::milliseconds ttl) override {
    return inner_->set(std::move(key), std::move(value), ttl);
  }
  base::Task<base::Result<bool>> set_if_absent(std::string key, std::string value,
                                               std::chrono::milliseconds ttl) override {
    return inner_->set_if_absent(std::move(key), std::move(value), ttl);
  }
  base::Task<base::Result<std::optional<std::string>>> exchange(std::string key, std::string value,
                                                                std::chrono::milliseconds ttl) override {
    return inner_->exchange(std::move(key), std::move(value), ttl);
  }
  base::Task<base::Result<bool>> extend_if(std::string key, std::string expected,
                                           std::chrono::milliseconds ttl) override {
    return inner_->extend_if(std::move(key), std::move(expected), ttl);
  }
  base::Task<base::Result<void>> erase(std::string key) override { return inner_->erase(std::move(key)); }
  base::Task<base::Result<bool>> erase_if(std::string key, std::string expected) override {
    return inner_->erase_if(std::move(key), std::move(expected));
  }
  base::Task<base::Result<cache::Count>> increment(std::string key, std::chrono::milliseconds window) override {
    return inner_->increment(std::move(key), window);
  }
  base::Task<base::Result<cache::Count>> count(std::string key) override { return inner_->count(std::move(key)); }
  base::Task<base::Result<void>> ping() override {
    if (away) co_return gone();
    co_return base::Result<void>{};
  }
  std::uint64_t generation() const noexcept override { return inner_->generation(); }
  bool is_shared() const noexcept override { return shared; }
  void close() override { inner_->close(); }

 private:
  static base::Error gone() { return base::fail(base::Errc::unavailable, "away"); }
  std::unique_ptr<cache::Cache> inner_;
};

/// The whole HTTP interface over a real database, called as the network layer calls it, without sockets.
class ApiTest : public ::testing::Test {
 protected:
  ApiTest() { build(); }
  ~ApiTest() override { database_->close(); }

  /// Everything anew, on an empty database.
  void build() {
    router_ = net::Router();
    auth_.reset();
    if (database_) database_->close();
    database_ = database::make_database({.url = "sqlite::memory:"}, logger_).value();
    EXPECT_TRUE(database_->open());
    EXPECT_TRUE(database_->migrate());
    auth_ = auth::make_auth_service(options_, *database_, cache_, clock_, logger_);
    EXPECT_TRUE(support::run_task(auth_->warm_up()));
    const ApiParts parts{*auth_, *database_, cache_, atlas_, classes_, data_, clock_, logger_};
    add_api_routes(router_, parts, hooks());
  }

  ApiHooks hooks() {
    ApiHooks hooks;
    hooks.end_session_of_account = [this](base::UserId id) -> base::Task<void> {
      ended_.push_back("account " + id.to_string());
      co_return;
    };
    hooks.end_session_of_character = [this](base::UserId user, base::CharacterId id) -> base::Task<void> {
      ended_.push_back("character " + id.to_string() + " of " + user.to_string());
      co_return;
    };
    hooks.unsaved_position = [this](base::CharacterId id) -> std::optional<database::CharacterPosition> {
      const auto found = unsaved_.find(id.to_string());
      if (found == unsaved_.end()) return std::nullopt;
      return found->second;
    };
    hooks.is_fighting = [this](base::CharacterId id) { return fighting_ == id.to_string(); };
    hooks.grown = [this](const database::Character& character) { grown_.push_back(character.id.to_string()); };
    hooks.accepting = [this] { return accepting_; };
    hooks.metrics = [] { return std::string("flumen_up 1\n"); };
    return hooks;
  }

  net::Response call(net::Method method, const std::string& path, const std::string& body = "",
                     const std::string& token = "", std::map<std::string, std::string, std::less<>> headers = {}) {
    net::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.headers = std::move(headers);
    if (!token.empty()) request.headers["authorization"] = "Bearer " + token;
    request.remote_address = "192.0.2.1";
    request.request_id = "test";
    const auto match = router_.find(method, path);
    if (!match.handler) {
      ADD_FAILURE() << "no route for " << path;
      return {};
    }
    request.parameters = match.parameters;
    return support::run_task((*match.handler)(request));
  }
  net::Response post(const std::string& path, const std::string& body, const std::string& token = "") {
    return call(net::Method::post, "/api/v1" + path, body, token);
  }
  net::Response get(const std::string& path, const std::string& token = "") {
    return call(net::Method::get, "/api/v1" + path, "", token);
  }
  net::Response del(const std::string& path, const std::string& token) {
    return call(net::Method::del, "/api/v1" + path, "", token);
  }

  static boost::json::value json(const net::Response& response) { return boost::json::parse(response.body); }
  static std::string text(const net::Response& response, std::string_view name) {
    const auto value = json(response);
    const auto* member = value.is_object() ? value.get_object().if_contains(name) : nullptr;
    return member && member->is_string() ? std::string(member->get_string()) : std::string();
  }
  static std::string header(const net::Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return {};
  }
  static void expect_error(const net::Response& response, int status, std::string_view code) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(text(response, "code"), code) << response.body;
    EXPECT_FALSE(text(response, "error").empty());
    EXPECT_EQ(header(response, "WWW-Authenticate"), status == 401 ? "Bearer" : "");
    const bool later = status == 429 || status == 503;
    EXPECT_EQ(!header(response, "Retry-After").empty(), later);
  }
  static void expect_invalid(const net::Response& response, const std::vector<std::string>& fields) {
    expect_error(response, 422, "validation_failed");
    const auto value = json(response);
    const auto& listed = value.at("fields").as_object();
    EXPECT_EQ(listed.size(), fields.size()) << response.body;
    for (const auto& field : fields) EXPECT_TRUE(listed.contains(field)) << response.body;
  }

  struct Session {
    std::string user_id;
    std::string token;
    std::string refresh_token;
  };
  Session player(const std::string& name) {
    const auto registered = post("/register", R"({"username":")" + name + R"(","email":")" + name +
                                                  R"(@example.org","password":"correct horse"})");
    EXPECT_EQ(registered.status, 201) << registered.body;
    const auto tokens = post("/login", R"({"identifier":")" + name + R"(","password":"correct horse"})");
    EXPECT_EQ(tokens.status, 200) << tokens.body;
    return {text(registered, "userID"), text(tokens, "token"), text(tokens, "refresh_token")};
  }
  std::string first_character(const Session& session) {
    const auto list = json(get("/characters", session.token));
    return std::string(list.as_array().at(0).at("id").as_string());
  }

  static auth::AuthOptions cheap_options() {
    auth::AuthOptions options;
    options.jwt_secret = std::string(32, 's');
    options.argon2_memory_kib = 8;
    options.argon2_passes = 1;
    return options;
  }

  auth::AuthOptions options_ = cheap_options();
  base::ManualClock clock_;
  base::NullLogSink log_;
  base::Logger logger_{log_};
  FragileCache cache_{clock_};
  world::Atlas atlas_{42};
  game::ClassCatalogue classes_ = game::ClassCatalogue::load(FLUMEN_SOURCE_DIR "/maps/classes.json").value();
  game::CurrentGameData data_{gamedata::GameData::load(FLUMEN_SOURCE_DIR "/maps").value()};
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<auth::AuthService> auth_;
  net::Router router_;

  std::vector<std::string> ended_;
  std::map<std::string, database::CharacterPosition> unsaved_;
  std::string fighting_;            // the character in a fight
  std::vector<std::string> grown_;  // characters whose points were spent
  bool accepting_ = true;
};

}  // namespace flumen::handlers::testing
