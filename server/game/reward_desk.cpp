#include "game/reward_desk.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <boost/asio/post.hpp>

#include "base/token_gate.hpp"

namespace flumen::game {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds kFirstRetry{200};
constexpr milliseconds kMostRetry{5'000};

}  // namespace

RewardDesk::RewardDesk(base::EventLoop& loop, database::GrowthRepository& growth, Switchboard& switchboard,
                       GameObserver& observer, base::Logger logger)
    : loop_(loop),
      growth_(growth),
      switchboard_(switchboard),
      observer_(observer),
      logger_(std::move(logger)),
      tasks_(loop, logger_) {}

void RewardDesk::grant(base::MapId map, Purpose purpose, database::FightRewards rewards) {
  depth_.fetch_add(1, std::memory_order_relaxed);
  boost::asio::post(loop_.executor(), [this, map, purpose, rewards = std::move(rewards)]() mutable {
    tasks_.spawn("reward fight", save(map, purpose, std::move(rewards)));
  });
}

base::Task<> RewardDesk::save(base::MapId map, Purpose purpose, database::FightRewards rewards) {
  const auto begun = steady_clock::now();
  const base::Uuid fight = rewards.fight;
  base::SteadyTimer timer(loop_.executor());
  milliseconds pause = kFirstRetry;
  for (bool first = true;; first = false) {
    // GCC 12 destroys a temporary twice that is an argument inside a co_await expression: it needs a name.
    database::FightRewards attempt = rewards;
    auto saved = co_await growth_.reward(std::move(attempt));
    if (saved.has_value()) {
      observer_.on_rewarded(true, steady_clock::now() - begun);
      switchboard_.send(switchboard_.shard_of(map),
                        to_map::Rewarded{map, fight, purpose == Purpose::settle, std::move(*saved)});
      break;
    }
    observer_.on_rewarded(false, steady_clock::now() - begun);
    if (first) {
      logger_.error("a fight's rewards cannot be saved; they are kept and tried again",
                    {{"fight_id", fight.to_string()}, {"reason", saved.error().message}});
      switchboard_.send(switchboard_.shard_of(map), to_map::RewardDelayed{map, fight});
    }
    if (steady_clock::now() + kFirstRetry >= give_up_at_) {
      ++lost_;
      for (const auto& share : rewards.shares) {
        logger_.error("a reward is lost", {{"fight_id", fight.to_string()},
                                           {"character_id", share.character.to_string()},
                                           {"experience", share.experience}});
      }
      break;
    }
    // Short steps, so that the end of the server is noticed in the middle of a long pause.
    milliseconds left = pause;
    do {
      timer.expires_after(kFirstRetry);
      co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
      left -= kFirstRetry;
    } while (left > milliseconds{0} && !last_chance_);
    pause = std::min(pause * 2, kMostRetry);
  }
  depth_.fetch_sub(1, std::memory_order_relaxed);
}

base::Task<std::size_t> RewardDesk::finish(milliseconds timeout) {
  give_up_at_ = steady_clock::now() + timeout;
  last_chance_ = true;
  co_await tasks_.join();
  co_return lost_;
}

}  // namespace flumen::game
