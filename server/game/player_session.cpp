#include "game/player_session.hpp"

#include <array>
#include <span>
#include <utility>

#include "base/token_gate.hpp"
#include "game/shard.hpp"
#include "protocol/encode.hpp"
#include "websocket/frame.hpp"

namespace flumen::game {

using protocol::ErrorCode;

PlayerSession::PlayerSession(Shard& shard, const SessionContext& context, SessionAddress address,
                             base::FrameSink& client, protocol::MoveForm form)
    : client_(&client), form_(form), shard_(shard), context_(context), address_(address) {}

// ---- coming in -------------------------------------------------------------------------------------------------

base::Task<base::Result<void>> PlayerSession::claim(base::UserId user, std::string username) {
  user_ = user;
  base::TokenGate gate(shard_.loop().executor());
  arrival_->claim_token = gate.token();
  context_.switchboard.send_to_hub(to_hub::Claim{user, std::move(username), address_});
  const bool answered = co_await gate.wait(context_.options.claim_timeout);
  arrival_->claim_token.reset();
  if (arrival_->denied)
    co_return base::fail(base::Errc::limit_reached, "the account has opened too many sessions lately");
  if (taken_over_) co_return base::fail(base::Errc::conflict, "a newer session of the account came meanwhile");
  if (!answered) co_return base::fail(base::Errc::timed_out, "the older session of the account did not end in time");
  co_return base::Result<void>{};
}

void PlayerSession::receive(const to_session::Granted&) {
  state_ = State::kClaimed;
  arrival_->claim_token.reset();
}

void PlayerSession::receive(const to_session::Denied&) {
  arrival_->denied = true;
  user_.reset();  // nothing was claimed, so nothing is to be released
  arrival_->claim_token.reset();
}

void PlayerSession::receive(const to_session::TakenOver&) {
  taken_over_ = true;
  if (arrival_) arrival_->claim_token.reset();
  leave_reason_ = protocol::LeaveReason::taken_over;
  close(websocket::kTakenOver, "This character entered the world from somewhere else.");
  // The newer session waits for this one to leave the map; the peer may take its time to say goodbye.
  leave_game();
}

void PlayerSession::enter(Profile profile, Growth growth, base::MapId map, world::Point position,
                          std::string resume_token) {
  profile_ = std::move(profile);
  growth_ = growth;
  arrival_->resume_token = std::move(resume_token);
  join_map(map, position);
}

void PlayerSession::join_map(base::MapId map, std::variant<world::Point, base::Edge> arrival) {
  state_ = State::kEntering;
  map_ = map;
  context_.switchboard.send(context_.switchboard.shard_of(map),
                            to_map::Enter{map, address_, profile_, growth_, arrival, form_});
}

void PlayerSession::receive(to_session::Entered& message) {
  if (state_ != State::kEntering || message.map != map_ || !connected()) return;
  slot_ = message.slot;
  entered_event_ = message.event_number;
  skipped_since_.reset();
  fighting_ = message.fighting;
  state_ = State::kOnMap;

  std::string hello;
  if (!std::exchange(welcomed_, true)) {
    protocol::append_welcome(hello, {.profile = profile_.get(),
                                     .map = map_,
                                     .number = slot_,
                                     .x = message.position.x,
                                     .y = message.position.y,
                                     .server_time_ms = base::to_unix_ms(context_.clock.system_now()),
                                     .resume_token = arrival_->resume_token});
    arrival_.reset();
    send(std::move(hello), "welcome");
    context_.switchboard.send_to_hub(to_hub::Playing{profile_->user_id, address_.id, profile_->character_id});
    context_.observer.on_player_entered();
  } else {
    protocol::append_map_changed(hello, map_, slot_, message.position.x, message.position.y,
                                 std::exchange(change_seq_, {}));
    send(std::move(hello), "map_changed");
  }
  deliver(message.surroundings);
  if (fighting_) {
    context_.observer.on_messages_out("combat_started", 1);
  } else {
    context_.observer.on_messages_out("players_list", 1);
    context_.observer.on_messages_out("monsters_data", 1);
  }
  shard_.join_audience(*this);
}

// ---- going out -------------------------------------------------------------------------------------------------

void PlayerSession::disconnected(protocol::LeaveReason reason) {
  client_ = nullptr;
  if (!taken_over_) leave_reason_ = reason;
  leave_game();
}

/// Gives the player back to the map, once; what remains is an empty shell that the shard removes when the connection
/// has ended too.
void PlayerSession::leave_game() {
  if (state_ == State::kLeavingMap) return;  // the old map's answer decides who has the player: see receive()
  if (state_ == State::kOnMap) shard_.leave_audience(*this);
  if (state_ == State::kOnMap || state_ == State::kEntering) {
    context_.switchboard.send(context_.switchboard.shard_of(map_), to_map::Leave{map_, address_, leave_reason_});
  } else if (user_) {
    context_.switchboard.send_to_hub(to_hub::Release{*user_, address_.id});
  }
  if (welcomed_) context_.observer.on_player_left();
  welcomed_ = false;
  user_.reset();
  state_ = State::kConnected;
  if (!connected()) shard_.erase(*this);
}

// ---- changing maps ---------------------------------------------------------------------------------------------

void PlayerSession::change_map(const protocol::ChangeMap& message, Seq seq) {
  if (!message.map) {
    send_error(ErrorCode::unknown_map, "There is no such map.", seq);
    return;
  }
  if (!map_changes_.has_token(context_.rates.map_changes, context_.clock.steady_now())) {
    return strike("You change maps too often; wait a moment.", seq);
  }
  if (!context_.switchboard.try_send(context_.switchboard.shard_of(map_),
                                     to_map::ChangeMap{map_, address_.id, slot_, *message.map, seq})) {
    send_error(ErrorCode::busy, "The server is very busy; try again in a moment.", seq);
    return;
  }
  change_seq_ = seq;
  state_ = State::kLeavingMap;
}

void PlayerSession::receive(const to_session::Departed& message) {
  if (state_ != State::kLeavingMap) return;
  shard_.leave_audience(*this);
  (void)map_changes_.allow(context_.rates.map_changes,
                           context_.clock.steady_now());  // only a change that happens counts
  join_map(message.target, message.entered_by);
  // Ended meanwhile: the new map, which now gets the player, saves where it would have stood.
  if (!connected() || taken_over_) leave_game();
}

void PlayerSession::receive(const to_session::Stays& message) {
  if (state_ != State::kLeavingMap) return;
  state_ = State::kOnMap;
  if (!connected() || taken_over_) {
    leave_game();
    return;
  }
  const bool fights = message.why == ErrorCode::in_fight;
  send_error(message.why, fights ? "You are in a fight." : "You are not at the way to that map.",
             std::exchange(change_seq_, {}));
}

// ---- what the client asks for ----------------------------------------------------------------------------------

bool PlayerSession::allow_message() {
  if (messages_.allow(context_.rates.messages, context_.clock.steady_now())) return true;
  strike("Messages come too fast.", {});
  return false;
}

void PlayerSession::strike(std::string_view sentence, Seq seq) {
  send_error(ErrorCode::rate_limited, sentence, seq);
  if (!strikes_.allow(context_.rates.strikes, context_.clock.steady_now()))
    close(websocket::kRateLimited, "Too many messages.");
}

void PlayerSession::move(const protocol::PlayerMove& move, base::SteadyTime received, Seq seq) {
  if (!moves_.allow(context_.rates.moves, received)) return strike("Moves come too fast.", seq);
  if (!context_.switchboard.try_send(
          context_.switchboard.shard_of(map_),
          to_map::Move{map_, address_.id, slot_, {move.x, move.y}, received, seq, move.map == map_})) {
    send_error(ErrorCode::busy, "The server is very busy; try again in a moment.", seq);
  }
}

void PlayerSession::chat(protocol::Chat message, Seq seq) {
  if (!chats_.allow(context_.rates.chats, context_.clock.steady_now()))
    return strike("You talk too fast; wait a moment.", seq);
  const std::int64_t now_ms = base::to_unix_ms(context_.clock.system_now());
  bool sent = true;
  switch (message.channel) {
    case protocol::ChatChannel::map:
      sent = context_.switchboard.try_send(context_.switchboard.shard_of(map_),
                                           to_map::Chat{map_, address_.id, slot_, std::move(message.text)});
      spoke_ = fighting_;
      break;
    case protocol::ChatChannel::global: {
      std::string frame;
      protocol::append_chat(frame, message.channel, profile_->username, profile_->user_id, message.text, now_ms, {},
                            {});
      const base::Slice line(std::make_shared<const std::string>(std::move(frame)));
      for (std::uint32_t shard = 0; shard < context_.switchboard.shard_count() && sent; ++shard) {
        sent = context_.switchboard.try_send(shard, to_shard::Broadcast{"chat", line});
      }
      break;
    }
    case protocol::ChatChannel::whisper:
      sent = context_.switchboard.try_send_to_hub(to_hub::Whisper{address_, profile_->user_id, profile_->username,
                                                                  std::move(message.to), std::move(message.text),
                                                                  now_ms, seq});
      break;
  }
  if (!sent) send_error(ErrorCode::busy, "The server is very busy; try again in a moment.", seq);
}

void PlayerSession::list_players(Seq seq) {
  if (!lists_.allow(context_.rates.lists, context_.clock.steady_now())) {
    return strike("The list of players was asked for too often; wait a moment.", seq);
  }
  if (!context_.switchboard.try_send(context_.switchboard.shard_of(map_),
                                     to_map::ListPlayers{map_, address_.id, slot_, seq})) {
    send_error(ErrorCode::busy, "The server is very busy; try again in a moment.", seq);
  }
}

// ---- fighting --------------------------------------------------------------------------------------------------

void PlayerSession::combat(protocol::Combat message, Seq seq) {
  if (!combats_.allow(context_.rates.combats, context_.clock.steady_now()))
    return strike("You act too fast; wait a moment.", seq);
  if (!context_.switchboard.try_send(context_.switchboard.shard_of(map_),
                                     to_map::Combat{map_, address_.id, slot_, std::move(message), seq})) {
    send_error(ErrorCode::busy, "The server is very busy; try again in a moment.", seq);
  }
}

void PlayerSession::set_fighting(bool fighting) {
  const bool listens = state_ == State::kOnMap || state_ == State::kLeavingMap;
  if (listens) shard_.leave_audience(*this);
  fighting_ = fighting;
  if (listens) shard_.join_audience(*this);
}

void PlayerSession::receive(const to_session::FightBegun& message) {
  set_fighting(true);
  skipped_since_.reset();
  context_.observer.on_messages_out("combat_started", 1);
  deliver(message.frames);
}

void PlayerSession::receive(to_session::FightOver& message) {
  set_fighting(false);
  entered_event_ = message.event_number;
  if (message.gain) {
    profile_ = std::move(message.gain->profile);
    growth_ = message.gain->growth;
  }
  for (const char* type : {"combat_ended", "players_list", "monsters_data"}) context_.observer.on_messages_out(type, 1);
  deliver(message.frames);
}

void PlayerSession::receive(const to_session::Grown& message) {
  if (!profile_ || profile_->character_id != message.character) return;
  growth_.learn(message.spent);
  // A map that has been asked to take the player in, or to let it go, has what was known then.
  if (state_ == State::kEntering || state_ == State::kOnMap || state_ == State::kLeavingMap) {
    context_.switchboard.send(context_.switchboard.shard_of(map_),
                              to_map::Grown{map_, address_.id, message.spent, message.held});
  }
}

// ---- what the client is told -----------------------------------------------------------------------------------

void PlayerSession::send(std::string frames, const char* type) {
  context_.observer.on_messages_out(type, 1);
  deliver(base::Slice(std::make_shared<const std::string>(std::move(frames))));
}

void PlayerSession::send_error(ErrorCode code, std::string_view sentence, Seq seq) {
  std::string frame;
  protocol::append_error(frame, code, sentence, seq);
  send(std::move(frame), "error");
}

void PlayerSession::close(std::uint16_t code, std::string_view reason) {
  if (connected()) client_->close(code, reason);
}

void PlayerSession::receive(const to_session::Deliver& message) {
  if (!welcomed_) return;  // nothing reaches a client before its welcome
  context_.observer.on_messages_out(message.type, 1);
  deliver(message.frames);
}

void PlayerSession::deliver(const base::Slice& frames) {
  if (!connected()) return;
  client_->append(frames);
  if (!std::exchange(flush_pending_, true)) shard_.flush_later(*this);
}

void PlayerSession::deliver(const FrameBlock& block, const base::SharedBytes& bytes) {
  if (!connected()) return;
  std::array<base::Extent, base::FrameSink::kMaxParts> parts;
  std::size_t count = 0;
  const auto add = [&](std::uint32_t begin, std::uint32_t end) {
    if (begin != end) parts[count++] = {begin, end};
  };
  const std::uint32_t begin = block.events_after(entered_event_);
  if (client_->congested()) {
    // Too slow: it gets every event, and the newest positions once it has caught up.
    if (block.move_count != 0 && !skipped_since_) skipped_since_ = block.flush_number - 1;
    add(begin, block.moves_begin);
  } else if (form_ == protocol::MoveForm::binary) {
    // The client ignores its own entry, which saves cutting the frame; a frame of nothing else is not worth sending.
    add(begin, block.moved_alone(slot_) ? block.moves_begin : block.texts_begin);
  } else {
    // Everything but the own move, and but the binary moves that stand behind the events when others read those.
    const auto own = block.text_of(slot_);
    const auto end = static_cast<std::uint32_t>(block.bytes.size());
    if (block.texts_begin == block.moves_begin) {
      add(begin, own.begin);
    } else {
      add(begin, block.moves_begin);
      add(block.texts_begin, own.begin);
    }
    add(own.end, end);
  }
  if (count == 0) return;
  const std::span<const base::Extent> wanted(parts.data(), count);
  if (flush_pending_) {
    for (const base::Extent part : wanted) client_->append(base::Slice(bytes, part));
  } else {
    client_->publish(bytes, wanted);
  }
}

void PlayerSession::queue_said(const FrameBlock& block, const base::SharedBytes& bytes) {
  if (!connected()) return;
  for (std::size_t i = 0; i < block.events.size(); ++i) {
    const FrameBlock::Event& event = block.events[i];
    if (event.kind != FrameBlock::Kind::said || event.number <= entered_event_) continue;
    const base::Slice line(bytes, block.range_of_event(i));
    if (std::exchange(spoke_, false)) {
      deliver(line);
    } else {
      client_->append(line);
    }
  }
}

void PlayerSession::on_drained() {
  if (state_ != State::kOnMap || fighting_ || !skipped_since_) return;
  context_.switchboard.send(context_.switchboard.shard_of(map_),
                            to_map::CatchUp{map_, address_.id, slot_, *std::exchange(skipped_since_, {})});
}

void PlayerSession::flush() {
  flush_pending_ = false;
  if (connected()) client_->flush();
}

}  // namespace flumen::game
