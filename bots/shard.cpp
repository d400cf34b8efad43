#include "bots/shard.hpp"

#include <algorithm>

#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>

#include "bots/pause.hpp"

namespace flumen::bots {
namespace {

using std::chrono::milliseconds;

/// A turn that is later than this is given up: this machine cannot keep up, and the report says so.
constexpr std::chrono::seconds kTooLate{5};
constexpr milliseconds kGoodbyeTime{3000};  // at most: a server that does not answer, does not answer

base::SteadyTime::duration in_seconds(double seconds) {
  return std::chrono::duration_cast<base::SteadyTime::duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

Shard::Shard(base::EventLoop& loop, Setting& setting, std::size_t index, std::size_t shards, base::Logger logger)
    : loop_(loop),
      setting_(setting),
      index_(index),
      shards_(shards),
      period_(in_seconds(1 / setting.options.turns_per_second())),
      poller_(loop),
      tasks_(loop, std::move(logger)),
      desk_(loop, setting, entry_,
            [this](std::size_t bot, std::string token) {
              tasks_.spawn("bot", bot_numbered(bot).live(std::move(token)));
            }),
      library_(loop, tasks_, setting),
      around_{loop, poller_, setting, library_, stats_, entry_, [this](std::size_t bot) { desk_.request(bot); }} {
  for (std::size_t number = index; number < setting.options.count; number += shards) {
    bots_.push_back(std::make_unique<Bot>(number, around_));
  }
}

std::size_t Shard::first_comers() const noexcept {
  if (setting_.options.scenario != Scenario::storm) return bots_.size();
  const std::size_t walkers = setting_.options.walkers;
  return walkers <= index_ ? 0 : (walkers - index_ + shards_ - 1) / shards_;
}

void Shard::start() {
  boost::asio::post(loop_.executor(), [this] {
    desk_.open(tasks_, std::max<std::size_t>(1, setting_.options.logins_in_flight / shards_));
    tasks_.spawn("let in", let_in(0, first_comers()));
    // Evenly over the first period, in an order that has nothing to do with where the bots live.
    const auto begin = std::chrono::steady_clock::now();
    std::minstd_rand random(static_cast<std::uint32_t>(setting_.options.seed + 1 + index_));
    for (std::size_t i = 0; i < bots_.size(); ++i) {
      const double part = std::uniform_real_distribution<double>(0, 1)(random);
      turns_.push_back({begin + std::chrono::duration_cast<base::SteadyTime::duration>(period_ * part), i});
    }
    std::make_heap(turns_.begin(), turns_.end());
    tasks_.spawn("poller", poller_.run());
    tasks_.spawn("schedule", run_schedule());
  });
}

void Shard::admit() {
  boost::asio::post(loop_.executor(), [this] { tasks_.spawn("let in", let_in(first_comers(), bots_.size())); });
}

void Shard::cut() {
  boost::asio::post(loop_.executor(), [this] {
    const auto now = std::chrono::steady_clock::now();
    for (std::size_t i = first_comers(); i < bots_.size(); ++i) bots_[i]->cut(now);
  });
}

base::Task<void> Shard::let_in(std::size_t begin, std::size_t end) {
  const double ramp = setting_.options.ramp;
  auto due = std::chrono::steady_clock::now();
  Timer timer(loop_.executor());
  for (std::size_t i = begin; i < end; ++i) {
    if (ramp > 0) {
      // This shard lets in its share of the bots a second.
      due += in_seconds(static_cast<double>(shards_) / ramp);
      timer.expires_at(due);
      co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
    }
    bots_[i]->expect_entry(due);
    desk_.request(number_of(i));
  }
}

base::Task<void> Shard::run_schedule() {
  Timer timer(loop_.executor());
  while (!setting_.stopping && !turns_.empty()) {
    take_turns(std::chrono::steady_clock::now());
    timer.expires_at(turns_.front().at);
    co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
  }
}

void Shard::take_turns(base::SteadyTime now) {
  while (turns_.front().at <= now) {
    std::pop_heap(turns_.begin(), turns_.end());
    Turn& turn = turns_.back();
    if (now - turn.at > kTooLate) {
      ++stats_.moves_skipped;
      turn.at = now;
    } else if (resting_) {
      bots_[turn.bot]->read_now();
    } else {
      bots_[turn.bot]->tick(turn.at);
    }
    // From the turn, not from now: being late once must not slow the bot down.
    turn.at += period_;
    std::push_heap(turns_.begin(), turns_.end());
  }
}

void Shard::catch_up() {
  boost::asio::post(loop_.executor(), [this] {
    for (const auto& bot : bots_) bot->read_now();
  });
}

std::future<std::pair<Stats, EntryStats>> Shard::report() {
  auto promise = std::make_shared<std::promise<std::pair<Stats, EntryStats>>>();
  auto future = promise->get_future();
  boost::asio::post(loop_.executor(), [this, promise] { promise->set_value({stats_, entry_}); });
  return future;
}

void Shard::rest() {
  boost::asio::post(loop_.executor(), [this] { resting_ = true; });
}

std::future<void> Shard::stop() {
  // It cannot be one of the tasks it ends; the future is its owner.
  boost::asio::co_spawn(loop_.executor(), wind_down(), boost::asio::detached);
  return stopped_.get_future();
}

base::Task<void> Shard::wind_down() {
  for (const auto& bot : bots_) bot->leave();
  const auto deadline = std::chrono::steady_clock::now() + std::min(kGoodbyeTime, setting_.options.answer_timeout);
  while (anyone_connected() && std::chrono::steady_clock::now() < deadline) {
    co_await pause(loop_.executor(), milliseconds(20));
  }
  for (const auto& bot : bots_) bot->drop();
  tasks_.cancel();
  co_await tasks_.join();
  stopped_.set_value();
}

bool Shard::anyone_connected() const {
  return std::any_of(bots_.begin(), bots_.end(), [](const auto& bot) { return bot->connected(); });
}

}  // namespace flumen::bots
