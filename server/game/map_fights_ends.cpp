// How fights end: what they give, when that is told, and who is back in the walking world.

#include <algorithm>
#include <limits>
#include <utility>

#include "game/fight_ground.hpp"
#include "game/map_fights.hpp"
#include "protocol/encode.hpp"

namespace flumen::game {
namespace {

using fight::FighterId;
using fight::Outcome;
using fight::Side;
using protocol::FightResult;

FightResult result_of(const fight::State& state, FighterId fighter) {
  if (state.fighters[fighter].abandoned) return FightResult::lost;
  const bool attacks = state.fighters[fighter].side == Side::attackers;
  switch (state.outcome) {
    case Outcome::attackers_won:
      return attacks ? FightResult::won : FightResult::lost;
    case Outcome::defenders_won:
      return attacks ? FightResult::lost : FightResult::won;
    case Outcome::interrupted:
      return FightResult::interrupted;
    case Outcome::draw:
    case Outcome::undecided:
      break;
  }
  return FightResult::draw;
}

Growth growth_of(const database::RewardedCharacter& character) {
  return {character.spent_points, character.life, base::to_unix_ms(character.life_at)};
}

}  // namespace

void MapFights::look_after(FightActor& fight) {
  const auto entry = std::ranges::find_if(fights_, [&](const Entry& each) { return each.fight.get() == &fight; });
  entry->deadline = fight.finished() ? std::numeric_limits<fight::Millis>::max() : fight.state().deadline;
  entry->thinks = fight.thinks();
  if (std::exchange(fight.marker_is_old, false)) announce_fight(fight);
  if (fight.finished() && !std::exchange(fight.settling, true)) settle(fight);
}

void MapFights::settle(FightActor& fight) {
  const fight::State& state = fight.state();
  context_.observer.on_fight_ended(state.outcome);
  context_.logger.info("a fight ends", {{"fight_id", fight.id().to_string()},
                                        {"map_id", map_.id.to_string()},
                                        {"outcome", fight::to_string(state.outcome)},
                                        {"rounds", state.round},
                                        {"events", state.events}});
  if (fight.plan().head.kind == protocol::FightKind::challenge) {
    conclude(fight, {});  // nothing is won or lost, so there is nothing to save
  } else {
    context_.rewards.grant(map_.id, RewardDesk::Purpose::settle, rewards_of(fight));
  }
}

database::FightRewards MapFights::rewards_of(FightActor& fight) const {
  const fight::State& state = fight.state();
  const gamedata::GameData& data = *fight.plan().data;
  std::vector<fight::Prize> prizes;
  for (const gamedata::GroupMember& monster : fight.plan().monsters) {
    prizes.push_back({monster.level, data.monsters[monster.monster].experience_at(monster.level)});
  }
  std::vector<fight::Share> winners;
  std::vector<FighterId> who;
  for (std::size_t i = 0; i < fight.members().size(); ++i) {
    if (!fight.members()[i] || fight.members()[i]->left) continue;
    const fight::Fighter& fighter = state.fighters[i];
    const bool gains = result_of(state, static_cast<FighterId>(i)) == FightResult::won;
    winners.push_back({fighter.spec.level, fighter.spec.stats[fight::Stat::wisdom], gains});
    who.push_back(static_cast<FighterId>(i));
  }
  const auto experience = fight::share_experience(winners, prizes);

  database::FightRewards rewards;
  rewards.fight = fight.id();
  rewards.at = base::from_unix_ms(fight.now());
  rewards.level_begins.assign(data.experience.begin(), data.experience.end());
  rewards.most_experience = fight::kMaxExperience;
  for (std::size_t i = 0; i < who.size(); ++i) {
    const bool lost = result_of(state, who[i]) == FightResult::lost;
    const std::int32_t life = lost ? 1 : std::max(1, state.fighters[who[i]].life);
    rewards.shares.push_back({fight.member(who[i]).profile->character_id, experience[i], life});
  }
  return rewards;
}

void MapFights::let_go(FightActor& fight, FighterId fighter) {
  const FightMember& member = fight.member(fighter);
  if (fight.plan().head.kind == protocol::FightKind::challenge) {
    protocol::EndView end;
    end.id = fight.id();
    end.result = FightResult::lost;
    end.rounds = fight.state().round;
    back_to_world(fight, fighter, end, nullptr);
    return;
  }
  // What it lost is saved first; receive(Rewarded) then lets it go.
  database::FightRewards rewards;
  rewards.fight = fight.id();
  rewards.at = base::from_unix_ms(fight.now());
  rewards.level_begins = {0};
  rewards.shares.push_back({member.profile->character_id, 0, 1});
  context_.rewards.grant(map_.id, RewardDesk::Purpose::let_go, std::move(rewards));
}

void MapFights::receive(const to_map::Rewarded& message) {
  FightActor* fight = find(message.fight);
  if (fight == nullptr) return;
  if (message.settles) return conclude(*fight, message.characters);
  for (const database::RewardedCharacter& character : message.characters) {
    const FighterId fighter = fight->fighter_of(character.character);
    if (fighter == fight::kNoFighter) continue;
    protocol::EndView end;
    end.id = fight->id();
    end.result = FightResult::lost;
    end.rounds = fight->state().round;
    back_to_world(*fight, fighter, end, &character);
  }
}

void MapFights::receive(const to_map::RewardDelayed& message) {
  FightActor* fight = find(message.fight);
  if (fight == nullptr) return;
  std::string frame;
  protocol::append_error(frame, ErrorCode::busy,
                         "What the fight has given cannot be saved right now; the server keeps trying.", {});
  for (const auto& member : fight->members()) {
    if (member && !member->left && member->session.id != 0) host_.deliver(member->session, "error", frame);
  }
}

void MapFights::conclude(FightActor& fight, const std::vector<database::RewardedCharacter>& rewarded) {
  const fight::State& state = fight.state();
  std::vector<protocol::EndedFighterView> fighters;
  for (std::size_t i = 0; i < fight.members().size(); ++i) {
    if (!fight.members()[i] || fight.members()[i]->left) continue;
    const FightMember& member = *fight.members()[i];
    const auto found =
        std::ranges::find(rewarded, member.profile->character_id, &database::RewardedCharacter::character);
    protocol::EndedFighterView view;
    view.fighter = static_cast<FighterId>(i);
    view.most_life = state.fighters[i].spec.stats[fight::Stat::health];
    if (found != rewarded.end()) {
      view.experience_gained = found->experience_gained;
      view.experience = found->experience;
      view.level = found->level;
      view.levels_gained = found->levels_gained;
      view.life = found->life;
    } else {
      view.experience = member.profile->experience;
      view.level = member.profile->level;
      view.life = state.fighters[i].spec.life;
    }
    fighters.push_back(view);
  }
  protocol::EndView end;
  end.id = fight.id();
  end.outcome = state.outcome;
  end.rounds = state.round;
  end.fighters = fighters;
  std::string frame;
  protocol::append_combat_ended(frame, end);
  for (const SessionAddress& watcher : fight.watchers()) host_.deliver(watcher, "combat_ended", frame);

  for (std::size_t i = 0; i < fight.members().size(); ++i) {
    if (!fight.members()[i] || fight.members()[i]->left) continue;
    const auto fighter = static_cast<FighterId>(i);
    end.result = result_of(state, fighter);
    const auto found = std::ranges::find(rewarded, fight.member(fighter).profile->character_id,
                                         &database::RewardedCharacter::character);
    back_to_world(fight, fighter, end, found == rewarded.end() ? nullptr : &*found);
  }
  const auto group = fight.plan().group;
  const bool beaten = state.outcome == Outcome::attackers_won;
  std::erase_if(fights_, [&](const Entry& each) { return each.fight.get() == &fight; });
  if (group) {
    groups_.end_fight(*group, beaten, now());
    if (!beaten) announce_groups({{*group}}, {});
  }
  if (fights_.empty()) stopping_.reset();
}

void MapFights::back_to_world(FightActor& fight, FighterId fighter, const protocol::EndView& end,
                              const database::RewardedCharacter* rewarded) {
  FightMember& member = fight.member(fighter);
  member.left = true;
  context_.fighting.remove(member.profile->character_id);
  if (member.session.id == 0) return;
  std::optional<Gain> gain;
  if (rewarded != nullptr) {
    auto grown = std::make_shared<protocol::PlayerProfile>(*member.profile);
    grown->level = rewarded->level;
    grown->experience = rewarded->experience;
    gain = Gain{std::move(grown), growth_of(*rewarded)};
  }
  protocol::EndView own = end;
  own.place = protocol::Place{map_.id, member.position.x, member.position.y};
  std::string frame;
  protocol::append_combat_ended(frame, own);
  host_.end_fighting(member.slot, std::move(gain), std::move(frame));
}

}  // namespace flumen::game
