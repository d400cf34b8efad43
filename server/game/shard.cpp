#include "game/shard.hpp"

#include <algorithm>
#include <ctime>
#include <type_traits>
#include <utility>

namespace flumen::game {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

constexpr milliseconds kTick{50};
/// How long a line of chat waits for something of the fight to go along with. By itself it costs a fighter's send, and
/// most lines are not about the fight.
constexpr milliseconds kSaidRest{400};
constexpr PlayerSession* kEnded = nullptr;

/// The processor time the calling thread has used.
nanoseconds thread_cpu_time() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

template <class Message>
concept ForMap = requires(MapActor& map, const Message& message) {
  map.receive(message);
};

template <class Message>
concept ForSession = requires(PlayerSession& session, Message& message) {
  session.receive(message);
};

}  // namespace

Shard::Shard(base::EventLoop& loop, const SessionContext& sessions, const MapContext& maps, world::Atlas& atlas,
             base::Logger logger)
    : loop_(loop),
      session_context_(sessions),
      map_context_(maps),
      atlas_(atlas),
      logger_(std::move(logger)),
      mailbox_(loop, maps.options.mailbox_capacity, [this](std::vector<ShardMessage>& batch) { receive(batch); }),
      // Unique in the whole process: maps and the registry know sessions of all shards by this number alone.
      last_session_(static_cast<SessionId>(loop.index()) << 48),
      window_(maps.options.flush_window_min, maps.options.flush_window_max),
      flush_timer_(loop.executor()),
      think_timer_(loop.executor()),
      tick_timer_(loop.executor()) {}

void Shard::start() {
  boost::asio::post(loop_.executor(), [this] {
    last_tick_ = map_context_.clock.steady_now();
    last_cpu_ = thread_cpu_time();
    tick();
  });
}

void Shard::stop() {
  boost::asio::post(loop_.executor(), [this] {
    stopped_ = true;
    flush_timer_.cancel();
    think_timer_.cancel();
    tick_timer_.cancel();
  });
}

// ---- messages --------------------------------------------------------------------------------------------------

void Shard::receive(std::vector<ShardMessage>& batch) {
  for (ShardMessage& any : batch) {
    std::visit(
        [this]<class Message>(Message& message) {
          if constexpr (ForMap<Message>) {
            to_map_actor(message);
          } else if constexpr (ForSession<Message>) {
            to_player_session(message);
          } else {
            handle(message);
          }
        },
        any);
  }
  flush_due_map();
  flush_sessions();
}

template <class Message>
void Shard::to_map_actor(Message& message) {
  if constexpr (std::is_same_v<Message, to_map::Enter>) {
    LoadedMap& map = load(message.map);
    map.actor->receive(message);
    schedule_flush(map);
    schedule_thinking(map);
  } else {
    const auto found = maps_.find(message.map);
    if (found == maps_.end()) return;  // unloaded: whoever sent this had left it
    found->second.actor->receive(message);
    schedule_flush(found->second);
    if constexpr (!std::is_same_v<Message, to_map::Move>) schedule_thinking(found->second);
  }
}

template <class Message>
void Shard::to_player_session(Message& message) {
  const auto found = sessions_.find(message.session);
  if (found != sessions_.end()) found->second->receive(message);
}

void Shard::handle(const to_shard::FanOut& message) {
  const auto audience = audiences_.find(message.block->map);
  if (audience == audiences_.end()) return;
  // Shares the block's ownership while pointing at its bytes.
  const base::SharedBytes bytes(message.block, &message.block->bytes);
  // Nobody joins or leaves an audience while a write goes on: what a broken connection causes comes with its own turn.
  auto& [walkers, fighters, unheard_since] = audience->second;
  fan_out_began_ = map_context_.clock.steady_now();
  for (std::size_t i = 0; i < walkers.size(); ++i) {
    // Each send takes as long as several reads from memory: enough to have the next ones there in time.
    if (i + 2 < walkers.size()) __builtin_prefetch(walkers[i + 2]);
    if (i + 1 < walkers.size()) walkers[i + 1]->prefetch_client();
    walkers[i]->deliver(*message.block, bytes);
  }
  const FrameBlock::Counts& counts = message.block->counts;
  if (counts.chats != 0) {
    for (PlayerSession* fighter : fighters) fighter->queue_said(*message.block, bytes);
    if (unheard_since == base::SteadyTime{}) unheard_since = fan_out_began_;
  }
  fan_out_ended_ = map_context_.clock.steady_now();
  const auto map = maps_.find(message.block->map);
  if (map != maps_.end()) map->second.fan_out = fan_out_ended_ - fan_out_began_;
  GameObserver& observer = map_context_.observer;
  observer.on_moves_out(message.block->move_count * walkers.size());
  for (const auto& [type, count] : {std::pair("player_join", counts.joins * walkers.size()),
                                    std::pair("player_leave", counts.leaves * walkers.size()),
                                    std::pair("chat", counts.chats * audience->second.size()),
                                    std::pair("monsters_data", counts.monsters * walkers.size())}) {
    if (count != 0) observer.on_messages_out(type, count);
  }
}

