#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cache/redis_url.hpp"

struct redisContext;

namespace flumen::cache {

/// A command and its arguments; they may hold any bytes.
using RedisCommand = std::vector<std::string>;

/// What the server answered.
struct RedisReply {
  enum class Kind { nil, integer, text, list };
  Kind kind = Kind::nil;
  std::int64_t integer = 0;
  std::string text;
  std::vector<std::string> list;  ///< nested replies are not kept
};

/// One blocking connection. Owned by one thread at a time.
class RedisConnection {
 public:
  /// Connects, authenticates and chooses the database. Fails with unavailable.
  [[nodiscard]] static base::Result<std::unique_ptr<RedisConnection>> open(const RedisEndpoint& endpoint,
                                                                           std::chrono::milliseconds connect_timeout,
                                                                           std::chrono::milliseconds command_timeout);

  /// Fails with unavailable (no answer, after which the connection is broken(), or one that says the server cannot
  /// serve now) or corrupt (the command does not fit the value stored under its key). The message of an answer is
  /// the server's own: a word for its kind (OOM, READONLY), and a sentence.
  [[nodiscard]] base::Result<RedisReply> run(const RedisCommand& command);

  /// Nothing more can be sent: replies could no longer be told apart.
  [[nodiscard]] bool broken() const noexcept;

 private:
  struct Free {
    void operator()(redisContext* context) const noexcept;
  };
  explicit RedisConnection(std::unique_ptr<redisContext, Free> context) : context_(std::move(context)) {}

  std::unique_ptr<redisContext, Free> context_;
};

}  // namespace flumen::cache
