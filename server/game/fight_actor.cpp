#include "game/fight_actor.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "fight/ai.hpp"

namespace flumen::game {
namespace {

using fight::FighterId;
using fight::Side;

fight::FighterSpec spec_of(const FightMember& member, const gamedata::GameData& data, fight::Millis now) {
  const gamedata::ClassInfo* found = data.find_class(member.profile->character_class);
  // A class that is not there any more: better to fight as another one than not at all.
  const gamedata::ClassInfo& character_class = found != nullptr ? *found : data.classes.front();
  const auto stats = fight::stats_of(character_class.growth, member.profile->level, member.growth.spent);
  const std::int32_t life = fight::life_at(member.growth.life, stats[fight::Stat::health], member.growth.life_at, now);
  return gamedata::spec_of(data, character_class, member.profile->level, member.growth.spent, life);
}

protocol::FighterIdentity identity_of(const FightMember& member) {
  return {member.profile->user_id, member.profile->name, member.profile->character_class, {}};
}

}  // namespace

base::Result<std::unique_ptr<FightActor>> FightActor::begin(FightPlan plan, const base::Clock& clock,
                                                            Switchboard& switchboard) {
  fight::Setup setup;
  setup.seed = plan.seed;
  setup.now = base::to_unix_ms(clock.system_now());
  setup.limits = plan.limits;
  setup.book = &plan.data->book;
  setup.grid = plan.ground;
  setup.start_cells = plan.start_cells;
  for (const FightMember& member : plan.attackers) {
    setup.fighters.push_back({Side::attackers, spec_of(member, *plan.data, setup.now)});
  }
  for (const FightMember& member : plan.defenders) {
    setup.fighters.push_back({Side::defenders, spec_of(member, *plan.data, setup.now)});
  }
  for (const gamedata::GroupMember& monster : plan.monsters) {
    setup.fighters.push_back({Side::defenders, plan.data->monsters[monster.monster].spec_at(monster.level)});
  }
  auto state = fight::start(setup);
  if (state.has_error()) return state.error();
  return std::unique_ptr<FightActor>(new FightActor(std::move(plan), std::move(*state), clock, switchboard));
}

FightActor::FightActor(FightPlan plan, fight::State state, const base::Clock& clock, Switchboard& switchboard)
    : plan_(std::move(plan)), clock_(clock), switchboard_(switchboard), state_(std::move(state)) {
  for (const auto* side : {&plan_.attackers, &plan_.defenders}) {
    for (const FightMember& member : *side) {
      members_.emplace_back(member);
      identities_.push_back(identity_of(member));
    }
  }
  for (const gamedata::GroupMember& monster : plan_.monsters) {
    members_.emplace_back();
    identities_.push_back({{}, {}, {}, plan_.data->monsters[monster.monster].id});
  }
  for (const gamedata::SpellInfo& spell : plan_.data->spells) spell_ids_.push_back(spell.id);
}

fight::Millis FightActor::now() {
  last_now_ = std::max(last_now_, base::to_unix_ms(clock_.system_now()));
  return last_now_;
}

// ---- what happens to it ----------------------------------------------------------------------------------------

std::optional<fight::Refusal> FightActor::apply(const fight::Command& command) {
  const fight::Phase before = state_.phase;
  events_.clear();
  if (const auto refusal = fight::apply(state_, command, now(), events_)) return refusal;
  const auto has_gone = [](const fight::Event& event) {
    return std::holds_alternative<fight::event::Abandoned>(event);
  };
  if (state_.phase != before || std::ranges::any_of(events_, has_gone)) marker_is_old = true;
  tell(events_);
  return std::nullopt;
}

std::optional<fight::Refusal> FightActor::join(Side side, FightMember member) {
  const fight::Command command = fight::command::Join{side, spec_of(member, *plan_.data, now())};
  events_.clear();
  // Who joins must have a name before the others are told, and is not one of them yet.
  identities_.push_back(identity_of(member));
  if (const auto refusal = fight::apply(state_, command, now(), events_)) {
    identities_.pop_back();
    return refusal;
  }
  marker_is_old = true;
  (void)remove_watcher(member.session.id);
  tell(events_);
  members_.emplace_back(std::move(member));
  return std::nullopt;
}

void FightActor::tick() {
  if (!finished() && now() >= state_.deadline) (void)apply(fight::command::TimePasses{});
}

bool FightActor::thinks() const noexcept {
  const FighterId active = state_.active();
  return active != fight::kNoFighter && !members_[active];
}

void FightActor::think() {
  const FighterId active = state_.active();
  // Refused only when its time is over: then the clock ends the turn.
  if (apply(fight::decide(state_, active))) tick();
}

// ---- who is told -----------------------------------------------------------------------------------------------

void FightActor::tell(std::span<const fight::Event> events) {
  const std::uint64_t first = state_.events - events.size() + 1;
  fight::Events told;
  base::Slice frames;
  // Seldom is there anything to hide: then all three get the same bytes.
  const auto encode_for = [&](std::optional<Side> viewer) {
    fight::Events redacted;
    redacted.reserve(events.size());
    for (const fight::Event& event : events) redacted.push_back(fight::redacted(event, state_, viewer));
    if (!told.empty() && redacted == told) return;
    told = std::move(redacted);
    std::string bytes;
    protocol::append_combat_update(bytes, id(), first, told, state_, names());
    frames = base::Slice(std::make_shared<const std::string>(std::move(bytes)));
  };
  for (const Side side : {Side::attackers, Side::defenders}) {
    bool encoded = false;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      if (!members_[i] || members_[i]->left || members_[i]->session.id == 0 || state_.fighters[i].side != side) {
        continue;
      }
      if (!std::exchange(encoded, true)) encode_for(side);
      deliver(members_[i]->session, frames);
    }
  }
  if (watchers_.empty()) return;
  encode_for(std::nullopt);
  for (const SessionAddress& watcher : watchers_) deliver(watcher, frames);
}

