#include "game/map_actor.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "protocol/encode.hpp"
#include "websocket/frame.hpp"

namespace flumen::game {
namespace {

/// Typical sizes in bytes, to reserve buffers by; nothing depends on them.
constexpr std::size_t kTextMoveSize = 132;
constexpr std::size_t kPlayerSize = 260;

/// Positions travel with two decimals, so that is how they are checked and kept: what others are told is what holds.
world::Point to_hundredths(world::Point p) { return {std::round(p.x * 100) / 100, std::round(p.y * 100) / 100}; }

bool is_on_map(world::Point p) {
  return std::isfinite(p.x) && std::isfinite(p.y) && p.x >= 0 && p.x <= world::kMapWidth && p.y >= 0 &&
         p.y <= world::kMapHeight;
}

}  // namespace

MapActor::MapActor(std::shared_ptr<const world::AtlasEntry> entry, const MapContext& context)
    : entry_(std::move(entry)),
      context_(context),
      id_text_(entry_->document.id.to_string()),
      players_per_shard_(context.switchboard.shard_count(), 0),
      fights_(entry_->document, context.fights, *this) {}

MapActor::Player* MapActor::find(SessionId session, Slot slot) {
  if (slot >= players_.size() || players_[slot].session.id != session) return nullptr;
  return &players_[slot];
}

Slot MapActor::take_slot(Player player) {
  if (free_slots_.empty()) {
    players_.push_back(std::move(player));
    return static_cast<Slot>(players_.size() - 1);
  }
  const Slot slot = free_slots_.back();
  free_slots_.pop_back();
  players_[slot] = std::move(player);
  return slot;
}

std::string& MapActor::begin_event(FrameBlock::Kind kind) {
  events_.push_back({++last_event_, static_cast<std::uint32_t>(event_bytes_.size()), kind});
  return event_bytes_;
}

void MapActor::deliver(const SessionAddress& session, const char* type, std::string frames) {
  auto bytes = std::make_shared<const std::string>(std::move(frames));
  context_.switchboard.send(session.shard, to_session::Deliver{session.id, type, base::Slice(std::move(bytes))});
}

// ---- arriving and leaving --------------------------------------------------------------------------------------

void MapActor::receive(const to_map::Enter& message) {
  const world::MapDocument& map = entry_->document;
  world::Point position = map.default_spawn();
  if (const auto* edge = std::get_if<base::Edge>(&message.arrival)) {
    position = map.spawn(*edge);
  } else if (const auto& point = std::get<world::Point>(message.arrival); is_on_map(point) && map.walkable.at(point)) {
    position = point;  // else the map has changed since the character stood there
  }

  const GameOptions& options = context_.options;
  if (by_session_.size() >= options.players_per_map) return turn_away(message, position);
  const Slot slot = take_slot(
      {.session = message.session,
       .profile = message.profile,
       .growth = message.growth,
       .position = position,
       .budget = world::MovementBudget(options.max_speed, options.movement_slack, context_.clock.steady_now()),
       .form = message.form});
  by_session_[message.session.id] = slot;
  ++players_per_shard_[message.session.shard];
  ++players_per_form_[static_cast<std::size_t>(message.form)];
  mark_unsaved(slot);

  std::string surroundings;
  if (auto back = fights_.enter(message.session, slot, message.profile->character_id)) {
    players_[slot].fight = &back->fight;
    surroundings = std::move(back->frames);
  } else {
    ++counts_.joins;
    protocol::append_player_join(begin_event(FrameBlock::Kind::seen),
                                 {message.profile.get(), slot, position.x, position.y}, map.id);
    fights_.tick(true);  // the first to come finds the groups there
    surroundings = encode_players(slot, {}) + fights_.surroundings();
  }
  context_.switchboard.send(
      message.session.shard,
      to_session::Entered{message.session.id, map.id, slot, last_event_, position,
                          base::Slice(std::make_shared<const std::string>(std::move(surroundings))),
                          players_[slot].fight != nullptr});
}

void MapActor::turn_away(const to_map::Enter& message, world::Point position) {
  context_.saves.put(message.profile->character_id, {id(), position});
  context_.switchboard.send_to_hub(to_hub::Release{message.profile->user_id, message.session.id});
  context_.switchboard.send(message.session.shard,
                            to_session::Close{message.session.id, websocket::kTryAgainLater, "This map is full."});
}

void MapActor::receive(const to_map::Leave& message) {
  const auto found = by_session_.find(message.session.id);
  if (found != by_session_.end()) {
    const Slot slot = found->second;
    const Player& player = players_[slot];
    context_.saves.put(player.profile->character_id, {id(), player.position});
    const base::UserId user = player.profile->user_id;
    fights_.leave(walker(slot));
    remove(slot, message.reason);
    context_.switchboard.send_to_hub(to_hub::Release{user, message.session.id});
  }
}

void MapActor::remove(Slot slot, protocol::LeaveReason reason) {
  Player& player = players_[slot];
  if (player.fight == nullptr) {
    ++counts_.leaves;
    protocol::append_player_leave(begin_event(FrameBlock::Kind::seen), player.profile->user_id, reason);
  }
  --players_per_shard_[player.session.shard];
  --players_per_form_[static_cast<std::size_t>(player.form)];
  by_session_.erase(player.session.id);
  if (player.moved) std::erase(moved_, slot);
  if (player.unsaved) std::erase(unsaved_, slot);
  player.session = {};
  player.profile.reset();
  player.fight = nullptr;
  player.moved = player.unsaved = false;
  free_slots_.push_back(slot);
}

void MapActor::receive(const to_map::ChangeMap& message) {
  Player* player = find(message.session, message.slot);
  if (player == nullptr) return;
  const SessionAddress session = player->session;
  if (player->fight != nullptr) {
    context_.switchboard.send(session.shard, to_session::Stays{session.id, protocol::ErrorCode::in_fight});
    return;
  }
  const world::Transition* transition = entry_->document.transition_to(message.target);
  if (transition == nullptr || transition->area.distance_to(player->position) > context_.options.transition_reach) {
    context_.switchboard.send(session.shard, to_session::Stays{session.id, protocol::ErrorCode::not_in_transition});
    return;
  }
  // Until the new map has the player, the last place that can be saved is this one.
  context_.saves.put(player->profile->character_id, {id(), player->position});
  const base::Edge entered_by = base::opposite(transition->edge);
  fights_.leave(walker(message.slot));
  remove(message.slot, protocol::LeaveReason::changed_map);
  context_.switchboard.send(session.shard, to_session::Departed{session.id, message.target, entered_by});
}

// ---- moving ----------------------------------------------------------------------------------------------------

std::optional<protocol::Refusal> MapActor::try_move(Player& player, world::Point target,
                                                    base::SteadyTime received) const {
  using protocol::Refusal;
  const world::Walkability& walkable = entry_->document.walkable;
  if (!is_on_map(target)) return Refusal::out_of_bounds;
  target = to_hundredths(target);
  if (!walkable.at(target)) return Refusal::not_walkable;
  if (!walkable.segment_is_walkable(player.position, target)) return Refusal::wall;
  // Last, because it spends: a refused move must not cost the way of the next one.
  if (!player.budget.spend(world::distance(player.position, target), received)) return Refusal::too_fast;
  player.position = target;
  return std::nullopt;
}

void MapActor::receive(const to_map::Move& message) {
  Player* player = find(message.session, message.slot);
  if (player == nullptr) return;
  if (player->fight != nullptr) {
    std::string frame;
    protocol::append_error(frame, protocol::ErrorCode::in_fight, "You are in a fight.", message.seq);
    deliver(player->session, "error", std::move(frame));
    return;
  }
  const auto refusal = message.named_this_map ? try_move(*player, message.position, message.received)
                                              : std::optional(protocol::Refusal::wrong_map);
  if (refusal) {
    refuse_move(*player, *refusal, message.seq);
    return;
  }
  player->refused_in_row = 0;
  if (moved_.empty()) oldest_move_ = message.received;
  mark_moved(message.slot);
  mark_unsaved(message.slot);
}

void MapActor::refuse_move(Player& player, protocol::Refusal reason, Seq seq) {
  context_.observer.on_move_refused(reason);
  std::string frame;
  protocol::append_position_correction(frame, player.position.x, player.position.y, id(), reason, seq);
  deliver(player.session, "position_correction", std::move(frame));
  if (++player.refused_in_row > context_.options.max_refused_moves) {
    context_.switchboard.send(player.session.shard,
                              to_session::Close{player.session.id, websocket::kPolicyViolation,
                                                "Too many moves in a row that are not possible."});
  }
}

void MapActor::mark_moved(Slot slot) {
  if (std::exchange(players_[slot].moved, true)) return;
  moved_.push_back(slot);
}

void MapActor::mark_unsaved(Slot slot) {
  if (std::exchange(players_[slot].unsaved, true)) return;
  unsaved_.push_back(slot);
}

void MapActor::collect_positions() {
  for (const Slot slot : unsaved_) {
    Player& player = players_[slot];
    player.unsaved = false;
    context_.saves.put(player.profile->character_id, {id(), player.position});
  }
  unsaved_.clear();
}

// ---- talking and looking ---------------------------------------------------------------------------------------

void MapActor::receive(const to_map::Chat& message) {
  const Player* player = find(message.session, message.slot);
  if (player == nullptr) return;
  ++counts_.chats;
  protocol::append_chat(begin_event(FrameBlock::Kind::said), protocol::ChatChannel::map, player->profile->username,
                        player->profile->user_id, message.text, base::to_unix_ms(context_.clock.system_now()), {}, {});
}

void MapActor::receive(const to_map::ListPlayers& message) {
  const Player* player = find(message.session, message.slot);
  if (player == nullptr) return;
  askers_.push_back(message);  // bounded by the rate of each session
}

void MapActor::answer_askers() {
  for (const to_map::ListPlayers& asker : std::exchange(askers_, {})) {
    const Player* player = find(asker.session, asker.slot);
    if (player != nullptr) deliver(player->session, "players_list", encode_players(asker.slot, asker.seq));
  }
}

std::string MapActor::encode_players(Slot except, Seq reply_to) const {
  std::vector<protocol::PlayerView> views;
  views.reserve(by_session_.size());
  for (Slot slot = 0; slot < players_.size(); ++slot) {
    const Player& player = players_[slot];
    if (slot == except || player.session.id == 0 || player.fight != nullptr) continue;
    views.push_back({player.profile.get(), slot, player.position.x, player.position.y});
  }
  std::string frames;
  frames.reserve(views.size() * kPlayerSize + 64);
  protocol::append_players_list(frames, views, id(), reply_to);
  return frames;
}

void MapActor::receive(const to_map::CatchUp& message) {
  const Player* player = find(message.session, message.slot);
  if (player == nullptr) return;
  // Only who moved in a flush, and so whom an earlier block has announced.
  std::vector<Slot> missed;
  for (Slot slot = 0; slot < players_.size(); ++slot) {
    const Player& other = players_[slot];
    if (slot == message.slot || other.session.id == 0 || other.fight != nullptr ||
        other.moved_in_flush <= message.since_flush)
      continue;
    missed.push_back(slot);
  }
  if (missed.empty()) return;
  std::string frames;
  if (player->form == protocol::MoveForm::binary) {
    append_binary_moves(frames, missed);
  } else {
    for (const Slot slot : missed) append_text_move(frames, slot);
  }
  deliver(player->session, "player_move", std::move(frames));
}

// ---- fighting --------------------------------------------------------------------------------------------------

void MapActor::receive(const to_map::Combat& message) {
  if (find(message.session, message.slot) != nullptr) fights_.receive(walker(message.slot), message);
}

void MapActor::receive(const to_map::Grown& message) {
  const auto found = by_session_.find(message.session);
  if (found != by_session_.end()) players_[found->second].growth.learn(message.spent);
}

Walker MapActor::walker(Slot slot) const {
  const Player& player = players_[slot];
  return {player.session, slot, player.profile, player.growth, player.position, player.fight};
}

std::optional<Walker> MapActor::find_walker(base::UserId user) const {
  for (const auto& [session, slot] : by_session_) {
    if (players_[slot].profile->user_id == user) return walker(slot);
  }
  return std::nullopt;
}

void MapActor::begin_fighting(Slot slot, FightActor& fight, std::string frames) {
  Player& player = players_[slot];
  player.fight = &fight;
  if (std::exchange(player.moved, false)) std::erase(moved_, slot);
  ++counts_.leaves;
  protocol::append_player_leave(begin_event(FrameBlock::Kind::seen), player.profile->user_id,
                                protocol::LeaveReason::fighting);
  context_.switchboard.send(
      player.session.shard,
      to_session::FightBegun{player.session.id, base::Slice(std::make_shared<const std::string>(std::move(frames)))});
}

void MapActor::end_fighting(Slot slot, std::optional<Gain> gain, std::string frames) {
  Player& player = players_[slot];
  player.fight = nullptr;
  if (gain) {
    player.profile = gain->profile;
    player.growth = gain->growth;
  }
  player.budget =
      world::MovementBudget(context_.options.max_speed, context_.options.movement_slack, context_.clock.steady_now());
  ++counts_.joins;
  protocol::append_player_join(begin_event(FrameBlock::Kind::seen),
                               {player.profile.get(), slot, player.position.x, player.position.y}, id());
  frames += encode_players(slot, {});
  frames += fights_.surroundings();
  context_.switchboard.send(player.session.shard,
                            to_session::FightOver{player.session.id, last_event_, std::move(gain),
                                                  base::Slice(std::make_shared<const std::string>(std::move(frames)))});
}

void MapActor::announce(std::string_view frame) {
  ++counts_.monsters;
  begin_event(FrameBlock::Kind::seen).append(frame);
}

// ---- publishing ------------------------------------------------------------------------------------------------

bool MapActor::wanted(protocol::MoveForm form) const noexcept {
  return players_per_form_[static_cast<std::size_t>(form)] != 0;
}

void MapActor::append_binary_moves(std::string& out, std::span<const Slot> slots) const {
  protocol::begin_moves(out, slots.size());
  for (const Slot slot : slots) {
    const world::Point position = players_[slot].position;
    protocol::append_move(out, {static_cast<std::uint16_t>(slot), position.x, position.y});
  }
}

void MapActor::append_text_move(std::string& out, Slot slot) const {
  const Player& player = players_[slot];
  protocol::append_player_move(out, player.profile->user_id, player.position.x, player.position.y, id_text_);
}

void MapActor::encode_moves(FrameBlock& block) {
  block.move_count = static_cast<std::uint32_t>(moved_.size());
  if (!moved_.empty()) block.first_mover = moved_.front();
  const bool as_binary = wanted(protocol::MoveForm::binary) && !moved_.empty();
  const bool as_texts = wanted(protocol::MoveForm::text);
  block.bytes.reserve(block.bytes.size() +
                      (as_binary ? websocket::kMaxHeaderSize + 1 + moved_.size() * protocol::kNumberedMoveSize : 0) +
                      (as_texts ? moved_.size() * kTextMoveSize : 0));
  if (as_binary) append_binary_moves(block.bytes, moved_);
  block.texts_begin = static_cast<std::uint32_t>(block.bytes.size());
  if (!as_texts) return;
  std::sort(moved_.begin(), moved_.end());
  block.texts.reserve(moved_.size());
  for (const Slot slot : moved_) {
    const auto begin = static_cast<std::uint32_t>(block.bytes.size());
    append_text_move(block.bytes, slot);
    block.texts.push_back({slot, begin, static_cast<std::uint32_t>(block.bytes.size())});
  }
}

std::optional<base::SteadyTime> MapActor::flush() {
  if (!dirty()) return std::nullopt;
  auto block = std::make_shared<FrameBlock>();
  block->map = id();
  block->counts = std::exchange(counts_, {});
  block->flush_number = ++flush_number_;
  block->bytes = std::exchange(event_bytes_, {});
  block->events = std::exchange(events_, {});
  block->moves_begin = static_cast<std::uint32_t>(block->bytes.size());
  encode_moves(*block);
  for (const Slot slot : moved_) {
    players_[slot].moved = false;
    players_[slot].moved_in_flush = flush_number_;
  }
  moved_.clear();

  const std::shared_ptr<const FrameBlock> published = std::move(block);
  for (std::uint32_t shard = 0; shard < players_per_shard_.size(); ++shard) {
    if (players_per_shard_[shard] != 0) context_.switchboard.send(shard, to_shard::FanOut{published});
  }
  answer_askers();
  return published->move_count == 0 ? std::nullopt : std::optional(oldest_move_);
}

}  // namespace flumen::game
