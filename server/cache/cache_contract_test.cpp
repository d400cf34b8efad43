#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "cache/cache.hpp"
#include "cache/login_throttle.hpp"
#include "cache/revoked_tokens.hpp"
#include "cache/sessions.hpp"
#include "support/redis_server.hpp"
#include "support/run_task.hpp"

namespace flumen::cache {
namespace {

using std::chrono::milliseconds;
using namespace std::chrono_literals;
using support::run_task;
using support::run_tasks;

enum class Backend { memory, redis };

/// What every back end must do. The cache under test may be shared with other tests: keys are made unique.
class CacheContract : public testing::TestWithParam<Backend> {
 protected:
  static void SetUpTestSuite() { redis_ = std::make_unique<support::RedisServer>(); }
  static void TearDownTestSuite() { redis_.reset(); }

  void SetUp() override {
    if (GetParam() == Backend::memory) {
      cache_ = make_memory_cache(clock_);
    } else {
      cache_ = make_redis_cache({.url = redis_->url()}, base::Logger(log_)).value();
    }
  }
  void TearDown() override { cache_->close(); }

  template <class T>
  T run(base::Task<T> task) {
    return run_task(std::move(task));
  }
  static std::string fresh_key() { return base::Uuid::random().to_string(); }
  static SessionRecord fresh_record() {
    return {base::UserId::random(), base::CharacterId::random(), base::Uuid::random(), "server-1"};
  }
  /// Asks until the key is gone, for as long as it may take.
  bool expires(const std::string& key) {
    for (int i = 0; i < 50'000; ++i) {
      clock_.advance(1ms);
      const auto value = run(cache_->get(key));
      if (value && !value->has_value()) return true;
    }
    return false;
  }

  static inline std::unique_ptr<support::RedisServer> redis_;