void Shard::handle(const to_shard::Broadcast& message) {
  std::size_t receivers = 0;
  for (const auto& [id, session] : sessions_) {
    if (!session->in_world()) continue;
    session->deliver(message.frames);
    ++receivers;
  }
  map_context_.observer.on_messages_out(message.type, receivers);
}

void Shard::handle(to_shard::CollectPositions& message) {
  for (auto& [id, map] : maps_) map.actor->collect_positions();
  message.done.reset();
}

void Shard::handle(to_shard::InterruptFights& message) {
  for (auto& [id, map] : maps_) {
    map.actor->interrupt_fights(message);
    schedule_flush(map);
  }
  message.done.reset();
}

// ---- sessions --------------------------------------------------------------------------------------------------

PlayerSession& Shard::open_session(base::FrameSink& client, protocol::MoveForm form) {
  const SessionAddress address{static_cast<std::uint32_t>(loop_.index()), ++last_session_};
  auto session = std::make_unique<PlayerSession>(*this, session_context_, address, client, form);
  return *sessions_.emplace(address.id, std::move(session)).first->second;
}

std::vector<PlayerSession*>& Shard::Audience::of(const PlayerSession& session) noexcept {
  return session.fighting_ ? fighters : walkers;
}

void Shard::join_audience(PlayerSession& session) {
  auto& list = audiences_[session.map_].of(session);
  session.audience_index_ = list.size();
  list.push_back(&session);
  player_count_.fetch_add(1, std::memory_order_relaxed);
}

void Shard::leave_audience(PlayerSession& session) {
  const auto found = audiences_.find(session.map_);
  auto& list = found->second.of(session);
  list[session.audience_index_] = list.back();
  list[session.audience_index_]->audience_index_ = session.audience_index_;
  list.pop_back();
  if (found->second.size() == 0) audiences_.erase(found);
  player_count_.fetch_sub(1, std::memory_order_relaxed);
}

void Shard::erase(PlayerSession& session) {
  for (auto* list : {&unflushed_, &flushing_}) std::replace(list->begin(), list->end(), &session, kEnded);
  sessions_.erase(session.address().id);
}

void Shard::flush_sessions() {
  // Writing may end a session, or make it queue more: work on a list of our own, from which erase() takes the ended.
  flushing_.swap(unflushed_);
  for (PlayerSession* session : flushing_) {
    if (session != nullptr) session->flush();
  }
  flushing_.clear();
}

// ---- maps ------------------------------------------------------------------------------------------------------

Shard::LoadedMap& Shard::load(base::MapId id) {
  auto& map = maps_[id];
  if (!map.actor) {
    map.actor = std::make_unique<MapActor>(atlas_.find(id), map_context_);
    map_count_.fetch_add(1, std::memory_order_relaxed);
    map_context_.observer.on_map_loaded();
  }
  map.empty_since = {};
  return map;
}

void Shard::schedule_flush(LoadedMap& map) {
  if (!map.actor->dirty() || std::exchange(map.flush_scheduled, true)) return;
  // Counted from the first change, and not from the last flush: nothing waits longer, and more comes along. What is
  // read right after a long fan-out came while that went on.
  auto since = map_context_.clock.steady_now();
  if (since - fan_out_ended_ < fan_out_ended_ - fan_out_began_) since = std::max(fan_out_began_, map.last_flush);
  due_.push({since + window_.delay(since - map.last_flush, map.fan_out), map.actor->id()});
}

