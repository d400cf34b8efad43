#include "auth/auth_service.hpp"

#include <future>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "auth/default_auth_service.hpp"
#include "auth/secret.hpp"
#include "support/run_task.hpp"
#include "support/temp_dir.hpp"

namespace flumen::auth {
namespace {

using namespace std::chrono_literals;
using support::run_task;
using Code = AuthError::Code;

constexpr const char* kPassword = "correct horse";
constexpr const char* kAddress = "192.0.2.1";

/// A cache that can be taken away.
class FragileCache final : public cache::Cache {
 public:
  explicit FragileCache(std::unique_ptr<cache::Cache> inner) : inner_(std::move(inner)) {}
  bool away = false;

  base::Task<base::Result<std::optional<std::string>>> get(std::string key) override {
    ++reads;
    if (away) co_return gone();
    co_return co_await inner_->get(std::move(key));
  }
  base::Task<base::Result<void>> set(std::string key, std::string value, std::chrono::milliseconds ttl) override {
    if (away) co_return gone();
    co_return co_await inner_->set(std::move(key), std::move(value), ttl);
  }
  base::Task<base::Result<bool>> set_if_absent(std::string key, std::string value,
                                               std::chrono::milliseconds ttl) override {
    if (away) co_return gone();
    co_return co_await inner_->set_if_absent(std::move(key), std::move(value), ttl);
  }
  base::Task<base::Result<std::optional<std::string>>> exchange(std::string key, std::string value,
                                                                std::chrono::milliseconds ttl) override {
    if (away) co_return gone();
    co_return co_await inner_->exchange(std::move(key), std::move(value), ttl);
  }
  base::Task<base::Result<bool>> extend_if(std::string key, std::string expected,
                                           std::chrono::milliseconds ttl) override {
    if (away) co_return gone();
    co_return co_await inner_->extend_if(std::move(key), std::move(expected), ttl);
  }
  base::Task<base::Result<void>> erase(std::string key) override {
    if (away) co_return gone();
    co_return co_await inner_->erase(std::move(key));
  }
  base::Task<base::Result<bool>> erase_if(std::string key, std::string expected) override {
    if (away) co_return gone();
    co_return co_await inner_->erase_if(std::move(key), std::move(expected));
  }
  base::Task<base::Result<cache::Count>> increment(std::string key, std::chrono::milliseconds window) override {
    if (away) co_return gone();
    co_return co_await inner_->increment(std::move(key), window);
  }
  base::Task<base::Result<cache::Count>> count(std::string key) override {
    if (away) co_return gone();
    co_return co_await inner_->count(std::move(key));
  }
  base::Task<base::Result<void>> ping() override {
    if (away) co_return gone();
    co_return base::Result<void>{};
  }
  std::uint64_t generation() const noexcept override { return inner_->generation(); }
  bool is_shared() const noexcept override { return inner_->is_shared(); }
  void close() override { inner_->close(); }

  int reads = 0;

 private:
  static base::Error gone() { return base::fail(base::Errc::unavailable, "away"); }
  std::unique_ptr<cache::Cache> inner_;
};

class AuthServiceTest : public testing::Test {
 protected:
  AuthServiceTest() {
    options_.jwt_secret = std::string(32, 's');
    options_.argon2_memory_kib = 8;
    options_.argon2_passes = 1;
    open_database("sqlite::memory:");
    restart();
  }
  ~AuthServiceTest() override { database_->close(); }

  void open_database(const std::string& url) {
    if (database_) database_->close();
    database_ = database::make_database({.url = url}, base::Logger(log_)).value();
    EXPECT_TRUE(database_->open());
    EXPECT_TRUE(database_->migrate());
  }
  /// A new process over the same database; what is not stored there is forgotten.
  void restart(std::size_t cache_entries = 1'000) {
    auth_.reset();
    cache_ = std::make_unique<FragileCache>(cache::make_memory_cache(clock_, cache_entries));
    auth_ = std::make_unique<DefaultAuthService>(options_, *database_, *cache_, clock_, base::Logger(log_));
    EXPECT_TRUE(run_task(auth_->warm_up()));
  }