  base::ManualClock clock_;  // Redis has its own
  base::NullLogSink log_;
  std::deque<boost::asio::io_context> loops_;  // of threads that end early; must outlive the pools of the cache
  std::unique_ptr<Cache> cache_;
};

TEST_P(CacheContract, knows_nothing_of_a_key_never_set) {
  const auto value = run(cache_->get(fresh_key()));
  ASSERT_TRUE(value);
  EXPECT_FALSE(value->has_value());
}

TEST_P(CacheContract, keeps_any_bytes) {
  const std::string bytes("a\0b\r\n\xFF %s", 9);
  const std::string key = fresh_key() + std::string("\0 \xFF", 3);
  ASSERT_TRUE(run(cache_->set(key, bytes, 1min)));
  EXPECT_EQ(run(cache_->get(key)).value(), bytes);
  ASSERT_TRUE(run(cache_->set(key, "", 1min)));
  EXPECT_EQ(run(cache_->get(key)).value(), "");
}

TEST_P(CacheContract, forgets_what_is_erased_and_minds_no_absent_key) {
  const std::string key = fresh_key();
  ASSERT_TRUE(run(cache_->set(key, "x", 1min)));
  ASSERT_TRUE(run(cache_->erase(key)));
  ASSERT_TRUE(run(cache_->erase(key)));
  EXPECT_FALSE(run(cache_->get(key)).value().has_value());
}

TEST_P(CacheContract, forgets_a_value_after_its_time_and_not_before) {
  const std::string short_lived = fresh_key();
  const std::string long_lived = fresh_key();
  ASSERT_TRUE(run(cache_->set(short_lived, "x", 30ms)));
  ASSERT_TRUE(run(cache_->set(long_lived, "y", 1min)));
  EXPECT_TRUE(expires(short_lived));
  EXPECT_EQ(run(cache_->get(long_lived)).value(), "y");
}

TEST_P(CacheContract, gives_a_value_set_again_its_new_time) {
  const std::string key = fresh_key();
  ASSERT_TRUE(run(cache_->set(key, "x", 1min)));
  ASSERT_TRUE(run(cache_->set(key, "y", 20ms)));
  EXPECT_TRUE(expires(key));
}

TEST_P(CacheContract, sets_an_absent_key_once) {
  const std::string key = fresh_key();
  EXPECT_TRUE(run(cache_->set_if_absent(key, "first", 1min)).value());
  EXPECT_FALSE(run(cache_->set_if_absent(key, "second", 1min)).value());
  EXPECT_EQ(run(cache_->get(key)).value(), "first");
}

TEST_P(CacheContract, sets_an_expired_key_as_if_absent) {
  const std::string key = fresh_key();
  ASSERT_TRUE(run(cache_->set_if_absent(key, "first", 20ms)).value());
  ASSERT_TRUE(expires(key));
  EXPECT_TRUE(run(cache_->set_if_absent(key, "second", 1min)).value());
}

TEST_P(CacheContract, exchanges_a_value_for_the_one_before) {
  const std::string key = fresh_key();
  EXPECT_FALSE(run(cache_->exchange(key, "first", 1min)).value().has_value());
  EXPECT_EQ(run(cache_->exchange(key, "second", 1min)).value(), "first");
  EXPECT_EQ(run(cache_->get(key)).value(), "second");
}

TEST_P(CacheContract, extends_only_what_is_expected) {
  const std::string key = fresh_key();
  EXPECT_FALSE(run(cache_->extend_if(key, "mine", 1min)).value());
  ASSERT_TRUE(run(cache_->set(key, "mine", 1min)));
  EXPECT_FALSE(run(cache_->extend_if(key, "theirs", 1ms)).value());
  EXPECT_TRUE(run(cache_->extend_if(key, "mine", 20ms)).value());
  EXPECT_TRUE(expires(key));
}

TEST_P(CacheContract, erases_only_what_is_expected) {
  const std::string key = fresh_key();
  EXPECT_FALSE(run(cache_->erase_if(key, "mine")).value());
  ASSERT_TRUE(run(cache_->set(key, "mine", 1min)));
  EXPECT_FALSE(run(cache_->erase_if(key, "theirs")).value());
  EXPECT_EQ(run(cache_->get(key)).value(), "mine");
  EXPECT_TRUE(run(cache_->erase_if(key, "mine")).value());
  EXPECT_FALSE(run(cache_->get(key)).value().has_value());
}

TEST_P(CacheContract, counts_from_one_within_a_window) {
  const std::string key = fresh_key();
  EXPECT_EQ(run(cache_->count(key)).value().value, 0);
  for (std::int64_t expected = 1; expected <= 3; ++expected) {
    const Count count = run(cache_->increment(key, 1min)).value();
    EXPECT_EQ(count.value, expected);
    EXPECT_GT(count.remaining, 50s);
    EXPECT_LE(count.remaining, 60s);
  }
  const Count count = run(cache_->count(key)).value();
  EXPECT_EQ(count.value, 3);
  EXPECT_GT(count.remaining, 50s);
}

TEST_P(CacheContract, does_not_prolong_the_window_by_counting) {
  const std::string key = fresh_key();
  ASSERT_TRUE(run(cache_->increment(key, 40ms)));
  ASSERT_TRUE(run(cache_->increment(key, 10min)));
  EXPECT_TRUE(expires(key));
  EXPECT_EQ(run(cache_->increment(key, 1min)).value().value, 1);
}

TEST_P(CacheContract, refuses_to_count_with_what_is_no_number) {
  const std::string key = fresh_key();
  ASSERT_TRUE(run(cache_->set(key, "x", 1min)));
  const auto incremented = run(cache_->increment(key, 1min));
  ASSERT_FALSE(incremented);
  EXPECT_EQ(incremented.error().code, base::Errc::corrupt);
  const auto counted = run(cache_->count(key));
  ASSERT_FALSE(counted);
  EXPECT_EQ(counted.error().code, base::Errc::corrupt);
  EXPECT_EQ(run(cache_->get(key)).value(), "x");
}

TEST_P(CacheContract, loses_no_count_when_many_loops_count_at_once) {
  const std::string key = fresh_key();
  constexpr int kLoops = 4;
  constexpr int kEach = 50;
  std::atomic<int> failures{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kLoops; ++i) {
    threads.emplace_back([&, &loop = loops_.emplace_back(1)] {
      const auto count = [](Cache& cache, std::string counter) -> base::Task<int> {
        int refused = 0;
        for (int j = 0; j < kEach; ++j) {
          if (!co_await cache.increment(counter, 1min)) ++refused;
        }
        co_return refused;
      };
      std::vector<base::Task<int>> tasks;
      tasks.push_back(count(*cache_, key));
      failures += run_tasks(loop, std::move(tasks)).front();
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(run(cache_->count(key)).value().value, kLoops * kEach);
}

TEST_P(CacheContract, answers_a_ping) { EXPECT_TRUE(run(cache_->ping())); }

TEST_P(CacheContract, login_throttle_blocks_an_account_after_its_failures_whatever_its_case) {
  LoginThrottle throttle(*cache_, {.failures_per_account = 2, .failures_per_address = 100, .window = 1min});
  const std::string account = fresh_key() + "@Example.org";
  std::string shouted = account;
  for (char& c : shouted) c = static_cast<char>(std::toupper(c));
  const std::string address = fresh_key();

  EXPECT_FALSE(run(throttle.blocked_for(account, address)).value().has_value());
  EXPECT_FALSE(run(throttle.failed(account, address)).value().has_value());
  EXPECT_FALSE(run(throttle.failed(shouted, address)).value().has_value());
  EXPECT_TRUE(run(throttle.failed(account, address)).value().has_value());
  const auto wait = run(throttle.blocked_for(shouted, address)).value();
  ASSERT_TRUE(wait.has_value());
  EXPECT_GT(*wait, 50s);
  EXPECT_FALSE(run(throttle.blocked_for(fresh_key(), address)).value().has_value());

  ASSERT_TRUE(run(throttle.succeeded(account)));
  EXPECT_FALSE(run(throttle.blocked_for(account, address)).value().has_value());
}

TEST_P(CacheContract, login_throttle_blocks_an_address_across_accounts_and_success_does_not_lift_it) {
  LoginThrottle throttle(*cache_, {.failures_per_account = 100, .failures_per_address = 3, .window = 1min});
  const std::string address = fresh_key();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(run(throttle.failed(fresh_key(), address)));
  const std::string account = fresh_key();
  ASSERT_TRUE(run(throttle.succeeded(account)));
  EXPECT_TRUE(run(throttle.blocked_for(account, address)).value().has_value());
  EXPECT_FALSE(run(throttle.blocked_for(account, fresh_key())).value().has_value());
}

TEST_P(CacheContract, remembers_revoked_tokens_while_they_could_be_used) {
  RevokedTokens revoked(*cache_);
  const std::string jti = fresh_key();
  EXPECT_FALSE(run(revoked.contains(jti)).value());
  ASSERT_TRUE(run(revoked.add(jti, 1min)));
  EXPECT_TRUE(run(revoked.contains(jti)).value());
}

TEST_P(CacheContract, presence_is_found_by_character_and_by_account_until_it_leaves) {
  Presence presence(*cache_, 1min);
  const SessionRecord record = fresh_record();
  ASSERT_TRUE(run(presence.refresh(record)));
  EXPECT_EQ(run(presence.find(record.character_id)).value(), record);
  EXPECT_EQ(run(presence.find(record.user_id)).value(), record);
  ASSERT_TRUE(run(presence.leave(record)));
  EXPECT_FALSE(run(presence.find(record.character_id)).value().has_value());
  EXPECT_FALSE(run(presence.find(record.user_id)).value().has_value());
}

TEST_P(CacheContract, presence_of_a_later_session_survives_the_leaving_of_the_former) {
  Presence presence(*cache_, 1min);
  const SessionRecord former = fresh_record();
  SessionRecord later = former;
  later.session = base::Uuid::random();
  ASSERT_TRUE(run(presence.refresh(former)));
  ASSERT_TRUE(run(presence.refresh(later)));
  ASSERT_TRUE(run(presence.leave(former)));
  EXPECT_EQ(run(presence.find(former.character_id)).value(), later);
}

TEST_P(CacheContract, one_session_owns_an_account) {
  SessionOwnership ownership(*cache_, 1min);
  const SessionRecord first = fresh_record();
  SessionRecord second = first;
  second.session = base::Uuid::random();

  EXPECT_FALSE(run(ownership.take_over(first)).value().has_value());
  EXPECT_FALSE(run(ownership.take_over(first)).value().has_value());
  EXPECT_TRUE(run(ownership.renew(first)).value());
  EXPECT_EQ(run(ownership.take_over(second)).value(), first);
  EXPECT_FALSE(run(ownership.renew(first)).value());
  ASSERT_TRUE(run(ownership.release(first)));
  EXPECT_TRUE(run(ownership.renew(second)).value());
  ASSERT_TRUE(run(ownership.release(second)));
  EXPECT_FALSE(run(ownership.take_over(first)).value().has_value());
}

TEST_P(CacheContract, a_resume_token_works_once) {
  ResumeTokens tokens(*cache_, 1min);
  const SessionRecord record = fresh_record();
  const std::string token = ResumeToken::make(record.user_id).to_string();
  EXPECT_FALSE(run(tokens.redeem(token)).value().has_value());
  ASSERT_TRUE(run(tokens.issue(token, record)));
  for (const std::string& wrong : {std::string(), record.user_id.to_string(), token.substr(0, token.size() - 1),
                                   token + "0", ResumeToken::make(record.user_id).to_string()}) {
    EXPECT_FALSE(run(tokens.redeem(wrong)).value().has_value()) << wrong;
  }
  EXPECT_EQ(run(tokens.redeem(token)).value(), record);
  EXPECT_FALSE(run(tokens.redeem(token)).value().has_value());
}

TEST_P(CacheContract, a_resume_token_is_void_after_logging_out) {
  ResumeTokens tokens(*cache_, 1min);
  const SessionRecord record = fresh_record();
  const std::string token = ResumeToken::make(record.user_id).to_string();
  ASSERT_TRUE(run(tokens.issue(token, record)));
  ASSERT_TRUE(run(tokens.revoke(record.user_id)));
  EXPECT_FALSE(run(tokens.redeem(token)).value().has_value());
}

TEST_P(CacheContract, a_malformed_session_record_is_an_error) {
  Presence presence(*cache_, 1min);
  const SessionRecord record = fresh_record();
  ASSERT_TRUE(run(cache_->set("presence:character:" + record.character_id.to_string(), "rubbish", 1min)));
  const auto found = run(presence.find(record.character_id));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, base::Errc::corrupt);
}

INSTANTIATE_TEST_SUITE_P(Backends, CacheContract, testing::Values(Backend::memory, Backend::redis),
                         [](const testing::TestParamInfo<Backend>& chosen) {
                           return chosen.param == Backend::memory ? "memory" : "redis";
                         });

}  // namespace
}  // namespace flumen::cache
