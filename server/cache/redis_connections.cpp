#include "cache/redis_connections.hpp"

#include <algorithm>
#include <random>
#include <utility>

namespace flumen::cache {
namespace {

constexpr std::chrono::minutes kComplainEvery(1);
// Redis has about twenty; a server that invents more is complained about more often, and takes no more memory.
constexpr std::size_t kMostKinds = 64;

base::Error is_away() { return base::fail(base::Errc::unavailable, "Redis is away"); }

}  // namespace

RedisConnections::RedisConnections(RedisEndpoint endpoint, RedisTimes times, base::Logger logger)
    : endpoint_(std::move(endpoint)), times_(times), logger_(std::move(logger)) {
  reconnecting_ = std::thread([this] { reconnect_until_stopped(); });
}

RedisConnections::~RedisConnections() { stop(); }

void RedisConnections::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  if (reconnecting_.joinable()) reconnecting_.join();
}

base::Result<std::unique_ptr<RedisConnection>> RedisConnections::open() const {
  return RedisConnection::open(endpoint_, times_.connect_timeout, times_.command_timeout);
}

base::Result<RedisReply> RedisConnections::run(const RedisCommand& command) {
  std::unique_ptr<RedisConnection> connection;
  std::uint64_t era = 0;
  {
    const std::lock_guard lock(mutex_);
    if (away()) return is_away();
    era = era_;
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!connection) {
    auto opened = open();
    if (!opened) {
      went_away(era, opened.error().message);
      return opened.error();
    }
    connection = std::move(*opened);
  }
  auto reply = connection->run(command);
  if (!reply && connection->broken()) {
    went_away(era, reply.error().message);
    return reply;
  }
  if (!reply && reply.error().code == base::Errc::unavailable) refused(reply.error().message);
  const std::lock_guard lock(mutex_);
  if (era == era_) idle_.push_back(std::move(connection));
  return reply;
}

void RedisConnections::went_away(std::uint64_t era, const std::string& why) {
  {
    const std::lock_guard lock(mutex_);
    // What was sent before the server went away says nothing of the server that came back.
    if (era != era_) return;
    ++era_;
    idle_.clear();
    away_.store(true, std::memory_order_release);
    changed_.notify_all();
  }
  logger_.warning("Redis is away; going on without it", {{"server", place()}, {"reason", why}});
}

void RedisConnections::refused(const std::string& answer) {
  const auto now = std::chrono::steady_clock::now();
  {
    const std::lock_guard lock(mutex_);
    if (complained_.size() >= kMostKinds) complained_.clear();
    const auto [entry, is_new] = complained_.try_emplace(answer.substr(0, answer.find(' ')), now);
    if (!is_new && now - entry->second < kComplainEvery) return;
    entry->second = now;
  }
  logger_.warning("Redis refuses calls; going on without them", {{"server", place()}, {"reason", answer}});
}

void RedisConnections::reconnect_until_stopped() {
  std::minstd_rand random(std::random_device{}());
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || away(); });
    auto pause = times_.retry_first;
    while (!stopping_ && away()) {
      lock.unlock();
      const bool reached = attempt();
      lock.lock();
      if (reached) break;
      // Between half and all of the pause, so that many processes do not come back in step.
      std::uniform_int_distribution<std::int64_t> jittered(pause.count() / 2, pause.count());
      changed_.wait_for(lock, std::chrono::milliseconds(jittered(random)), [this] { return stopping_; });
      pause = std::min(pause * 2, times_.retry_most);
    }
    if (stopping_) return;
  }
}

bool RedisConnections::attempt() {
  auto connection = open();
  if (!connection || !(*connection)->run({"PING"})) return false;
  reconnects_.fetch_add(1, std::memory_order_release);
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(*connection));
    away_.store(false, std::memory_order_release);
  }
  logger_.info("Redis is back", {{"server", place()}});
  return true;
}

}  // namespace flumen::cache