void FightActor::deliver(const SessionAddress& session, const base::Slice& frames) {
  switchboard_.send(session.shard, to_session::Deliver{session.id, "combat_update", frames});
}

std::string FightActor::started_for(FighterId fighter) const {
  protocol::Viewer viewer;
  if (fighter != fight::kNoFighter) viewer = {fighter, state_.fighters[fighter].side};
  std::string frames;
  protocol::append_combat_started(frames, plan_.head, state_, names(), viewer);
  return frames;
}

// ---- who is there ----------------------------------------------------------------------------------------------

FighterId FightActor::fighter_of(SessionId session) const noexcept {
  const auto found =
      std::ranges::find_if(members_, [&](const auto& m) { return m && !m->left && m->session.id == session; });
  return found == members_.end() ? fight::kNoFighter : static_cast<FighterId>(found - members_.begin());
}

FighterId FightActor::fighter_of(base::CharacterId character) const noexcept {
  const auto found = std::ranges::find_if(
      members_, [&](const auto& m) { return m && !m->left && m->profile->character_id == character; });
  return found == members_.end() ? fight::kNoFighter : static_cast<FighterId>(found - members_.begin());
}

void FightActor::come_back(FighterId fighter, SessionAddress session, Slot slot) {
  FightMember& back = member(fighter);
  back.slot = slot;
  // The others are told first: who comes back gets the state with that event in it.
  back.session = {};
  (void)apply(fight::command::Presence{fighter, false});  // refused for the dead, and once it is over
  back.session = session;
}

void FightActor::lose(FighterId fighter) {
  member(fighter).session = {};
  (void)apply(fight::command::Presence{fighter, true});
}

bool FightActor::add_watcher(SessionAddress session) {
  if (watchers_.size() >= kMaxWatchers) return false;
  watchers_.push_back(session);
  return true;
}

bool FightActor::remove_watcher(SessionId session) {
  return std::erase_if(watchers_, [&](const SessionAddress& each) { return each.id == session; }) != 0;
}

bool FightActor::is_watched_by(SessionId session) const noexcept {
  return std::ranges::any_of(watchers_, [&](const SessionAddress& each) { return each.id == session; });
}

protocol::FightView FightActor::view() const {
  protocol::FightView view;
  view.id = id();
  view.x = plan_.place.x;
  view.y = plan_.place.y;
  view.kind = plan_.head.kind;
  view.in_placement = state_.phase == fight::Phase::placement;
  view.ends_at = state_.deadline;
  for (std::size_t i = 0; i < state_.fighters.size(); ++i) {
    const fight::Fighter& fighter = state_.fighters[i];
    if (fighter.abandoned) continue;
    view.sides[static_cast<std::size_t>(fighter.side)].push_back(
        {identities_[i].name, identities_[i].monster, fighter.spec.level});
  }
  for (const Side side : {Side::attackers, Side::defenders}) {
    const auto index = static_cast<std::size_t>(side);
    const bool players = side == Side::attackers || plan_.monsters.empty();
    const std::size_t room = std::min(fight::kMaxSideFighters, state_.start_cells[index].size());
    view.open[index] = view.in_placement && players && state_.count_of(side) < room;
  }
  return view;
}

}  // namespace flumen::game
