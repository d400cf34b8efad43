// What players ask for: which of it is allowed, and what follows.

#include <array>
#include <utility>

#include "game/fight_ground.hpp"
#include "game/map_fights.hpp"
#include "protocol/encode.hpp"

namespace flumen::game {

namespace combat = protocol::combat;

namespace {

FightMember member_of(const Walker& walker) {
  return {.session = walker.session,
          .slot = walker.slot,
          .profile = walker.profile,
          .growth = walker.growth,
          .position = walker.position};
}

}  // namespace

void MapFights::receive(const Walker& walker, const to_map::Combat& message) {
  const Request request{walker, protocol::name_of(message.wish), message.seq};
  const bool accepted = std::visit([&](const auto& wish) { return handle(request, wish); }, message.wish.action);
  context_.observer.on_fight_command(message.wish.action.index(), accepted);
}

// ---- answering -------------------------------------------------------------------------------------------------

bool MapFights::refuse(const Request& request, ErrorCode code, std::string_view sentence) {
  std::string frame;
  protocol::append_error(frame, code, sentence, request.seq);
  host_.deliver(request.walker.session, "error", std::move(frame));
  return false;
}

bool MapFights::refuse(const Request& request, fight::Refusal refusal) {
  std::string frame;
  protocol::append_error(frame, fight::to_string(refusal), fight::sentence_of(refusal), request.seq);
  host_.deliver(request.walker.session, "error", std::move(frame));
  return false;
}

bool MapFights::refuse_in_fight(const Request& request) {
  return refuse(request, ErrorCode::in_fight, "You are in a fight.");
}

bool MapFights::accept(const Request& request, const FightActor* fight) {
  std::string frame;
  const auto id = fight == nullptr ? std::nullopt : std::optional(fight->id());
  protocol::append_combat_action_response(frame, request.action, id, fight == nullptr ? 0 : fight->state().events,
                                          request.seq);
  host_.deliver(request.walker.session, "combat_action_response", std::move(frame));
  return true;
}

// ---- in the walking world --------------------------------------------------------------------------------------

bool MapFights::handle(const Request& request, const combat::Attack& wish) {
  if (request.walker.fight != nullptr) return refuse_in_fight(request);
  MonsterGroups::Group* group = groups_.find(wish.group);
  if (group == nullptr) return refuse(request, ErrorCode::unknown_group, "That group is not there any more.");
  if (world::distance(request.walker.position, point_of(group->cell)) > kReach) {
    return refuse(request, ErrorCode::too_far, "That group is too far away; go nearer.");
  }
  if (!claim(request, std::array{request.walker.profile->character_id})) return false;
  FightPlan plan;
  plan.head.kind = protocol::FightKind::monsters;
  plan.place = point_of(group->cell);
  plan.data = group->data;
  plan.group = group->number;
  plan.monsters = group->members;
  plan.attackers.push_back(member_of(request.walker));
  const FightActor* fight = begin(request, std::move(plan), group->cell);
  if (fight == nullptr) return false;
  group->fights = true;
  announce_groups({}, {group->number});
  return accept(request, fight);
}

bool MapFights::handle(const Request& request, const combat::Challenge& wish) {
  const Walker& asker = request.walker;
  if (asker.fight != nullptr) return refuse_in_fight(request);
  const auto asked = host_.find_walker(wish.user);
  if (!asked || wish.user == asker.profile->user_id) {
    return refuse(request, ErrorCode::player_not_found, "That player is not on this map.");
  }
  if (asked->fight != nullptr) return refuse(request, ErrorCode::player_in_fight, "That player is in a fight.");
  if (challenges_.holds(asker.profile->user_id) || challenges_.holds(wish.user)) {
    return refuse(request, ErrorCode::already_challenged, "One of you has a challenge open already.");
  }
  const Challenge challenge{{asker.profile->user_id, asker.session, asker.slot},
                            {wish.user, asked->session, asked->slot},
                            asker.profile->name,
                            asker.profile->level,
                            now() + context_.options.challenge_time.count()};
  challenges_.add(challenge);
  end_challenge(challenge, protocol::ChallengeState::offered);
  return accept(request, nullptr);
}

bool MapFights::handle(const Request& request, const combat::Accept& wish) {
  if (request.walker.fight != nullptr) return refuse_in_fight(request);
  const auto challenge = challenges_.take(wish.user, request.walker.profile->user_id);
  if (!challenge) return refuse(request, ErrorCode::no_challenge, "That challenge is not open any more.");
  const auto challenger = host_.find_walker(wish.user);
  FightPlan plan;
  plan.head.kind = protocol::FightKind::challenge;
  plan.data = context_.data.get();
  plan.defenders.push_back(member_of(request.walker));
  const FightActor* fight = nullptr;
  if (challenger && challenger->fight == nullptr) {  // else its end has taken the challenge with it
    plan.place = challenger->position;
    plan.attackers.push_back(member_of(*challenger));
    // Told before the fight, which is what the acceptance brings; taken back where there is no room for one.
    if (fight::find_start_cells(ground_, fight_cell_at(challenger->position))) {
      if (!claim(request, std::array{challenger->profile->character_id, request.walker.profile->character_id})) {
        challenges_.add(*challenge);
        return false;
      }
      end_challenge(*challenge, protocol::ChallengeState::accepted);
      fight = begin(request, std::move(plan), fight_cell_at(challenger->position));
    } else {
      refuse(request, ErrorCode::no_room, "There is no room for a fight here.");
    }
  }
  if (fight != nullptr) return accept(request, fight);
  end_challenge(*challenge, protocol::ChallengeState::cancelled);
  return false;
}

bool MapFights::handle(const Request& request, const combat::Refuse& wish) {
  const auto challenge = challenges_.take(wish.user, request.walker.profile->user_id);
  if (!challenge) return refuse(request, ErrorCode::no_challenge, "That challenge is not open any more.");
  end_challenge(*challenge, protocol::ChallengeState::refused);
  return accept(request, nullptr);
}

bool MapFights::handle(const Request& request, const combat::Cancel&) {
  const auto challenge = challenges_.take_from(request.walker.profile->user_id);
  if (!challenge) return refuse(request, ErrorCode::no_challenge, "You have no challenge open.");
  end_challenge(*challenge, protocol::ChallengeState::cancelled);
  return accept(request, nullptr);
}

bool MapFights::handle(const Request& request, const combat::Join& wish) {
  if (request.walker.fight != nullptr) return refuse_in_fight(request);
  FightActor* fight = find(wish.fight);
  if (fight == nullptr) return refuse(request, ErrorCode::unknown_fight, "That fight is not here, or over.");
  if (wish.side == fight::Side::defenders && !fight->plan().monsters.empty()) {
    return refuse(request, ErrorCode::side_closed, "Monsters fight among themselves.");
  }
  const base::CharacterId character = request.walker.profile->character_id;
  if (!claim(request, std::array{character})) return false;
  if (const auto refusal = fight->join(wish.side, member_of(request.walker))) {
    context_.fighting.remove(character);
    return refuse(request, *refusal);
  }
  const fight::FighterId fighter = fight->fighter_of(request.walker.session.id);
  take_out_of_world(*fight, fight->member(fighter), fighter);
  look_after(*fight);
  return accept(request, fight);
}

bool MapFights::handle(const Request& request, const combat::Watch& wish) {
  if (request.walker.fight != nullptr) return refuse_in_fight(request);
  FightActor* fight = find(wish.fight);
  if (fight == nullptr || fight->finished()) {
    return refuse(request, ErrorCode::unknown_fight, "That fight is not here, or over.");
  }
  if (!fight->is_watched_by(request.walker.session.id)) {
    stop_watching(request.walker.session.id);
    if (!fight->add_watcher(request.walker.session)) {
      return refuse(request, ErrorCode::busy, "So many watch this fight that there is no place left.");
    }
  }
  host_.deliver(request.walker.session, "combat_started", fight->started_for(fight::kNoFighter));
  return accept(request, fight);
}

bool MapFights::handle(const Request& request, const combat::Leave&) {
  for (const Entry& entry : fights_) {
    if (!entry.fight->remove_watcher(request.walker.session.id)) continue;
    std::string frame;
    protocol::EndView end;
    end.id = entry.fight->id();
    end.rounds = entry.fight->state().round;
    protocol::append_combat_ended(frame, end);
    host_.deliver(request.walker.session, "combat_ended", std::move(frame));
    return accept(request, nullptr);
  }
  return refuse(request, ErrorCode::not_in_fight, "You watch no fight.");
}

// ---- in a fight ------------------------------------------------------------------------------------------------

template <class MakeCommand>
bool MapFights::command(const Request& request, MakeCommand make_command) {
  FightActor* fight = request.walker.fight;
  if (fight == nullptr) return refuse(request, ErrorCode::not_in_fight, "You are in no fight.");
  const fight::FighterId fighter = fight->fighter_of(request.walker.session.id);
  if (const auto refusal = fight->apply(make_command(*fight, fighter))) return refuse(request, *refusal);
  accept(request, fight);  // before what follows: the fight may be over, and the end come at once
  look_after(*fight);
  return true;
}

bool MapFights::handle(const Request& request, const combat::Place& wish) {
  return command(request, [&](const FightActor&, fight::FighterId fighter) -> fight::Command {
    return fight::command::Place{fighter, wish.cell};
  });
}

bool MapFights::handle(const Request& request, const combat::Ready& wish) {
  return command(request, [&](const FightActor&, fight::FighterId fighter) -> fight::Command {
    return fight::command::Ready{fighter, wish.ready};
  });
}

bool MapFights::handle(const Request& request, const combat::Move& wish) {
  return command(request, [&](const FightActor&, fight::FighterId fighter) -> fight::Command {
    return fight::command::Move{fighter, wish.path};
  });
}

bool MapFights::handle(const Request& request, const combat::Cast& wish) {
  return command(request, [&](const FightActor& fight, fight::FighterId fighter) -> fight::Command {
    const auto spell = fight.plan().data->find_spell(wish.spell);
    return fight::command::Cast{fighter, spell.value_or(fight::kNoSpell), wish.cell};
  });
}

bool MapFights::handle(const Request& request, const combat::Pass&) {
  return command(request, [&](const FightActor&, fight::FighterId fighter) -> fight::Command {
    return fight::command::Pass{fighter};
  });
}

bool MapFights::handle(const Request& request, const combat::Abandon&) {
  FightActor* fight = request.walker.fight;
  if (fight == nullptr) return refuse(request, ErrorCode::not_in_fight, "You are in no fight.");
  const fight::FighterId fighter = fight->fighter_of(request.walker.session.id);
  if (const auto refusal = fight->apply(fight::command::Abandon{fighter})) return refuse(request, *refusal);
  accept(request, fight);
  if (!fight->finished()) let_go(*fight, fighter);
  look_after(*fight);
  return true;
}

}  // namespace flumen::game
