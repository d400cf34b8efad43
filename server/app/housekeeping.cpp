#include "app/housekeeping.hpp"

#include <utility>

#include "base/token_gate.hpp"

namespace flumen::app {
namespace {

constexpr std::chrono::hours kPurgeInterval{1};
/// A reward is asked for again for some minutes at most; a month is for people who look into what happened.
constexpr std::chrono::hours kRewardsKept{24 * 30};

}  // namespace

Housekeeping::Housekeeping(base::EventLoop& loop, auth::AuthService& auth, database::GrowthRepository& growth,
                           const base::Clock& clock, base::Logger logger)
    : loop_(loop), auth_(auth), growth_(growth), clock_(clock), logger_(std::move(logger)), tasks_(loop, logger_) {}

void Housekeeping::start() {
  boost::asio::post(loop_.executor(), [this] { tasks_.spawn("housekeeping", run()); });
}

base::Task<> Housekeeping::run() {
  base::SteadyTimer timer(loop_.executor());
  for (;;) {
    timer.expires_after(kPurgeInterval);
    co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
    if (const auto done = co_await auth_.warm_up(); done.has_error()) {
      logger_.warning("expired tokens could not be deleted; the next hour will do", {{"reason", done.error().message}});
    }
    const base::SystemTime before = clock_.system_now() - kRewardsKept;
    if (const auto done = co_await growth_.forget_rewards(before); done.has_error()) {
      logger_.warning("old rewards could not be deleted; the next hour will do", {{"reason", done.error().message}});
    }
  }
}

base::Task<> Housekeeping::stop() {
  tasks_.cancel();
  co_await tasks_.join();
}

}  // namespace flumen::app