void Shard::flush_due_map() {
  const auto now = map_context_.clock.steady_now();
  if (!due_.empty() && due_.top().when <= now) {
    const auto found = maps_.find(due_.top().map);
    due_.pop();
    if (found != maps_.end()) flush(found->second, now);
  }
  arm_flush_timer();
}

void Shard::flush(LoadedMap& map, base::SteadyTime now) {
  const auto oldest = map.actor->flush();
  map.flush_scheduled = false;
  map.last_flush = map_context_.clock.steady_now();
  map_context_.observer.on_flush(loop_.index(), map.last_flush - now, window_.value(),
                                 oldest ? map.last_flush - *oldest : nanoseconds{0});
}

void Shard::arm_flush_timer() {
  if (stopped_ || due_.empty() || due_.top().when >= flush_timer_at_) return;
  flush_timer_at_ = due_.top().when;
  flush_timer_.expires_at(flush_timer_at_);
  flush_timer_.async_wait([this](boost::system::error_code error) {
    if (error) return;
    flush_timer_at_ = base::SteadyTime::max();
    flush_due_map();
  });
}

void Shard::tick() {
  const auto now = map_context_.clock.steady_now();
  const auto cpu = thread_cpu_time();
  if (now > last_tick_) {
    window_.update(std::chrono::duration<double>(cpu - last_cpu_) / std::chrono::duration<double>(now - last_tick_));
  }
  last_tick_ = now;
  last_cpu_ = cpu;
  unload_empty_maps(now);
  flush_said(now);
  if (stopped_) return;
  tick_maps();
  tick_timer_.expires_after(kTick);
  tick_timer_.async_wait([this](boost::system::error_code error) {
    if (!error) tick();
  });
}

void Shard::flush_said(base::SteadyTime now) {
  for (auto& [id, audience] : audiences_) {
    if (audience.unheard_since == base::SteadyTime{} || now - audience.unheard_since < kSaidRest) continue;
    audience.unheard_since = {};
    for (PlayerSession* fighter : audience.fighters) fighter->flush();
  }
}

void Shard::tick_maps() {
  for (auto& [id, map] : maps_) {
    map.actor->tick();
    schedule_flush(map);
    schedule_thinking(map);
  }
  flush_due_map();
  flush_sessions();
}

// ---- monsters --------------------------------------------------------------------------------------------------

void Shard::schedule_thinking(LoadedMap& map) {
  if (stopped_ || map.think_scheduled || !map.actor->thinks()) return;
  map.think_scheduled = true;
  thinkers_.push_back(map.actor->id());
  if (!std::exchange(think_scheduled_, true)) arm_think_timer(nanoseconds{0});
}

void Shard::arm_think_timer(nanoseconds rest) {
  think_timer_.expires_after(rest);
  think_timer_.async_wait([this](boost::system::error_code error) {
    if (!error) think();
  });
}

void Shard::think() {
  const auto begun = map_context_.clock.steady_now();
  const base::MapId id = thinkers_.front();
  thinkers_.pop_front();
  if (const auto found = maps_.find(id); found != maps_.end()) {
    LoadedMap& map = found->second;
    map.think_scheduled = false;
    if (map.actor->thinks()) map.actor->think();
    schedule_flush(map);
    schedule_thinking(map);
  }
  flush_due_map();
  flush_sessions();
  think_scheduled_ = !thinkers_.empty();
  // What players do comes first: after each thought the thread is theirs for three times as long as it took.
  constexpr int kRest = 3;
  if (think_scheduled_) arm_think_timer((map_context_.clock.steady_now() - begun) * kRest);
}

// ---- unloading -------------------------------------------------------------------------------------------------

void Shard::unload_empty_maps(base::SteadyTime now) {
  for (auto it = maps_.begin(); it != maps_.end();) {
    LoadedMap& map = it->second;
    if (!map.actor->idle()) {
      map.empty_since = {};
    } else if (map.empty_since == base::SteadyTime{}) {
      map.empty_since = now;
    } else if (now - map.empty_since >= map_context_.options.map_unload_after) {
      it = maps_.erase(it);
      map_count_.fetch_sub(1, std::memory_order_relaxed);
      map_context_.observer.on_map_unloaded();
      continue;
    }
    ++it;
  }
}

}  // namespace flumen::game
