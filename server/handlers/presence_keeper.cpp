#include "handlers/presence_keeper.hpp"

#include <utility>
#include <vector>

#include "base/token_gate.hpp"

namespace flumen::handlers {
namespace {

constexpr std::chrono::seconds kTtl{90};
constexpr std::chrono::seconds kRefresh{30};

}  // namespace

PresenceKeeper::PresenceKeeper(base::EventLoop& loop, cache::Cache& cache, std::string instance, TakenOver taken_over,
                               base::Logger logger)
    : loop_(loop),
      instance_(std::move(instance)),
      taken_over_(std::move(taken_over)),
      has_others_(cache.is_shared()),
      logger_(std::move(logger)),
      presence_(cache, kTtl),
      ownership_(cache, kTtl),
      tasks_(loop, logger_),
      refresher_(loop, logger_) {}

void PresenceKeeper::start() {
  if (!has_others_) return;
  boost::asio::post(loop_.executor(), [this] { refresher_.spawn("presence refresh", refresh_for_ever()); });
}

void PresenceKeeper::add(cache::SessionRecord record) {
  if (!has_others_) return;
  boost::asio::post(loop_.executor(), [this, record = std::move(record)]() mutable {
    here_.insert_or_assign(record.session, record);
    tasks_.spawn("presence", enter(std::move(record)));
  });
}

void PresenceKeeper::remove(cache::SessionRecord record) {
  if (!has_others_) return;
  boost::asio::post(loop_.executor(), [this, record = std::move(record)]() mutable {
    here_.erase(record.session);
    tasks_.spawn("presence", leave(std::move(record)));
  });
}

base::Task<> PresenceKeeper::enter(cache::SessionRecord record) {
  // Failures are no news: the cache reports once that it is away, and the next refresh makes up for this one.
  (void)co_await ownership_.take_over(record);
  (void)co_await presence_.refresh(std::move(record));
}

base::Task<> PresenceKeeper::leave(cache::SessionRecord record) {
  (void)co_await presence_.leave(record);
  (void)co_await ownership_.release(std::move(record));
}

base::Task<> PresenceKeeper::refresh_for_ever() {
  base::SteadyTimer timer(loop_.executor());
  for (;;) {
    timer.expires_after(kRefresh);
    co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
    std::vector<cache::SessionRecord> records;
    records.reserve(here_.size());
    for (const auto& [session, record] : here_) records.push_back(record);
    for (const auto& record : records) {
      if (!here_.contains(record.session)) continue;
      const auto owned = co_await ownership_.renew(record);
      if (owned.has_error()) break;  // away: the next round will do
      if (!*owned) {
        const auto other = co_await presence_.find(record.user_id);
        const bool elsewhere = other.has_value() && other->has_value() && (**other).instance != instance_;
        if (elsewhere) {
          taken_over_(record);
          continue;
        }
        (void)co_await ownership_.take_over(record);  // the cache forgot everything: a restart, say
      }
      (void)co_await presence_.refresh(record);
    }
  }
}

base::Task<> PresenceKeeper::stop() {
  refresher_.cancel();
  co_await refresher_.join();
  co_await tasks_.join();  // bounded by the cache's own time-out
}

}  // namespace flumen::handlers
