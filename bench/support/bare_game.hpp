#pragma once

#include <stdexcept>
#include <vector>

#include "base/clock.hpp"
#include "database/character_repository.hpp"
#include "database/growth_repository.hpp"
#include "game/hub.hpp"

namespace flumen::bench {

/// A database in which nothing is and nothing stays.
class NoCharacters final : public database::CharacterRepository {
 public:
  template <class T>
  using Reply = base::Task<base::Result<T>>;
  using Id = base::CharacterId;

  Reply<void> create(database::Character, std::size_t) override { co_return base::Result<void>{}; }
  Reply<std::vector<database::Character>> list(base::UserId) override { co_return std::vector<database::Character>{}; }
  Reply<std::optional<database::Character>> find(base::UserId, Id) override {
    co_return std::optional<database::Character>{};
  }
  Reply<std::optional<database::Character>> most_recent(base::UserId) override {
    co_return std::optional<database::Character>{};
  }
  Reply<bool> remove(base::UserId, Id) override { co_return false; }
  Reply<void> mark_played(Id, base::SystemTime) override { co_return base::Result<void>{}; }
  Reply<void> save_positions(std::vector<database::CharacterPosition>) override { co_return base::Result<void>{}; }
};

/// The same for what fights give.
class NoGrowth final : public database::GrowthRepository {
 public:
  template <class T>
  using Reply = base::Task<base::Result<T>>;

  Reply<std::vector<database::RewardedCharacter>> reward(database::FightRewards) override {
    co_return std::vector<database::RewardedCharacter>{};
  }
  Reply<std::optional<database::Character>> spend_points(base::UserId, base::CharacterId, database::SpentPoints,
                                                         PointsGiven) override {
    co_return std::optional<database::Character>{};
  }
  Reply<std::size_t> forget_rewards(base::SystemTime) override { co_return std::size_t{0}; }
};

/// A game with generated maps, the shipped classes and monsters, one event loop and no database. The loop is never
/// started: serve() runs it on the thread that calls. Game time stands still between calls of advance(), and a flush
/// window is 20 ms whatever the load, so that the same calls do the same work.
class BareGame {
 public:
  static constexpr std::chrono::milliseconds kWindow{20};

  /// Throws std::runtime_error when the shipped game data cannot be read.
  explicit BareGame(game::GameObserver& observer) : observer_(observer) {
    // Timers run on real time: a game clock far in their future keeps them from deciding when a map flushes.
    clock_.advance(std::chrono::hours(24 * 365 * 50));
    hub_.start();
  }
  BareGame(const BareGame&) = delete;
  BareGame& operator=(const BareGame&) = delete;

  [[nodiscard]] game::Hub& hub() noexcept { return hub_; }
  [[nodiscard]] base::EventLoops& loops() noexcept { return loops_; }
  [[nodiscard]] base::EventLoop& loop() noexcept { return loops_[0]; }
  [[nodiscard]] const base::Clock& clock() const noexcept { return clock_; }
  [[nodiscard]] base::Logger logger() noexcept { return base::Logger(log_); }
  [[nodiscard]] world::Point spawn_of(base::MapId map) { return atlas_.find(map)->document.default_spawn(); }

  void advance(std::chrono::milliseconds time) { clock_.advance(time); }
  void serve() {
    while (loop().context().poll() > 0) {
    }
    loop().context().restart();  // without sockets it may have run dry
  }

 private:
  static constexpr std::uint64_t kSeed = 1;

  static game::GameOptions options() {
    game::GameOptions options;
    options.flush_window_min = options.flush_window_max = kWindow;
    options.save_interval = std::chrono::hours(1);
    return options;
  }
  static game::GameDataPtr shipped_data() {
    auto data = gamedata::GameData::load(FLUMEN_SOURCE_DIR "/maps");
    if (!data) throw std::runtime_error(data.error().message);
    return std::move(*data);
  }

  game::GameObserver& observer_;
  base::NullLogSink log_;
  base::ManualClock clock_;
  NoCharacters characters_;
  NoGrowth growth_;
  game::CurrentGameData data_{shipped_data()};
  base::EventLoops loops_{1};
  world::Atlas atlas_{kSeed};
  game::Hub hub_{loops_, options(), game::HubParts{atlas_, characters_, growth_, data_, kSeed},
                 clock_, observer_, base::Logger(log_)};
};

}  // namespace flumen::bench
