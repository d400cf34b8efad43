#include <charconv>
#include <utility>

#include "base/worker_pool.hpp"
#include "cache/cache.hpp"
#include "cache/redis_connections.hpp"

namespace flumen::cache {
namespace {

using std::chrono::milliseconds;

// Scripts run as one step on the server: no other client sees, or changes, what is in between.
constexpr const char* kEraseIf =
    "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('DEL', KEYS[1])";
constexpr const char* kExtendIf =
    "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('PEXPIRE', KEYS[1], ARGV[2])";
constexpr const char* kIncrement =
    "local value = redis.call('INCR', KEYS[1]) "
    "if value == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end "
    "return {value, redis.call('PTTL', KEYS[1])}";
constexpr const char* kCount =
    "local value = redis.call('GET', KEYS[1]) "
    "if not value then return {0, 0} end "
    "return {value, redis.call('PTTL', KEYS[1])}";

constexpr milliseconds kRetryFirst{50};

class RedisCache final : public Cache {
 public:
  RedisCache(RedisEndpoint endpoint, RedisOptions options, base::Logger logger)
      : prefix_(std::move(options.key_prefix)),
        connections_(std::move(endpoint),
                     RedisTimes{options.connect_timeout, options.command_timeout,
                                std::min(kRetryFirst, options.retry_most), options.retry_most},
                     std::move(logger)),
        pool_("redis", options.connections, options.queue_capacity) {}

  base::Task<base::Result<std::optional<std::string>>> get(std::string key) override {
    RedisCommand command{"GET", prefix_ + key};
    auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return text_of(std::move(*reply));
  }

  base::Task<base::Result<void>> set(std::string key, std::string value, milliseconds ttl) override {
    RedisCommand command{"SET", prefix_ + key, std::move(value), "PX", text(ttl)};
    const auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return base::Result<void>{};
  }

  base::Task<base::Result<bool>> set_if_absent(std::string key, std::string value, milliseconds ttl) override {
    RedisCommand command{"SET", prefix_ + key, std::move(value), "PX", text(ttl), "NX"};
    const auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return reply->kind != RedisReply::Kind::nil;
  }

  base::Task<base::Result<std::optional<std::string>>> exchange(std::string key, std::string value,
                                                                milliseconds ttl) override {
    RedisCommand command{"SET", prefix_ + key, std::move(value), "PX", text(ttl), "GET"};
    auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return text_of(std::move(*reply));
  }

  base::Task<base::Result<bool>> extend_if(std::string key, std::string expected, milliseconds ttl) override {
    RedisCommand command{"EVAL", kExtendIf, "1", prefix_ + key, std::move(expected), text(ttl)};
    const auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return reply->integer == 1;
  }

  base::Task<base::Result<void>> erase(std::string key) override {
    RedisCommand command{"DEL", prefix_ + key};
    const auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return base::Result<void>{};
  }

  base::Task<base::Result<bool>> erase_if(std::string key, std::string expected) override {
    RedisCommand command{"EVAL", kEraseIf, "1", prefix_ + key, std::move(expected)};
    const auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return reply->integer == 1;
  }

  base::Task<base::Result<Count>> increment(std::string key, milliseconds window) override {
    RedisCommand command{"EVAL", kIncrement, "1", prefix_ + key, text(window)};
    const auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return count_of(*reply);
  }

  base::Task<base::Result<Count>> count(std::string key) override {
    RedisCommand command{"EVAL", kCount, "1", prefix_ + key};
    const auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return count_of(*reply);
  }

  base::Task<base::Result<void>> ping() override {
    RedisCommand command{"PING"};
    const auto reply = co_await run(std::move(command));
    if (!reply) co_return reply.error();
    co_return base::Result<void>{};
  }

  std::uint64_t generation() const noexcept override { return connections_.reconnects(); }
  bool is_shared() const noexcept override { return true; }

  void close() override {
    pool_.finish();
    connections_.stop();
  }

 private:
  base::Task<base::Result<RedisReply>> run(RedisCommand command) {
    if (connections_.away()) co_return base::fail(base::Errc::unavailable, "Redis is away");
    // Named: GCC 12 destroys a closure twice that is a temporary of a co_await expression.
    auto call = [this, command = std::move(command)] { return connections_.run(command); };
    co_return co_await pool_.run(std::move(call));
  }

  static std::string text(milliseconds duration) { return std::to_string(duration.count()); }

  static base::Result<std::optional<std::string>> text_of(RedisReply reply) {
    if (reply.kind == RedisReply::Kind::nil) return std::optional<std::string>();
    return std::optional(std::move(reply.text));
  }

  static std::optional<std::int64_t> number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
  }

  static base::Result<Count> count_of(const RedisReply& reply) {
    if (reply.list.size() == 2) {
      const auto value = number(reply.list[0]);
      const auto remaining = number(reply.list[1]);
      if (value && remaining) return Count{*value, milliseconds(std::max<std::int64_t>(0, *remaining))};
    }
    return base::fail(base::Errc::corrupt, "the cache key holds no counter");
  }

  const std::string prefix_;
  RedisConnections connections_;
  base::WorkerPool pool_;  // last: its threads use the connections
};

}  // namespace

base::Result<std::unique_ptr<Cache>> make_redis_cache(RedisOptions options, base::Logger logger) {
  auto endpoint = parse_redis_url(options.url);
  if (!endpoint) return endpoint.error();
  return std::unique_ptr<Cache>(
      std::make_unique<RedisCache>(std::move(*endpoint), std::move(options), std::move(logger)));
}

}  // namespace flumen::cache
