#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <unordered_map>

#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/task_group.hpp"
#include "cache/sessions.hpp"

namespace flumen::handlers {

/// Tells the cache who is in the world here, and keeps telling it: presence, and which session owns an account when
/// several processes share one cache. The cache being away costs nothing but that. A cache that is this process's own
/// is told nothing: nobody would ask it, and it would keep a kibibyte a player.
class PresenceKeeper {
 public:
  /// Called, on the loop given, with the record of a session whose account another process has taken over.
  using TakenOver = std::function<void(const cache::SessionRecord&)>;

  PresenceKeeper(base::EventLoop& loop, cache::Cache& cache, std::string instance, TakenOver taken_over,
                 base::Logger logger);

  [[nodiscard]] const std::string& instance() const noexcept { return instance_; }

  /// Any thread.
  void start();
  void add(cache::SessionRecord record);
  void remove(cache::SessionRecord record);
  /// Stops refreshing, and returns when the cache has been told of everyone who left. On the loop's thread.
  base::Task<> stop();

 private:
  base::Task<> enter(cache::SessionRecord record);
  base::Task<> leave(cache::SessionRecord record);
  base::Task<> refresh_for_ever();

  base::EventLoop& loop_;
  const std::string instance_;
  const TakenOver taken_over_;
  const bool has_others_;  // who share the cache
  base::Logger logger_;
  cache::Presence presence_;
  cache::SessionOwnership ownership_;
  // One entry a session in the world; the loop's thread only.
  std::unordered_map<base::Uuid, cache::SessionRecord> here_;
  base::TaskGroup tasks_;
  base::TaskGroup refresher_;
};

}  // namespace flumen::handlers
