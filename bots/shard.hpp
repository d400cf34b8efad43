#pragma once

#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <vector>

#include "base/event_loop.hpp"
#include "base/task_group.hpp"
#include "bots/account_desk.hpp"
#include "bots/bot.hpp"
#include "bots/map_library.hpp"
#include "bots/poller.hpp"
#include "bots/setting.hpp"
#include "bots/stats.hpp"

namespace flumen::bots {

/// The bots of one thread, and the schedule that gives them their turns. Everything but the public functions runs on
/// the loop's thread; those may be called from any thread while the loops run.
class Shard {
 public:
  /// Drives the bots whose number leaves `index` when divided by `shards`.
  Shard(base::EventLoop& loop, Setting& setting, std::size_t index, std::size_t shards, base::Logger logger);

  /// Lets the bots in, at the rate options.ramp says; of a storm, those who walk through it.
  void start();
  /// Lets the others of a storm in.
  void admit();
  /// Cuts off all but those who walk through the storm.
  void cut();
  /// Reads all that has come for bots that read patiently, so that the next report misses nothing.
  void catch_up();
  /// What has happened since start(), and how the bots came in.
  [[nodiscard]] std::future<std::pair<Stats, EntryStats>> report();
  /// No more turns but for reading: what has been sent can still arrive.
  void rest();
  /// Says goodbye to the server, waits a bounded time for its answers, ends every task.
  [[nodiscard]] std::future<void> stop();

 private:
  struct Turn {
    base::SteadyTime at;
    std::size_t bot;  // index into bots_
    /// For a heap with the earliest on top.
    bool operator<(const Turn& other) const noexcept { return at > other.at; }
  };

  /// Bots of this shard: their indices in bots_ from `begin` to before `end`.
  base::Task<void> let_in(std::size_t begin, std::size_t end);
  base::Task<void> run_schedule();
  void take_turns(base::SteadyTime now);
  base::Task<void> wind_down();
  [[nodiscard]] bool anyone_connected() const;
  [[nodiscard]] std::size_t number_of(std::size_t bot) const noexcept { return bot * shards_ + index_; }
  [[nodiscard]] Bot& bot_numbered(std::size_t number) { return *bots_[number / shards_]; }
  /// How many of bots_ come before the storm; all of them where there is none.
  [[nodiscard]] std::size_t first_comers() const noexcept;

  base::EventLoop& loop_;
  Setting& setting_;
  const std::size_t index_;
  const std::size_t shards_;
  const base::SteadyTime::duration period_;
  Stats stats_;
  EntryStats entry_;
  bool resting_ = false;
  std::promise<void> stopped_;
  std::vector<Turn> turns_;
  Poller poller_;
  base::TaskGroup tasks_;
  AccountDesk desk_;
  MapLibrary library_;
  Bot::Surroundings around_;
  std::vector<std::unique_ptr<Bot>> bots_;
};

}  // namespace flumen::bots
