#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "base/frame_sink.hpp"
#include "base/rate_limiter.hpp"
#include "game/frame_block.hpp"
#include "game/messages.hpp"
#include "game/observer.hpp"
#include "game/options.hpp"
#include "game/switchboard.hpp"

namespace flumen::game {

class Shard;

/// How often a client may do what.
struct SessionRates {
  explicit SessionRates(const GameOptions& options)
      : messages(options.messages_per_second, options.messages_burst),
        moves(options.moves_per_second, options.moves_burst),
        chats(options.chats_per_second, options.chats_burst),
        lists(options.lists_per_second, options.lists_burst),
        map_changes(options.map_changes_per_second, options.map_changes_burst),
        combats(options.combats_per_second, options.combats_burst),
        strikes(options.max_rate_strikes / 60.0, options.max_rate_strikes) {}

  base::Rate messages;
  base::Rate moves;
  base::Rate chats;
  base::Rate lists;
  base::Rate map_changes;
  base::Rate combats;
  base::Rate strikes;  ///< what is over a rate takes from here; nothing left ends the session
};

/// What every session needs from around it. Outlives all sessions.
struct SessionContext {
  const GameOptions& options;
  const base::Clock& clock;
  Switchboard& switchboard;
  GameObserver& observer;
  SessionRates rates;
};

/// One player's actor: stands between one connection and the map the player is on. Lives on the shard of its
/// connection; everything runs on that shard's thread.
///
///             claim()        enter()             Entered
///   kConnected ─────▶ kClaimed ─────▶ kEntering ────────▶ kOnMap ◀──────────┐
///                                        ▲                  │ change_map()  │ Stays
///                                        │     Departed     ▼               │
///                                        └────────────── kLeavingMap ───────┘
///   disconnected(), in any state: the map (or this session, when it is between maps) saves the position and frees
///   the account; then the session is gone.
class alignas(64) PlayerSession {
 public:
  enum class State : std::uint8_t { kConnected, kClaimed, kEntering, kOnMap, kLeavingMap };

  /// `form` is how the client is told of moves.
  PlayerSession(Shard& shard, const SessionContext& context, SessionAddress address, base::FrameSink& client,
                protocol::MoveForm form);

  // ---- for the connection ----

  [[nodiscard]] State state() const noexcept { return state_; }
  [[nodiscard]] SessionAddress address() const noexcept { return address_; }
  [[nodiscard]] const Profile& profile() const noexcept { return profile_; }

  /// Makes the account this session's own, after an older session of it has ended and its position is known to the
  /// save queue. Fails with timed_out, conflict when an even newer session came meanwhile, or limit_reached when the
  /// account has opened too many sessions lately.
  base::Task<base::Result<void>> claim(base::UserId user, std::string username);

  /// Puts the player on a map; `welcome` follows when the map has answered. REQUIRES kClaimed.
  void enter(Profile profile, Growth growth, base::MapId map, world::Point position, std::string resume_token);

  /// Takes one token for a message of any kind; false when the client sends too fast, which has been answered.
  [[nodiscard]] bool allow_message();

  void move(const protocol::PlayerMove& move, base::SteadyTime received, Seq seq);
  void change_map(const protocol::ChangeMap& message, Seq seq);
  void chat(protocol::Chat message, Seq seq);
  void list_players(Seq seq);
  void combat(protocol::Combat message, Seq seq);

  /// Queues one ready frame of this client alone; it goes out with the next flush of the shard.
  void send(std::string frames, const char* type);
  void send_error(protocol::ErrorCode code, std::string_view sentence, Seq seq);
  void close(std::uint16_t code, std::string_view reason);

  /// The client takes bytes again.
  void on_drained();

  /// The connection has ended: it must not be used any more, nor this object by the caller.
  void disconnected(protocol::LeaveReason reason);

  /// True from `welcome` on, also between two maps.
  [[nodiscard]] bool in_world() const noexcept { return welcomed_; }
  /// True when a newer session of the account has ended this one.
  [[nodiscard]] bool was_taken_over() const noexcept { return taken_over_; }

  // ---- for the shard ----

  void receive(to_session::Entered& message);
  void receive(const to_session::Departed& message);
  void receive(const to_session::Stays& message);
  void receive(const to_session::Deliver& message);
  void receive(const to_session::FightBegun& message);
  void receive(to_session::FightOver& message);
  void receive(const to_session::Grown& message);
  void receive(const to_session::Close& message) { close(message.code, message.reason); }
  void receive(const to_session::Granted& message);
  void receive(const to_session::Denied& message);
  void receive(const to_session::TakenOver& message);
  /// Writes what of a flush concerns this client, which is not in a fight; `bytes` are the block's.
  void deliver(const FrameBlock& block, const base::SharedBytes& bytes);
  /// Queues the same for one who is: what is said. Written with whatever comes next, or by flush(); at once for who has
  /// just said something, and looks for it.
  void queue_said(const FrameBlock& block, const base::SharedBytes& bytes);
  void deliver(const base::Slice& frames);
  void flush();
  /// Fetches into the cache what deliver() of a block will read of the client.
  void prefetch_client() const noexcept { __builtin_prefetch(client_); }

 private:
  friend class Shard;

  void join_map(base::MapId map, std::variant<world::Point, base::Edge> arrival);
  void leave_game();
  void set_fighting(bool fighting);
  /// Answers what came over a rate; too much of it closes the session.
  void strike(std::string_view sentence, Seq seq);
  [[nodiscard]] bool connected() const noexcept { return client_ != nullptr; }

  // What every flush of the map touches, for thousands of sessions that are not in the processor's cache.
  base::FrameSink* client_;  // null once disconnected
  std::uint64_t entered_event_ = 0;
  std::optional<std::uint64_t> skipped_since_;  // the last flush whose moves this slow client was sent
  Slot slot_ = 0;
  const protocol::MoveForm form_;
  State state_ = State::kConnected;
  bool flush_pending_ = false;

  bool fighting_ = false;  // sees no more of the map than what is said
  bool spoke_ = false;     // to the map, from within a fight, and has not heard it yet
  bool welcomed_ = false;
  bool taken_over_ = false;
  protocol::LeaveReason leave_reason_ = protocol::LeaveReason::disconnected;
  std::uint32_t audience_index_ = 0;  // where the shard keeps this session among those of the map

  Shard& shard_;
  const SessionContext& context_;
  const SessionAddress address_;

  base::MapId map_;  // the player is on, or on the way to
  Profile profile_;
  Growth growth_;
  Seq change_seq_;
  std::optional<base::UserId> user_;  // set from claim() on: what has to be released

  struct Arrival {
    std::shared_ptr<void> claim_token;  // while claim() waits
    bool denied = false;
    std::string resume_token;
  };
  std::unique_ptr<Arrival> arrival_ = std::make_unique<Arrival>();  // until welcome is out

  // By the rates of the context.
  base::RateLimiter messages_;
  base::RateLimiter moves_;
  base::RateLimiter chats_;
  base::RateLimiter lists_;
  base::RateLimiter map_changes_;
  base::RateLimiter combats_;
  base::RateLimiter strikes_;
};

}  // namespace flumen::game
