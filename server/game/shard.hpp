#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <queue>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/mailbox.hpp"
#include "base/token_gate.hpp"
#include "game/flush_window.hpp"
#include "game/map_actor.hpp"
#include "game/messages.hpp"
#include "game/player_session.hpp"

namespace flumen::game {

/// Everything of the game that lives on one event loop: the sessions whose connections are there, and the maps whose
/// ids hash to it. Receives what other shards and its own actors send, and decides when maps flush.
/// All functions run on the loop's thread unless they say otherwise.
class Shard {
 public:
  Shard(base::EventLoop& loop, const SessionContext& sessions, const MapContext& maps, world::Atlas& atlas,
        base::Logger logger);

  [[nodiscard]] base::Mailbox<ShardMessage>& mailbox() noexcept { return mailbox_; }
  [[nodiscard]] base::EventLoop& loop() noexcept { return loop_; }

  /// Begins to measure the load and to unload empty maps. Any thread.
  void start();
  /// Stops the timers, so that the loop can run dry. Any thread.
  void stop();

  /// A session for a new connection, owned by the shard until PlayerSession::disconnected().
  [[nodiscard]] PlayerSession& open_session(base::FrameSink& client, protocol::MoveForm form);

  /// Writes what sessions have queued. For the connection, at the end of what it read at once.
  void flush_sessions();

  // ---- for sessions ----

  void flush_later(PlayerSession& session) { unflushed_.push_back(&session); }
  void join_audience(PlayerSession& session);
  /// REQUIRES the session as it was when it joined: its map, and whether it fights.
  void leave_audience(PlayerSession& session);
  /// Destroys the session.
  void erase(PlayerSession& session);

  // ---- for metrics; any thread, approximately right ----

  /// Players on a map, of those connected here.
  [[nodiscard]] std::size_t player_count() const noexcept { return player_count_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::size_t map_count() const noexcept { return map_count_.load(std::memory_order_relaxed); }

 private:
  struct LoadedMap {
    std::unique_ptr<MapActor> actor;
    base::SteadyTime last_flush{};
    std::chrono::nanoseconds fan_out{0};  // how long the last flush took to send to those connected here
    base::SteadyTime empty_since{};
    bool flush_scheduled = false;
    bool think_scheduled = false;  // stands in thinkers_
  };
  /// Sessions connected here, by the map they are on.
  struct Audience {
    std::vector<PlayerSession*> walkers;
    std::vector<PlayerSession*> fighters;  // hear what is said, and see nothing of the map
    base::SteadyTime unheard_since{};      // a fighter may have something said in its queue; zero: none has

    [[nodiscard]] std::size_t size() const noexcept { return walkers.size() + fighters.size(); }
    [[nodiscard]] std::vector<PlayerSession*>& of(const PlayerSession& session) noexcept;
  };
  struct DueFlush {
    base::SteadyTime when;
    base::MapId map;
    bool operator>(const DueFlush& other) const noexcept { return when > other.when; }
  };

  void receive(std::vector<ShardMessage>& batch);
  template <class Message>
  void to_map_actor(Message& message);
  template <class Message>
  void to_player_session(Message& message);
  void handle(const to_shard::FanOut& message);
  void handle(const to_shard::Broadcast& message);
  void handle(to_shard::CollectPositions& message);
  void handle(to_shard::InterruptFights& message);

  [[nodiscard]] LoadedMap& load(base::MapId id);
  void schedule_flush(LoadedMap& map);
  /// One at a time, and the next in a turn of the loop of its own: while many were flushed together, what players send
  /// would wait unread, come in all at once, and have the maps due together ever after.
  void flush_due_map();
  void flush(LoadedMap& map, base::SteadyTime now);
  void arm_flush_timer();
  void tick();
  void unload_empty_maps(base::SteadyTime now);
  /// Lets fighters hear what was said a while ago, if nothing of their fight has taken it along.
  void flush_said(base::SteadyTime now);
  void tick_maps();

  /// Has monsters make up their minds, one after the other, with rests between: at most a quarter of the thread's time.
  void schedule_thinking(LoadedMap& map);
  void arm_think_timer(std::chrono::nanoseconds rest);
  void think();

  base::EventLoop& loop_;
  const SessionContext& session_context_;
  const MapContext& map_context_;
  world::Atlas& atlas_;
  base::Logger logger_;
  base::Mailbox<ShardMessage> mailbox_;

  std::unordered_map<SessionId, std::unique_ptr<PlayerSession>> sessions_;
  std::unordered_map<base::MapId, Audience> audiences_;
  std::vector<PlayerSession*> unflushed_;  // null: ended meanwhile
  std::vector<PlayerSession*> flushing_;   // the same
  std::unordered_map<base::MapId, LoadedMap> maps_;
  SessionId last_session_;

  FlushWindow window_;
  std::priority_queue<DueFlush, std::vector<DueFlush>, std::greater<>> due_;
  base::SteadyTimer flush_timer_;
  base::SteadyTime flush_timer_at_ = base::SteadyTime::max();
  base::SteadyTime fan_out_began_{};  // the last one
  base::SteadyTime fan_out_ended_{};

  base::SteadyTimer think_timer_;
  bool think_scheduled_ = false;
  std::deque<base::MapId> thinkers_;  // maps where a monster has to make up its mind; each once

  base::SteadyTimer tick_timer_;
  base::SteadyTime last_tick_{};
  std::chrono::nanoseconds last_cpu_{0};
  bool stopped_ = false;

  std::atomic<std::size_t> player_count_{0};
  std::atomic<std::size_t> map_count_{0};
};

}  // namespace flumen::game
