#include "game/map_fights.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "game/fight_ground.hpp"
#include "protocol/encode.hpp"

namespace flumen::game {

MapFights::MapFights(const world::MapDocument& map, const FightContext& context, FightHost& host)
    : map_(map),
      context_(context),
      host_(host),
      ground_(fight_ground(map)),
      groups_(map.id, map.landscape, context.world_seed, ground_,
              {.groups = context.options.groups_per_map, .respawn = context.options.group_respawn.count()},
              context.next_group) {}

fight::Millis MapFights::now() {
  last_now_ = std::max(last_now_, base::to_unix_ms(context_.clock.system_now()));
  return last_now_;
}

FightActor* MapFights::find(protocol::FightId id) noexcept {
  const auto found = std::ranges::find_if(fights_, [&](const Entry& entry) { return entry.fight->id() == id; });
  return found == fights_.end() ? nullptr : found->fight.get();
}

// ---- coming and going ------------------------------------------------------------------------------------------

std::optional<MapFights::Return> MapFights::enter(const SessionAddress& session, Slot slot,
                                                  base::CharacterId character) {
  for (const Entry& entry : fights_) {
    FightActor& fight = *entry.fight;
    const fight::FighterId fighter = fight.fighter_of(character);
    if (fighter == fight::kNoFighter) continue;
    fight.come_back(fighter, session, slot);
    look_after(fight);
    return Return{fight, fight.started_for(fighter)};
  }
  return std::nullopt;
}

void MapFights::leave(const Walker& walker) {
  if (const auto challenge = challenges_.take_of(walker.profile->user_id)) {
    end_challenge(*challenge, protocol::ChallengeState::cancelled);
  }
  if (walker.fight != nullptr) {
    walker.fight->lose(walker.fight->fighter_of(walker.session.id));
    look_after(*walker.fight);
  } else {
    stop_watching(walker.session.id);
  }
}

void MapFights::stop_watching(SessionId session) {
  for (const Entry& entry : fights_) (void)entry.fight->remove_watcher(session);
}

// ---- time ------------------------------------------------------------------------------------------------------

void MapFights::tick(bool with_players) {
  while (const auto challenge = challenges_.take_expired(now())) {
    end_challenge(*challenge, protocol::ChallengeState::expired);
  }
  const fight::Millis at = now();
  for (std::size_t i = fights_.size(); i-- > 0;) {  // the end of one removes it
    if (at < fights_[i].deadline) continue;
    FightActor& fight = *fights_[i].fight;
    fight.tick();
    look_after(fight);
  }
  if (with_players && !closed_) announce_groups(groups_.tick(context_.data.get(), now()), {});
}

bool MapFights::thinks() const noexcept { return std::ranges::any_of(fights_, &Entry::thinks); }

void MapFights::think() {
  // In turn, so that one long monster's turn does not keep the other fights waiting.
  for (std::size_t i = 0; i < fights_.size(); ++i) {
    const Entry& entry = fights_[++next_thinker_ % fights_.size()];
    if (!entry.thinks) continue;
    FightActor& fight = *entry.fight;
    const auto begun = context_.clock.steady_now();
    fight.think();
    context_.observer.on_decision(context_.clock.steady_now() - begun);
    look_after(fight);
    return;
  }
}

void MapFights::receive(to_shard::InterruptFights& message) {
  closed_ = true;
  if (fights_.empty()) return;
  stopping_ = message.done;
  while (const auto challenge = challenges_.take_expired(std::numeric_limits<fight::Millis>::max())) {
    end_challenge(*challenge, protocol::ChallengeState::cancelled);
  }
  for (std::size_t i = fights_.size(); i-- > 0;) {
    FightActor& fight = *fights_[i].fight;
    (void)fight.apply(fight::command::Interrupt{});  // one that is over already is being settled
    look_after(fight);
  }
}

// ---- what others see -------------------------------------------------------------------------------------------

protocol::GroupView MapFights::view_of(const MonsterGroups::Group& group) const {
  const world::Point at = point_of(group.cell);
  protocol::GroupView view{group.number, at.x, at.y, {}};
  for (const gamedata::GroupMember& member : group.members) {
    view.monsters.push_back({{}, group.data->monsters[member.monster].id, member.level});
  }
  return view;
}

std::string MapFights::surroundings() const {
  protocol::MonstersData data;
  data.map = map_.id;
  data.complete = true;
  for (const auto& group : groups_.all()) {
    if (!group.fights) data.groups.push_back(view_of(group));
  }
  for (const Entry& entry : fights_) {
    if (!entry.fight->finished()) data.fights.push_back(entry.fight->view());
  }
  std::string frame;
  protocol::append_monsters_data(frame, data);
  return frame;
}

void MapFights::announce_groups(const MonsterGroups::Changes& changes, std::vector<std::uint32_t> gone) {
  if (changes.changed.empty() && gone.empty()) return;
  protocol::MonstersData data;
  data.map = map_.id;
  for (const auto& group : groups_.all()) {
    const bool changed = std::ranges::find(changes.changed, group.number) != changes.changed.end();
    if (changed && !group.fights) data.groups.push_back(view_of(group));
  }
  data.gone_groups = std::move(gone);
  std::string frame;
  protocol::append_monsters_data(frame, data);
  host_.announce(frame);
}

void MapFights::announce_fight(const FightActor& fight) {
  protocol::MonstersData data;
  data.map = map_.id;
  if (fight.finished()) {
    data.gone_fights.push_back(fight.id());
  } else {
    data.fights.push_back(fight.view());
  }
  std::string frame;
  protocol::append_monsters_data(frame, data);
  host_.announce(frame);
}

// ---- beginning -------------------------------------------------------------------------------------------------

bool MapFights::claim(const Request& request, std::span<const base::CharacterId> characters) {
  if (context_.fighting.add(characters)) return true;
  return refuse(request, ErrorCode::busy, "Points are being spent right now; try again in a moment.");
}

FightActor* MapFights::begin(const Request& request, FightPlan plan, fight::Cell around) {
  std::vector<base::CharacterId> claimed;
  for (const auto* side : {&plan.attackers, &plan.defenders}) {
    for (const FightMember& member : *side) claimed.push_back(member.profile->character_id);
  }
  FightActor* fight = make_fight(request, std::move(plan), around);
  if (fight == nullptr) {
    for (const base::CharacterId character : claimed) context_.fighting.remove(character);
  }
  return fight;
}

FightActor* MapFights::make_fight(const Request& request, FightPlan plan, fight::Cell around) {
  if (closed_) {
    refuse(request, ErrorCode::busy, "The server is stopping; no fight can begin.");
    return nullptr;
  }
  auto cells = around == fight::kNoCell ? std::nullopt : fight::find_start_cells(ground_, around);
  if (!cells) {
    refuse(request, ErrorCode::no_room, "There is no room for a fight here.");
    return nullptr;
  }
  plan.head.id = base::Uuid::random();
  plan.head.map = map_.id;
  // Not from the id, which everybody is told: who knows the seed knows every roll to come.
  const base::Uuid seed = base::Uuid::random();
  std::memcpy(&plan.seed, seed.bytes.data() + 8, sizeof plan.seed);
  plan.ground = ground_;
  plan.start_cells = *cells;
  plan.limits = {context_.options.placement_time.count(), context_.options.turn_time.count(),
                 context_.options.absent_turn_time.count()};
  auto begun = FightActor::begin(std::move(plan), context_.clock, context_.switchboard);
  if (begun.has_error()) {
    context_.logger.error("a fight could not begin", {{"reason", begun.error().message}});
    refuse(request, ErrorCode::no_room, "There is no room for a fight here.");
    return nullptr;
  }
  FightActor& fight = *fights_.emplace_back(std::move(*begun)).fight;
  context_.observer.on_fight_begun(fight.plan().head.kind);
  context_.logger.info("a fight begins", {{"fight_id", fight.id().to_string()},
                                          {"map_id", map_.id.to_string()},
                                          {"kind", protocol::to_string(fight.plan().head.kind)},
                                          {"fighters", fight.state().fighters.size()}});
  for (std::size_t i = 0; i < fight.members().size(); ++i) {
    if (fight.members()[i]) take_out_of_world(fight, *fight.members()[i], static_cast<fight::FighterId>(i));
  }
  announce_fight(fight);
  return &fight;
}

void MapFights::take_out_of_world(FightActor& fight, const FightMember& member, fight::FighterId fighter) {
  if (const auto challenge = challenges_.take_of(member.profile->user_id)) {
    end_challenge(*challenge, protocol::ChallengeState::cancelled);
  }
  stop_watching(member.session.id);
  host_.begin_fighting(member.slot, fight, fight.started_for(fighter));
}

void MapFights::end_challenge(const Challenge& challenge, protocol::ChallengeState state) {
  std::string frame;
  protocol::append_combat_challenge(
      frame, {state, challenge.from.user, challenge.to.user, challenge.name, challenge.level, challenge.ends_at});
  host_.deliver(challenge.to.session, "combat_challenge", frame);
  host_.deliver(challenge.from.session, "combat_challenge", std::move(frame));
}

}  // namespace flumen::game