  AuthResult<Registered> register_user(const std::string& name, const std::string& email = "",
                                       const std::string& password = kPassword) {
    return run_task(auth_->register_user(name, email.empty() ? name + "@example.org" : email, password, kAddress));
  }
  AuthResult<Tokens> login(const std::string& name, const std::string& password = kPassword,
                           const std::string& address = kAddress) {
    return run_task(auth_->login(name, password, address));
  }
  AuthResult<AccessClaims> verify(const std::string& token) { return run_task(auth_->verify(token)); }
  Tokens logged_in(const std::string& name = "Mira") {
    EXPECT_TRUE(register_user(name));
    return login(name).value();
  }
  template <class T>
  static Code code_of(const AuthResult<T>& result) {
    EXPECT_FALSE(result) << "expected a refusal";
    return result ? Code::internal : result.error().code;
  }

  AuthOptions options_;
  base::ManualClock clock_;
  base::NullLogSink log_;
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<FragileCache> cache_;
  std::unique_ptr<DefaultAuthService> auth_;
};

TEST_F(AuthServiceTest, registers_an_account_with_its_first_character) {
  const auto registered = register_user("Mira");
  ASSERT_TRUE(registered);
  EXPECT_EQ(registered->username, "Mira");
  const auto characters = run_task(database_->characters().list(registered->user_id)).value();
  ASSERT_EQ(characters.size(), 1u);
  EXPECT_EQ(characters[0].name, "Mira");
  EXPECT_EQ(characters[0].character_class, "adventurer");
  EXPECT_EQ(characters[0].map_id, "map_0_0");
  EXPECT_EQ(characters[0].pos_x, 758);
  EXPECT_EQ(characters[0].pos_y, 605);
}

TEST_F(AuthServiceTest, never_stores_a_password) {
  const auto id = register_user("Mira").value().user_id;
  const auto user = run_task(database_->users().find(id)).value().value();
  EXPECT_EQ(user.password_hash.find(kPassword), std::string::npos);
  EXPECT_TRUE(user.password_hash.starts_with("$argon2id$"));
}

TEST_F(AuthServiceTest, names_every_wrong_field_at_once_and_creates_nothing) {
  const auto refused = run_task(auth_->register_user("1", "none", "short", kAddress));
  ASSERT_EQ(code_of(refused), Code::validation_failed);
  EXPECT_EQ(refused.error().fields.size(), 3u);
  for (const char* field : {"username", "email", "password"}) EXPECT_TRUE(refused.error().fields.contains(field));
}

TEST_F(AuthServiceTest, refuses_taken_names_and_addresses_whatever_their_case) {
  ASSERT_TRUE(register_user("Mira", "mira@example.org"));
  EXPECT_EQ(code_of(register_user("mIRA", "other@example.org")), Code::username_taken);
  EXPECT_EQ(code_of(register_user("Other", "MIRA@example.org")), Code::email_taken);
  EXPECT_TRUE(register_user("Other", "other@example.org"));
}

TEST_F(AuthServiceTest, hashes_nothing_for_a_name_that_is_taken) {
  options_.hash_queue = 1;
  restart();
  ASSERT_TRUE(register_user("Mira", "mira@example.org"));
  std::promise<void> release;
  ASSERT_TRUE(auth_->hash_pool().try_post([gate = release.get_future().share()] { gate.wait(); }));
  EXPECT_EQ(code_of(register_user("Mira", "other@example.org")), Code::username_taken);
  EXPECT_EQ(code_of(register_user("Other", "mira@example.org")), Code::email_taken);
  EXPECT_EQ(code_of(register_user("Other", "other@example.org")), Code::overloaded);
  release.set_value();
}

TEST_F(AuthServiceTest, refuses_a_user_name_that_is_somebodys_character) {
  const auto owner = register_user("Mira").value().user_id;
  database::Character second;
  second.id = base::CharacterId::random();
  second.user_id = owner;
  second.name = "Bran";
  second.character_class = "mage";
  ASSERT_TRUE(run_task(database_->characters().create(second, 5)));
  EXPECT_EQ(code_of(register_user("Bran")), Code::username_taken);
}

TEST_F(AuthServiceTest, logs_in_by_name_and_by_address_whatever_the_case) {
  ASSERT_TRUE(register_user("Mira", "mira@example.org"));
  for (const char* identifier : {"Mira", "MIRA", "mira@example.org", "Mira@EXAMPLE.org"}) {
    const auto tokens = login(identifier);
    ASSERT_TRUE(tokens) << identifier;
    EXPECT_EQ(tokens->user.username, "Mira");
    EXPECT_EQ(tokens->expires_in, 15min);
  }
}

TEST_F(AuthServiceTest, hands_out_a_token_that_it_recognises_until_it_expires) {
  const Tokens tokens = logged_in();
  const auto claims = verify(tokens.access_token);
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->user_id, tokens.user.id);
  EXPECT_EQ(claims->username, "Mira");
  EXPECT_FALSE(claims->character_id);
  clock_.advance(15min - 1s);
  EXPECT_TRUE(verify(tokens.access_token));
  clock_.advance(1s);
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
}

TEST_F(AuthServiceTest, hands_out_a_token_for_a_character) {
  const Tokens tokens = logged_in();
  const auto character = run_task(database_->characters().list(tokens.user.id)).value().at(0);
  const auto claims = verify(tokens.access_token).value();
  const auto token = auth_->issue_for_character(claims, character);
  ASSERT_TRUE(token);
  const auto selected = verify(*token);
  ASSERT_TRUE(selected);
  EXPECT_EQ(selected->character_id, character.id);
  EXPECT_EQ(selected->user_id, tokens.user.id);
  EXPECT_NE(selected->jti, claims.jti);
  EXPECT_EQ(selected->family_id, claims.family_id);
}

TEST_F(AuthServiceTest, never_lets_a_token_outlive_the_one_it_was_made_from) {
  const Tokens tokens = logged_in();
  const auto character = run_task(database_->characters().list(tokens.user.id)).value().at(0);
  const auto first = verify(tokens.access_token).value();
  clock_.advance(10min);
  const std::string second_token = auth_->issue_for_character(first, character).value();
  const auto second = verify(second_token).value();
  EXPECT_EQ(second.expires_at, first.expires_at);
  clock_.advance(4min);
  const std::string third_token = auth_->issue_for_character(second, character).value();
  EXPECT_TRUE(verify(third_token));
  clock_.advance(1min);
  EXPECT_EQ(code_of(verify(second_token)), Code::invalid_token);
  EXPECT_EQ(code_of(verify(third_token)), Code::invalid_token);
}

TEST_F(AuthServiceTest, refuses_tokens_of_another_secret) {
  const Tokens tokens = logged_in();
  options_.jwt_secret = std::string(32, 'x');
  restart();
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
}

TEST_F(AuthServiceTest, answers_an_unknown_account_as_a_wrong_password_with_the_same_work) {
  ASSERT_TRUE(register_user("Mira"));
  const auto hashes = [&] { return auth_->hasher().computed(); };
  const auto start = hashes();
  EXPECT_EQ(code_of(login("Mira", "wrong password")), Code::invalid_credentials);
  const auto known = hashes() - start;
  for (const std::string unknown : {"Nobody", "nobody@example.org", "'; DROP TABLE users", "\xFF\xFE", ""}) {
    const auto before = hashes();
    EXPECT_EQ(code_of(login(unknown, "wrong password")), Code::invalid_credentials);
    EXPECT_EQ(hashes() - before, known) << unknown;
  }
  EXPECT_EQ(known, 1u);
}

TEST_F(AuthServiceTest, does_not_hash_a_password_longer_than_any_can_be) {
  ASSERT_TRUE(register_user("Mira"));
  const auto before = auth_->hasher().computed();
  EXPECT_EQ(code_of(login("Mira", std::string(60'000, 'a'))), Code::invalid_credentials);
  EXPECT_EQ(auth_->hasher().computed(), before);
}

TEST_F(AuthServiceTest, refuses_further_tries_on_an_account_after_its_failures_even_the_right_one) {
  options_.failures_per_account = 3;
  restart();
  ASSERT_TRUE(register_user("Mira"));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(code_of(login("mira", "wrong password")), Code::invalid_credentials);
  const auto before = auth_->hasher().computed();
  const auto refused = login("Mira");
  ASSERT_EQ(code_of(refused), Code::too_many_attempts);
  EXPECT_GT(refused.error().retry_after, 14min);
  EXPECT_LE(refused.error().retry_after, 15min);
  EXPECT_EQ(auth_->hasher().computed(), before);
  clock_.advance(15min);
  EXPECT_TRUE(login("Mira"));
}

TEST_F(AuthServiceTest, throttles_accounts_that_do_not_exist_just_the_same) {
  options_.failures_per_account = 3;
  restart();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(code_of(login("Nobody")), Code::invalid_credentials);
  EXPECT_EQ(code_of(login("Nobody")), Code::too_many_attempts);
}

TEST_F(AuthServiceTest, forgets_an_accounts_failures_when_it_logs_in) {
  options_.failures_per_account = 3;
  restart();
  ASSERT_TRUE(register_user("Mira"));
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 2; ++i) EXPECT_EQ(code_of(login("Mira", "wrong password")), Code::invalid_credentials);
    EXPECT_TRUE(login("Mira"));
  }
}

TEST_F(AuthServiceTest, refuses_an_address_that_fails_on_many_accounts_and_no_other) {
  options_.failures_per_address = 5;
  restart();
  ASSERT_TRUE(register_user("Mira"));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(code_of(login("Nobody" + std::to_string(i))), Code::invalid_credentials);
  }
  EXPECT_EQ(code_of(login("Mira")), Code::too_many_attempts);
  EXPECT_TRUE(login("Mira", kPassword, "192.0.2.2"));
}

TEST_F(AuthServiceTest, tells_a_crowd_of_guesses_at_once_no_more_than_as_many_in_a_row) {
  options_.failures_per_account = 3;
  restart();
  ASSERT_TRUE(register_user("Mira"));
  boost::asio::io_context context(1);
  std::vector<base::Task<AuthResult<Tokens>>> guesses;
  for (int i = 0; i < 20; ++i) guesses.push_back(auth_->login("Mira", "wrong password", kAddress));
  int told = 0;
  for (const auto& outcome : support::run_tasks<AuthResult<Tokens>>(context, std::move(guesses))) {
    told += code_of(outcome) == Code::invalid_credentials;
  }
  EXPECT_EQ(told, 3);
}

TEST_F(AuthServiceTest, limits_the_accounts_an_address_creates) {
  options_.registrations_per_address = 2;
  restart();
  ASSERT_TRUE(register_user("Mira"));
  ASSERT_TRUE(register_user("Bran"));
  const auto refused = register_user("Cora");
  ASSERT_EQ(code_of(refused), Code::too_many_attempts);
  EXPECT_GT(refused.error().retry_after, 59min);
  EXPECT_TRUE(run_task(auth_->register_user("Cora", "cora@example.org", kPassword, "192.0.2.2")));
  clock_.advance(1h);
  EXPECT_TRUE(register_user("Dara"));
}

TEST_F(AuthServiceTest, answers_overloaded_in_a_storm_while_the_rest_goes_on) {
  options_.hash_queue = 2;
  restart();
  const Tokens tokens = logged_in();
  std::promise<void> release;
  ASSERT_TRUE(auth_->hash_pool().try_post([gate = release.get_future().share()] { gate.wait(); }));

  boost::asio::io_context context(1);
  std::vector<base::Task<AuthResult<Tokens>>> logins;
  for (int i = 0; i < 10; ++i) logins.push_back(auth_->login("Mira", kPassword, kAddress));
  // Once nine have been turned away the last one is in the queue, and what needs no hash still works.
  auto others = [&]() -> base::Task<AuthResult<Tokens>> {
    const auto verified = co_await auth_->verify(tokens.access_token);
    EXPECT_TRUE(verified);
    auto refreshed = co_await auth_->refresh(tokens.refresh_token);
    release.set_value();
    co_return refreshed;
  };
  logins.push_back(others());
  const auto outcomes = support::run_tasks<AuthResult<Tokens>>(context, std::move(logins));
  EXPECT_TRUE(outcomes.back());
  int overloaded = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    if (outcomes[i]) continue;
    ++overloaded;
    EXPECT_EQ(outcomes[i].error().code, Code::overloaded);
    EXPECT_GT(outcomes[i].error().retry_after.count(), 0);
  }
  EXPECT_GE(overloaded, 1);
  EXPECT_LE(overloaded, 9);
  EXPECT_TRUE(login("Mira"));
}

TEST_F(AuthServiceTest, spends_a_refresh_token_for_a_new_pair) {
  const Tokens first = logged_in();
  const auto second = run_task(auth_->refresh(first.refresh_token));
  ASSERT_TRUE(second);
  EXPECT_NE(second->refresh_token, first.refresh_token);
  EXPECT_EQ(second->user.username, "Mira");
  EXPECT_TRUE(verify(second->access_token));
  EXPECT_TRUE(run_task(auth_->refresh(second->refresh_token)));
}

TEST_F(AuthServiceTest, revokes_the_whole_family_when_a_spent_token_comes_again) {
  const Tokens first = logged_in();
  const Tokens other_login = login("Mira").value();
  const Tokens second = run_task(auth_->refresh(first.refresh_token)).value();
  EXPECT_EQ(code_of(run_task(auth_->refresh(first.refresh_token))), Code::token_reused);
  EXPECT_FALSE(run_task(auth_->refresh(second.refresh_token)));
  EXPECT_TRUE(run_task(auth_->refresh(other_login.refresh_token)));
}

TEST_F(AuthServiceTest, keeps_every_token_of_a_log_in_in_its_family) {
  const Tokens first = logged_in();
  const Tokens second = run_task(auth_->refresh(first.refresh_token)).value();
  const Tokens elsewhere = login("Mira").value();
  const auto family = verify(first.access_token)->family_id;
  EXPECT_EQ(verify(second.access_token)->family_id, family);
  EXPECT_NE(verify(elsewhere.access_token)->family_id, family);
}

TEST_F(AuthServiceTest, refuses_the_access_tokens_of_a_log_in_whose_spent_token_came_again) {
  const Tokens first = logged_in();
  const Tokens elsewhere = login("Mira").value();
  const Tokens second = run_task(auth_->refresh(first.refresh_token)).value();
  const auto character = run_task(database_->characters().list(first.user.id)).value().at(0);
  const auto selected = auth_->issue_for_character(verify(second.access_token).value(), character).value();
  EXPECT_EQ(code_of(run_task(auth_->refresh(first.refresh_token))), Code::token_reused);
  const auto expect_over = [&] {
    for (const std::string& token : {first.access_token, second.access_token, selected}) {
      EXPECT_EQ(code_of(verify(token)), Code::invalid_token);
    }
    EXPECT_TRUE(verify(elsewhere.access_token));
  };
  expect_over();
  restart();
  expect_over();
  cache_->away = true;
  expect_over();
}

TEST_F(AuthServiceTest, does_not_believe_the_family_an_unknown_refresh_token_names) {
  const Tokens tokens = logged_in();
  const std::string family = tokens.refresh_token.substr(tokens.refresh_token.rfind('.'));
  EXPECT_EQ(code_of(run_task(auth_->refresh(random_secret() + family))), Code::invalid_token);
  EXPECT_TRUE(verify(tokens.access_token));
  EXPECT_TRUE(run_task(auth_->refresh(tokens.refresh_token)));
}

TEST_F(AuthServiceTest, lets_one_of_two_refreshes_at_once_succeed) {
  const Tokens tokens = logged_in();
  boost::asio::io_context context(1);
  std::vector<base::Task<AuthResult<Tokens>>> refreshes;
  for (int i = 0; i < 8; ++i) refreshes.push_back(auth_->refresh(tokens.refresh_token));
  int succeeded = 0;
  for (const auto& outcome : support::run_tasks<AuthResult<Tokens>>(context, std::move(refreshes))) {
    succeeded += outcome.has_value();
  }
  EXPECT_EQ(succeeded, 1);
}

TEST_F(AuthServiceTest, refuses_unknown_malformed_and_expired_refresh_tokens) {
  const Tokens tokens = logged_in();
  for (const std::string& wrong :
       {std::string(), std::string("x"), random_secret(), std::string(100'000, 'a'), tokens.refresh_token + "a",
        sha256_hex(tokens.refresh_token), std::string("\0", 1)}) {
    EXPECT_EQ(code_of(run_task(auth_->refresh(wrong))), Code::invalid_token);
  }
  clock_.advance(options_.refresh_ttl);
  EXPECT_EQ(code_of(run_task(auth_->refresh(tokens.refresh_token))), Code::invalid_token);
}

class Logout : public AuthServiceTest {
 protected:
  void log_out(const Tokens& tokens) {
    const auto done = run_task(auth_->logout(verify(tokens.access_token).value(), tokens.refresh_token));
    EXPECT_TRUE(done);
  }
};

TEST_F(Logout, revokes_the_family_and_the_access_token_and_nothing_else) {
  const Tokens tokens = logged_in();
  const Tokens elsewhere = login("Mira").value();
  log_out(tokens);
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
  EXPECT_FALSE(run_task(auth_->refresh(tokens.refresh_token)));
  EXPECT_TRUE(verify(elsewhere.access_token));
  EXPECT_TRUE(run_task(auth_->refresh(elsewhere.refresh_token)));
}

TEST_F(Logout, does_not_touch_somebody_elses_tokens) {
  const Tokens mine = logged_in("Mira");
  const Tokens theirs = logged_in("Bran");
  EXPECT_TRUE(run_task(auth_->logout(verify(mine.access_token).value(), theirs.refresh_token)));
  EXPECT_TRUE(verify(theirs.access_token));
  EXPECT_TRUE(run_task(auth_->refresh(theirs.refresh_token)));
}

TEST_F(Logout, ends_every_access_token_made_from_the_one_presented) {
  const Tokens tokens = logged_in();
  const Tokens elsewhere = login("Mira").value();
  const auto character = run_task(database_->characters().list(tokens.user.id)).value().at(0);
  const auto a = verify(tokens.access_token).value();
  const std::string b_token = auth_->issue_for_character(a, character).value();
  const std::string c_token = auth_->issue_for_character(verify(b_token).value(), character).value();
  log_out(tokens);
  const auto expect_over = [&] {
    for (const std::string& token : {tokens.access_token, b_token, c_token}) {
      EXPECT_EQ(code_of(verify(token)), Code::invalid_token);
    }
    EXPECT_TRUE(verify(elsewhere.access_token));
  };
  expect_over();
  restart();
  expect_over();
  cache_->away = true;
  expect_over();
}

TEST_F(Logout, leaves_no_tokens_to_fetch_when_it_came_with_a_wrong_refresh_token) {
  const Tokens tokens = logged_in();
  EXPECT_TRUE(run_task(auth_->logout(verify(tokens.access_token).value(), "wrong")));
  EXPECT_EQ(code_of(run_task(auth_->refresh(tokens.refresh_token))), Code::invalid_token);
  // And that spent it, so it is worth nothing later either.
  clock_.advance(options_.access_ttl);
  EXPECT_FALSE(run_task(auth_->refresh(tokens.refresh_token)));
}

TEST_F(Logout, survives_a_restart) {
  const Tokens tokens = logged_in();
  log_out(tokens);
  restart();
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
  EXPECT_FALSE(run_task(auth_->refresh(tokens.refresh_token)));
}

TEST_F(Logout, survives_a_new_process_over_the_same_file) {
  const support::TempDir folder("flumen-auth");
  const std::string url = "sqlite:" + (folder.path() / "flumen.db").string();
  open_database(url);
  restart();
  const Tokens tokens = logged_in();
  const Tokens kept = login("Mira").value();
  log_out(tokens);
  auth_.reset();
  open_database(url);
  restart();
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
  EXPECT_TRUE(verify(kept.access_token));
}

TEST_F(Logout, holds_while_the_cache_is_away_and_after_it_came_back) {
  const Tokens tokens = logged_in();
  cache_->away = true;
  EXPECT_TRUE(verify(tokens.access_token));
  log_out(tokens);
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
  cache_->away = false;
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
  clock_.advance(10s);
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
  // The copy was refilled, so the cache is asked again.
  const int reads = cache_->reads;
  EXPECT_EQ(code_of(verify(tokens.access_token)), Code::invalid_token);
  EXPECT_GT(cache_->reads, reads);
}

TEST_F(Logout, holds_although_the_cache_drops_entries_for_want_of_room) {
  restart(2);
  const Tokens first = logged_in();
  const Tokens second = login("Mira").value();
  const Tokens third = login("Mira").value();
  for (const Tokens* tokens : {&first, &second, &third}) log_out(*tokens);
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(run_task(cache_->set("other" + std::to_string(i), "x", 1h)));
  for (const Tokens* tokens : {&first, &second, &third}) {
    EXPECT_EQ(code_of(verify(tokens->access_token)), Code::invalid_token);
  }
}

TEST_F(AuthServiceTest, goes_on_without_throttling_while_the_cache_is_away) {
  options_.failures_per_account = 2;
  restart();
  ASSERT_TRUE(register_user("Mira"));
  cache_->away = true;
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(login("Mira", "wrong password")), Code::invalid_credentials);
  EXPECT_TRUE(login("Mira"));
}

TEST_F(AuthServiceTest, warms_up_while_the_cache_is_away) {
  cache_->away = true;
  EXPECT_TRUE(run_task(auth_->warm_up()));
}

}  // namespace
}  // namespace flumen::auth
