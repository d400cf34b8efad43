#include "game/save_queue.hpp"

#include <algorithm>
#include <utility>

#include "base/token_gate.hpp"

namespace flumen::game {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

/// How long the shards may take to hand over their positions before a save goes on without them.
constexpr milliseconds kCollectTimeout{1'000};
constexpr milliseconds kRetryDelay{200};

}  // namespace

SaveQueue::SaveQueue(base::EventLoop& loop, database::CharacterRepository& characters, Switchboard& switchboard,
                     milliseconds interval, GameObserver& observer, base::Logger logger)
    : loop_(loop),
      characters_(characters),
      switchboard_(switchboard),
      interval_(interval),
      observer_(observer),
      logger_(std::move(logger)),
      tasks_(loop, logger_) {}

void SaveQueue::put(base::CharacterId character, SavedPosition position) {
  const std::lock_guard lock(mutex_);
  const auto [it, is_new] = waiting_.try_emplace(character, Waiting{position, {}});
  if (is_new) {
    it->second.since = steady_clock::now();
  } else {
    it->second.position = position;
  }
}

std::optional<SavedPosition> SaveQueue::latest(base::CharacterId character) const {
  const std::lock_guard lock(mutex_);
  if (const auto found = waiting_.find(character); found != waiting_.end()) return found->second.position;
  if (const auto found = writing_.find(character); found != writing_.end()) return found->second.position;
  return std::nullopt;
}

std::chrono::nanoseconds SaveQueue::lag() const {
  const std::lock_guard lock(mutex_);
  const auto now = steady_clock::now();
  auto oldest = now;
  for (const Batch* batch : {&waiting_, &writing_}) {
    for (const auto& [id, entry] : *batch) oldest = std::min(oldest, entry.since);
  }
  return now - oldest;
}

std::size_t SaveQueue::depth() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size() + writing_.size();
}

void SaveQueue::start() {
  boost::asio::post(loop_.executor(), [this] { tasks_.spawn("save queue", run()); });
}

base::Task<> SaveQueue::run() {
  base::SteadyTimer timer(loop_.executor());
  auto due = steady_clock::now();
  for (;;) {
    // Absolute deadlines: a slow save delays one interval, not all that follow.
    due = std::max(due + interval_, steady_clock::now());
    timer.expires_at(due);
    co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
    try {
      co_await collect();
      (void)co_await save_all();  // a failure is logged there, and tried again at the next interval
    } catch (const std::exception& error) {
      // Out of memory, say: whatever it was, the next round must come.
      put_back(take_writing());
      logger_.error("a round of saving failed", {{"reason", error.what()}});
    }
  }
}

base::Task<> SaveQueue::collect() {
  base::TokenGate gate(loop_.executor());
  {
    const auto token = gate.token();
    for (std::uint32_t shard = 0; shard < switchboard_.shard_count(); ++shard) {
      switchboard_.send(shard, to_shard::CollectPositions{token});
    }
  }
  if (!co_await gate.wait(kCollectTimeout)) logger_.warning("a shard is too busy to hand over its positions");
}

base::Task<bool> SaveQueue::save_all() {
  std::vector<database::CharacterPosition> rows;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) co_return true;
    writing_.swap(waiting_);
    rows.reserve(writing_.size());
    for (const auto& [id, entry] : writing_) {
      const auto& [map, position] = entry.position;
      rows.push_back({id, map.to_string(), position.x, position.y});
    }
  }
  const std::size_t count = rows.size();
  const auto begun = steady_clock::now();
  const auto saved = co_await characters_.save_positions(std::move(rows));
  observer_.on_saved(count, saved.has_value(), steady_clock::now() - begun);

  Batch batch = take_writing();
  if (saved.has_error()) {
    put_back(std::move(batch));
    if (!std::exchange(failing_, true)) {
      logger_.error("positions cannot be saved; they are kept and tried again",
                    {{"positions", count}, {"reason", saved.error().message}});
    }
    co_return false;
  }
  if (std::exchange(failing_, false)) logger_.info("positions are saved again", {{"positions", count}});
  co_return true;
}

SaveQueue::Batch SaveQueue::take_writing() {
  const std::lock_guard lock(mutex_);
  return std::exchange(writing_, {});
}

void SaveQueue::put_back(Batch batch) {
  const std::lock_guard lock(mutex_);
  for (auto& [id, entry] : batch) {
    const auto [it, was_absent] = waiting_.try_emplace(id, entry);
    if (!was_absent) it->second.since = entry.since;  // newer position, older debt
  }
}

base::Task<std::size_t> SaveQueue::finish(milliseconds timeout) {
  const auto deadline = steady_clock::now() + timeout;
  // The interval's task may be in the middle of a save; that one is awaited, not cut.
  tasks_.cancel();
  co_await tasks_.join();
  put_back(take_writing());

  base::SteadyTimer timer(loop_.executor());
  while (!co_await save_all() && steady_clock::now() + kRetryDelay < deadline) {
    timer.expires_after(kRetryDelay);
    co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
  }
  co_return depth();
}

}  // namespace flumen::game
