// What a flush window costs the game alone, without sockets: moves are checked, encoded and handed to everybody there.

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "bench/support/bare_game.hpp"
#include "world/movement_budget.hpp"

namespace flumen::game {
namespace {

using namespace std::chrono_literals;

/// Takes what it is given and lets go of it when it is flushed, as a socket that is never full.
class Sink final : public base::FrameSink {
 public:
  void append(base::Slice frames) override { slices_.push_back(std::move(frames)); }
  void flush() override { slices_.clear(); }
  void publish(const base::SharedBytes& bytes, std::span<const base::Extent>) override {
    benchmark::DoNotOptimize(bytes.get());
  }
  [[nodiscard]] bool congested() const noexcept override { return false; }
  void close(std::uint16_t, std::string_view) override {}

 private:
  std::vector<base::Slice> slices_;
};

/// Players on one map of a bare game.
class QuietMap {
 public:
  QuietMap(std::size_t players, protocol::MoveForm form) : sinks_(players), spawn_(game_.spawn_of(kMap)) {
    for (std::size_t i = 0; i < players; ++i) {
      sessions_.push_back(&game_.hub().open_session(game_.loop(), sinks_[i], form));
      boost::asio::co_spawn(game_.loop().executor(), enter(*sessions_.back(), i), boost::asio::detached);
      game_.serve();
    }
    window();
    if (game_.hub().player_count() != players) throw std::runtime_error("not everybody came in");
  }
  ~QuietMap() {
    for (PlayerSession* session : sessions_) session->disconnected(protocol::LeaveReason::left);
    game_.serve();
  }
  QuietMap(const QuietMap&) = delete;
  QuietMap& operator=(const QuietMap&) = delete;

  /// So many of the players step, in turn.
  void move(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i, next_ = (next_ + 1) % sessions_.size()) {
      if (next_ == 0) forth_ = !forth_;
      sessions_[next_]->move({spawn_.x + (forth_ ? kStep : 0), spawn_.y, kMap}, game_.clock().steady_now(), {});
    }
  }
  /// Lets a flush window pass.
  void window() {
    game_.advance(bench::BareGame::kWindow);
    game_.serve();
  }

 private:
  static constexpr base::MapId kMap{0, 0};
  static constexpr double kStep = 4;  // px: within the budget of a window

  base::Task<void> enter(PlayerSession& session, std::size_t number) {
    const std::string name = "player-" + std::to_string(number);
    auto profile = std::make_shared<protocol::PlayerProfile>(
        protocol::PlayerProfile{base::UserId::random(), base::CharacterId::random(), name, name, "adventurer", 1, 0});
    const auto claimed = co_await session.claim(profile->user_id, name);
    if (claimed.has_value()) session.enter(std::move(profile), {}, kMap, spawn_, "resume");
  }

  GameObserver observer_;
  bench::BareGame game_{observer_};
  std::vector<Sink> sinks_;
  std::vector<PlayerSession*> sessions_;
  world::Point spawn_;
  std::size_t next_ = 0;
  bool forth_ = false;
};

void flush_window(benchmark::State& state, protocol::MoveForm form) {
  const auto players = static_cast<std::size_t>(state.range(0));
  const auto moving = static_cast<std::size_t>(state.range(1));
  QuietMap map(players, form);
  for (auto _ : state) {
    map.move(moving);
    map.window();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0) * state.range(1));
}
void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgNames({"players", "moving"})->Unit(benchmark::kMicrosecond);
  benchmark->Args({50, 1})->Args({50, 2})->Args({50, 20})->Args({2500, 1})->Args({2500, 100});
}
BENCHMARK_CAPTURE(flush_window, text, protocol::MoveForm::text)->Apply(sizes);
BENCHMARK_CAPTURE(flush_window, binary, protocol::MoveForm::binary)->Apply(sizes);

void spend_from_a_movement_budget(benchmark::State& state) {
  base::SteadyTime now{};
  world::MovementBudget budget(400, 200, now);
  for (auto _ : state) {
    now += 500ms;
    benchmark::DoNotOptimize(budget.spend(100, now));
  }
}
BENCHMARK(spend_from_a_movement_budget);

}  // namespace
}  // namespace flumen::game

BENCHMARK_MAIN();
