#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cache/cache.hpp"
#include "cache/redis_connection.hpp"
#include "support/free_port.hpp"
#include "support/redis_server.hpp"
#include "support/run_task.hpp"

namespace flumen::cache {
namespace {

using namespace std::chrono_literals;
using support::run_task;

class CountingSink final : public base::LogSink {
 public:
  bool enabled(base::LogLevel) const noexcept override { return true; }
  void write(base::LogLevel, std::string_view message, std::span<const base::LogField>,
             std::span<const base::LogField>) noexcept override {
    const std::lock_guard lock(mutex_);
    lines_.emplace_back(message);
  }
  std::size_t count(std::string_view beginning) const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count_if(
        lines_.begin(), lines_.end(), [&](const std::string& line) { return line.starts_with(beginning); }));
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

class RedisChaos : public testing::Test {
 protected:
  void open(const std::string& url) {
    cache_ = make_redis_cache({.url = url, .connect_timeout = 500ms, .command_timeout = 200ms, .retry_most = 20ms},
                              base::Logger(log_))
                 .value();
  }
  void TearDown() override {
    if (cache_) cache_->close();
  }
  /// Asks until it answers; a server that was started needs no longer than this.
  bool comes_back() {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < deadline) {
      if (run_task(cache_->ping())) return true;
      std::this_thread::yield();
    }
    return false;
  }
  base::Errc failure_of_a_read() {
    const auto value = run_task(cache_->get("key"));
    return value ? base::Errc::internal : value.error().code;
  }
  /// What an operator would say to the server.
  static void tell(const support::RedisServer& server, const RedisCommand& command) {
    auto connection = RedisConnection::open(parse_redis_url(server.url()).value(), 1s, 1s);
    const auto reply = connection.value()->run(command);
    ASSERT_TRUE(reply) << reply.error().message;
  }
  std::chrono::steady_clock::duration time_of_a_hundred_reads() {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 100; ++i) EXPECT_EQ(failure_of_a_read(), base::Errc::unavailable);
    return std::chrono::steady_clock::now() - begin;
  }

  CountingSink log_;
  boost::asio::io_context loop_{1};  // must outlive the pools of the cache
  std::unique_ptr<Cache> cache_;
};

TEST_F(RedisChaos, fails_at_once_while_the_server_is_stopped_and_works_again_after) {
  support::RedisServer server;
  open(server.url());
  ASSERT_TRUE(run_task(cache_->set("key", "value", 10min)));
  const auto generation = cache_->generation();

  server.stop();
  EXPECT_EQ(failure_of_a_read(), base::Errc::unavailable);
  EXPECT_LT(time_of_a_hundred_reads(), 1s);
  EXPECT_EQ(log_.count("Redis is away"), 1u);

  server.start();
  ASSERT_TRUE(comes_back());
  ASSERT_TRUE(run_task(cache_->set("key", "again", 10min)));
  EXPECT_EQ(run_task(cache_->get("key")).value(), "again");
  EXPECT_EQ(log_.count("Redis is away"), 1u);
  EXPECT_EQ(log_.count("Redis is back"), 1u);
  EXPECT_NE(cache_->generation(), generation);
}

TEST_F(RedisChaos, survives_being_cut_off_again_and_again) {
  support::RedisServer server;
  open(server.url());
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(comes_back());
    server.kill();
    EXPECT_EQ(failure_of_a_read(), base::Errc::unavailable);
    server.start();
  }
  EXPECT_TRUE(comes_back());
}

TEST_F(RedisChaos, waits_for_a_server_that_hangs_no_longer_than_the_timeout_and_only_once) {
  support::RedisServer server;
  open(server.url());
  ASSERT_TRUE(run_task(cache_->ping()));
  server.pause();
  EXPECT_LT(time_of_a_hundred_reads(), 2s);
  EXPECT_EQ(log_.count("Redis is away"), 1u);
  server.resume();
  EXPECT_TRUE(comes_back());
}

TEST_F(RedisChaos, only_loses_the_calls_that_a_full_server_refuses) {
  support::RedisServer server;
  open(server.url());
  ASSERT_TRUE(run_task(cache_->set("key", "value", 10min)));
  const auto generation = cache_->generation();

  tell(server, {"CONFIG", "SET", "maxmemory", "1"});
  for (int i = 0; i < 20; ++i) {
    const auto refused = run_task(cache_->set("other", "value", 10min));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Errc::unavailable);
    EXPECT_FALSE(run_task(cache_->increment("counter", 10min)));
    EXPECT_EQ(run_task(cache_->get("key")).value(), "value");
  }
  EXPECT_EQ(log_.count("Redis is away"), 0u);
  EXPECT_EQ(log_.count("Redis refuses calls"), 1u);
  EXPECT_EQ(cache_->generation(), generation);

  tell(server, {"CONFIG", "SET", "maxmemory", "0"});
  EXPECT_TRUE(run_task(cache_->set("other", "value", 10min)));
}

TEST_F(RedisChaos, complains_about_each_kind_of_refusal) {
  support::RedisServer server;
  open(server.url());
  tell(server, {"CONFIG", "SET", "maxmemory", "1"});
  EXPECT_FALSE(run_task(cache_->set("key", "value", 10min)));
  EXPECT_EQ(log_.count("Redis refuses calls"), 1u);
  tell(server, {"CONFIG", "SET", "maxmemory", "0"});
  tell(server, {"REPLICAOF", "127.0.0.1", std::to_string(support::free_port())});
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(run_task(cache_->set("key", "value", 10min)));
  EXPECT_EQ(log_.count("Redis refuses calls"), 2u);
  EXPECT_EQ(log_.count("Redis is away"), 0u);
}

TEST_F(RedisChaos, need_not_find_the_server_when_it_is_made) {
  open("redis://127.0.0.1:" + std::to_string(support::free_port()));
  EXPECT_EQ(failure_of_a_read(), base::Errc::unavailable);
}

TEST_F(RedisChaos, closes_while_the_server_is_away) {
  open("redis://127.0.0.1:" + std::to_string(support::free_port()));
  EXPECT_EQ(failure_of_a_read(), base::Errc::unavailable);
  const auto begin = std::chrono::steady_clock::now();
  cache_->close();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
  cache_.reset();
}

TEST_F(RedisChaos, answers_busy_past_its_queue) {
  support::RedisServer server;
  cache_ = make_redis_cache({.url = server.url(), .connections = 1, .queue_capacity = 2, .command_timeout = 300ms},
                            base::Logger(log_))
               .value();
  ASSERT_TRUE(run_task(cache_->ping()));
  server.pause();
  std::vector<base::Task<base::Result<void>>> pings;
  for (int i = 0; i < 5; ++i) pings.push_back(cache_->ping());
  const auto outcomes = support::run_tasks<base::Result<void>>(loop_, std::move(pings));
  server.resume();
  int busy = 0;
  for (const auto& outcome : outcomes) busy += !outcome && outcome.error().code == base::Errc::busy;
  EXPECT_EQ(busy, 3);
}

TEST(RedisCacheUrl, that_is_malformed_is_refused) {
  base::NullLogSink log;
  const auto cache = make_redis_cache({.url = "redis://"}, base::Logger(log));
  ASSERT_FALSE(cache);
  EXPECT_EQ(cache.error().code, base::Errc::invalid_argument);
}

}  // namespace
}  // namespace flumen::cache
