#include "cache/redis_connection.hpp"

#include <cerrno>
#include <csignal>
#include <pthread.h>
#include <string_view>
#include <sys/time.h>
#include <utility>

#include <hiredis/hiredis.h>

namespace flumen::cache {
namespace {

struct FreeReply {
  void operator()(redisReply* reply) const noexcept { freeReplyObject(reply); }
};

timeval to_timeval(std::chrono::milliseconds duration) {
  timeval value{};
  value.tv_sec = static_cast<time_t>(duration.count() / 1000);
  value.tv_usec = static_cast<suseconds_t>(duration.count() % 1000 * 1000);
  return value;
}

/// hiredis writes to sockets without MSG_NOSIGNAL: without this, a server that went away would end the process.
void block_sigpipe_in_this_thread() {
  thread_local const bool kBlocked = [] {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    return pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0;
  }();
  static_cast<void>(kBlocked);
}

base::Error failure_of(const redisContext& context) {
  const bool late = context.err == REDIS_ERR_IO && (errno == EAGAIN || errno == EWOULDBLOCK);
  return base::fail(base::Errc::unavailable, late ? "Redis did not answer in time" : std::string(context.errstr));
}

base::Error failure_of(std::string_view reply) {
  const bool wrong_value = reply.starts_with("WRONGTYPE") || reply.find("not an integer") != std::string_view::npos ||
                           reply.find("would overflow") != std::string_view::npos;
  if (wrong_value) return base::fail(base::Errc::corrupt, std::string(reply));
  // The rest says something of the server, not of the call: LOADING, READONLY, OOM, MISCONF, NOAUTH …
  return base::fail(base::Errc::unavailable, std::string(reply));
}

RedisReply converted(const redisReply& from) {
  RedisReply reply;
  switch (from.type) {
    case REDIS_REPLY_INTEGER:
      reply.kind = RedisReply::Kind::integer;
      reply.integer = from.integer;
      break;
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
      reply.kind = RedisReply::Kind::text;
      reply.text.assign(from.str, from.len);
      break;
    case REDIS_REPLY_ARRAY:
      reply.kind = RedisReply::Kind::list;
      for (std::size_t i = 0; i < from.elements; ++i) {
        const redisReply& element = *from.element[i];
        if (element.type == REDIS_REPLY_INTEGER) {
          reply.list.push_back(std::to_string(element.integer));
        } else {
          reply.list.push_back(element.str ? std::string(element.str, element.len) : std::string());
        }
      }
      break;
    default:
      break;
  }
  return reply;
}

}  // namespace

void RedisConnection::Free::operator()(redisContext* context) const noexcept { redisFree(context); }

base::Result<std::unique_ptr<RedisConnection>> RedisConnection::open(const RedisEndpoint& endpoint,
                                                                     std::chrono::milliseconds connect_timeout,
                                                                     std::chrono::milliseconds command_timeout) {
  block_sigpipe_in_this_thread();
  std::unique_ptr<redisContext, Free> context(
      redisConnectWithTimeout(endpoint.host.c_str(), endpoint.port, to_timeval(connect_timeout)));
  if (!context) return base::fail(base::Errc::unavailable, "out of memory");
  if (context->err) return base::fail(base::Errc::unavailable, context->errstr);
  if (redisSetTimeout(context.get(), to_timeval(command_timeout)) != REDIS_OK) return failure_of(*context);

  std::unique_ptr<RedisConnection> connection(new RedisConnection(std::move(context)));
  if (!endpoint.password.empty()) {
    RedisCommand command{"AUTH"};
    if (!endpoint.user.empty()) command.push_back(endpoint.user);
    command.push_back(endpoint.password);
    if (const auto reply = connection->run(command); !reply) return reply.error();
  }
  if (endpoint.database != 0) {
    if (const auto reply = connection->run({"SELECT", std::to_string(endpoint.database)}); !reply) return reply.error();
  }
  return connection;
}

base::Result<RedisReply> RedisConnection::run(const RedisCommand& command) {
  block_sigpipe_in_this_thread();
  std::vector<const char*> arguments;
  std::vector<std::size_t> lengths;
  for (const std::string& argument : command) {
    arguments.push_back(argument.data());
    lengths.push_back(argument.size());
  }
  errno = 0;
  const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(
      redisCommandArgv(context_.get(), static_cast<int>(command.size()), arguments.data(), lengths.data())));
  if (!reply) return failure_of(*context_);
  if (reply->type == REDIS_REPLY_ERROR) return failure_of(std::string_view(reply->str, reply->len));
  return converted(*reply);
}

bool RedisConnection::broken() const noexcept { return context_->err != 0; }

}  // namespace flumen::cache
