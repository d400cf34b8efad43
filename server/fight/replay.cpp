#include <algorithm>
#include <limits>

#include "fight/engine.hpp"

namespace flumen::fight {
namespace {

std::uint8_t one_more(std::uint8_t count) noexcept {
  return count == std::numeric_limits<std::uint8_t>::max() ? count : static_cast<std::uint8_t>(count + 1);
}

std::uint8_t one_less(std::uint8_t count) noexcept { return count == 0 ? count : static_cast<std::uint8_t>(count - 1); }

/// What each event does to a state. Nothing is decided here.
class Replayer {
 public:
  explicit Replayer(State& state) : state_(state) {}

  void operator()(const event::Joined& joined) {
    Fighter fighter;
    fighter.spec = joined.spec;
    fighter.side = joined.side;
    fighter.cell = joined.cell;
    fighter.life = joined.spec.life;
    fighter.ready = joined.spec.behaviour != Behaviour::none;
    state_.fighters.push_back(fighter);
  }

  void operator()(const event::Placed& placed) { at(placed.fighter).cell = placed.cell; }
  void operator()(const event::Ready& ready) { at(ready.fighter).ready = ready.ready; }

  void operator()(const event::Began& began) {
    state_.phase = Phase::active;
    state_.order = began.order;
  }

  void operator()(const event::RoundStarted& started) { state_.round = started.round; }

  void operator()(const event::TurnStarted& started) {
    state_.turn = static_cast<std::uint8_t>(std::ranges::find(state_.order, started.fighter) - state_.order.begin());
    state_.deadline = started.deadline;
    state_.record = {};
    Fighter& fighter = at(started.fighter);
    fighter.action_points = started.action_points;
    fighter.movement_points = started.movement_points;
    for (std::uint8_t& cooldown : fighter.cooldowns) cooldown = one_less(cooldown);
    for (GroundObject& object : state_.objects) {
      if (object.kind == EffectKind::glyph && object.owner == started.fighter) object.turns = one_less(object.turns);
    }
  }

  void operator()(const event::TurnEnded& ended) {
    Fighter& fighter = at(ended.fighter);
    fighter.action_points = 0;
    fighter.movement_points = 0;
    for (Buff& buff : fighter.buffs) {
      if (!buff.fresh) buff.turns = one_less(buff.turns);
      buff.fresh = false;
    }
  }

  void operator()(const event::Moved& moved) {
    Fighter& fighter = at(moved.fighter);
    fighter.cell = moved.path.back();
    fighter.movement_points -= static_cast<std::int32_t>(moved.path.size());
  }

  void operator()(const event::Tackled& tackled) { --at(tackled.fighter).movement_points; }

  void operator()(const event::Cast& cast) {
    Fighter& fighter = at(cast.fighter);
    const Spell& spell = (*state_.book)[cast.spell];
    const auto place =
        static_cast<std::size_t>(std::ranges::find(fighter.spec.spells, cast.spell) - fighter.spec.spells.begin());
    fighter.action_points -= spell.action_points;
    fighter.cooldowns[place] = spell.cooldown;
    state_.record.casts[place] = one_more(state_.record.casts[place]);
    const FighterId target = state_.fighter_on(cast.cell);
    if (target == kNoFighter) return;
    state_.record.casts_on[place][target] = one_more(state_.record.casts_on[place][target]);
  }

  void operator()(const event::Damaged& damaged) {
    Fighter& fighter = at(damaged.fighter);
    fighter.life -= damaged.amount;
    std::int32_t absorbed = damaged.absorbed;
    for (Buff& buff : fighter.buffs) {
      if (buff.kind != EffectKind::shield) continue;
      const std::int32_t part = std::min(absorbed, buff.amount);
      buff.amount -= part;
      absorbed -= part;
    }
  }

  void operator()(const event::Healed& healed) { at(healed.fighter).life += healed.amount; }
  void operator()(const event::Displaced& displaced) { at(displaced.fighter).cell = displaced.cell; }

  void operator()(const event::PointsChanged& changed) {
    Fighter& fighter = at(changed.fighter);
    (changed.points == Stat::action_points ? fighter.action_points : fighter.movement_points) += changed.amount;
  }

  void operator()(const event::BuffAdded& added) {
    at(added.fighter).buffs.push_back(added.buff);
    state_.next_id = added.buff.id + 1;
  }

  void operator()(const event::BuffEnded& ended) {
    auto& buffs = at(ended.fighter).buffs;
    buffs.erase(std::ranges::find(buffs, ended.buff, &Buff::id));
  }

  void operator()(const event::ObjectPlaced& placed) {
    state_.objects.push_back(placed.object);
    state_.next_id = placed.object.id + 1;
  }

  void operator()(const event::ObjectTriggered&) {}

  void operator()(const event::ObjectRemoved& removed) {
    state_.objects.erase(std::ranges::find(state_.objects, removed.object, &GroundObject::id));
  }

  void operator()(const event::Died& died) { take_out(at(died.fighter)); }

  void operator()(const event::Abandoned& abandoned) {
    Fighter& fighter = at(abandoned.fighter);
    take_out(fighter);
    fighter.abandoned = true;
  }

  void operator()(const event::PresenceChanged& changed) { at(changed.fighter).absent = changed.absent; }

  void operator()(const event::Ended& ended) {
    state_.phase = Phase::finished;
    state_.outcome = ended.outcome;
  }

 private:
  Fighter& at(FighterId id) { return state_.fighters[id]; }

  static void take_out(Fighter& fighter) {
    fighter.alive = false;
    fighter.cell = kNoCell;
    fighter.action_points = 0;
    fighter.movement_points = 0;
    fighter.buffs.clear();
  }

  State& state_;
};

}  // namespace

void replay(State& state, const Event& event) {
  std::visit(Replayer(state), event);
  ++state.events;
}

}  // namespace flumen::fight
