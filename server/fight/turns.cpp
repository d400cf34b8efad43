#include <algorithm>

#include "fight/area.hpp"
#include "fight/engine.hpp"
#include "fight/resolution.hpp"

namespace flumen::fight {

void Resolution::happen(Event event) {
  replay(state_, event);
  events_.push_back(std::move(event));
}

void Resolution::join(const command::Join& join, Cell cell) {
  happen(event::Joined{static_cast<FighterId>(state_.fighters.size()), join.side, cell, join.spec});
}

void Resolution::ready(FighterId fighter, bool ready) {
  happen(event::Ready{fighter, ready});
  begin_if_ready();
}

void Resolution::begin_if_ready() {
  const bool all = std::ranges::all_of(state_.fighters, [](const Fighter& f) { return !f.alive || f.ready; });
  if (all) begin();
}

void Resolution::begin() {
  happen(event::Began{turn_order()});
  happen(event::RoundStarted{1});
  begin_turn_from(0);
}

Resolution::Targeted Resolution::turn_order() {
  struct Place {
    std::int32_t initiative;
    std::int32_t lot;
    FighterId fighter;
  };
  std::array<boost::container::static_vector<Place, kMaxSideFighters>, 2> sides;
  for (std::size_t i = 0; i < state_.fighters.size(); ++i) {
    const Fighter& fighter = state_.fighters[i];
    const std::int32_t lot = dice_.below(1 << 30);
    sides[static_cast<std::size_t>(fighter.side)].push_back(
        {fighter.stat(Stat::initiative), lot, static_cast<FighterId>(i)});
  }
  const auto before = [](const Place& a, const Place& b) {
    if (a.initiative != b.initiative) return a.initiative > b.initiative;
    if (a.lot != b.lot) return a.lot > b.lot;
    return a.fighter < b.fighter;
  };
  for (auto& side : sides) std::ranges::sort(side, before);
  if (before(sides[1].front(), sides[0].front())) std::swap(sides[0], sides[1]);

  Targeted order;
  for (std::size_t i = 0; i < kMaxSideFighters; ++i) {
    for (const auto& side : sides) {
      if (i < side.size()) order.push_back(side[i].fighter);
    }
  }
  return order;
}

void Resolution::next_turn() {
  end_turn(state_.active());
  if (end_if_decided()) return;
  begin_turn_from(state_.turn + std::size_t{1});
}

// Every fighter who dies at the beginning of a turn makes one less: the loop ends.
void Resolution::begin_turn_from(std::size_t place) {
  while (true) {
    while (place < state_.order.size() && !lives(state_.order[place])) ++place;
    if (place == state_.order.size()) {
      if (state_.round == kMaxRounds) {
        happen(event::Ended{Outcome::draw});
        return;
      }
      happen(event::RoundStarted{state_.round + 1});
      place = 0;
      continue;
    }
    const FighterId fighter = state_.order[place];
    start_turn(fighter);
    if (end_if_decided() || lives(fighter)) return;
    end_turn(fighter);
    ++place;
  }
}

void Resolution::start_turn(FighterId fighter) {
  const Fighter& starting = at(fighter);
  const Millis time = starting.absent ? state_.limits.absent_turn : state_.limits.turn;
  happen(event::TurnStarted{fighter, starting.stat(Stat::action_points), starting.stat(Stat::movement_points),
                            now_ + time});
  boost::container::static_vector<std::uint32_t, kMaxObjects> faded;
  for (const GroundObject& object : state_.objects) {
    const bool own_glyph = object.kind == EffectKind::glyph && object.owner == fighter;
    if (own_glyph && object.turns == 0) faded.push_back(object.id);
  }
  for (const std::uint32_t id : faded) happen(event::ObjectRemoved{id});
  act_at(Hook::turn_start, fighter);
  wake_glyphs(fighter);
}

void Resolution::end_turn(FighterId fighter) {
  act_at(Hook::turn_end, fighter);
  happen(event::TurnEnded{fighter});
  boost::container::static_vector<std::uint32_t, kMaxBuffs> over;
  for (const Buff& buff : at(fighter).buffs) {
    if (buff.turns == 0) over.push_back(buff.id);
  }
  for (const std::uint32_t id : over) happen(event::BuffEnded{fighter, id});
}

void Resolution::act_at(Hook hook, FighterId fighter) {
  const auto buffs = at(fighter).buffs;
  for (const Buff& buff : buffs) {
    if (!lives(fighter)) return;
    if (buff.hook != hook) continue;
    if (buff.kind == EffectKind::regeneration) heal(fighter, buff.source, buff.amount);
    if (buff.kind == EffectKind::poison) {
      hurt(fighter, buff.source, buff.element, resisted(at(fighter), buff.element, buff.amount), Blow::other);
    }
  }
}

void Resolution::wake_glyphs(FighterId fighter) {
  const auto objects = state_.objects;
  for (const GroundObject& object : objects) {
    if (!lives(fighter)) return;
    if (object.kind != EffectKind::glyph) continue;
    // Its owner may have died of another glyph's doing.
    const bool is_there = std::ranges::find(state_.objects, object.id, &GroundObject::id) != state_.objects.end();
    if (!is_there) continue;
    const Effect& effect = (*state_.book)[object.spell].effects[object.effect];
    const Cell cell = at(fighter).cell;
    if (!cells_of(effect.area, object.seen_from, object.cell)[static_cast<std::size_t>(cell)]) continue;
    happen(event::ObjectTriggered{object.id, fighter});
    act(effect.payload, {object.owner, object.seen_from, cell, object.spell, object.critical});
  }
}

void Resolution::abandon(FighterId fighter) {
  happen(event::Abandoned{fighter});
  remove_objects_of(fighter);
  if (state_.phase == Phase::placement) {
    if (!end_if_decided()) begin_if_ready();
  } else {
    settle();
  }
}

void Resolution::settle() {
  if (end_if_decided()) return;
  if (!lives(state_.active())) next_turn();
}

bool Resolution::end_if_decided() {
  std::array<bool, 2> lives{};
  for (const Fighter& fighter : state_.fighters) {
    if (fighter.alive) lives[static_cast<std::size_t>(fighter.side)] = true;
  }
  if (lives[0] && lives[1]) return false;
  const Outcome outcome = lives[0] ? Outcome::attackers_won : lives[1] ? Outcome::defenders_won : Outcome::draw;
  happen(event::Ended{outcome});
  return true;
}

}  // namespace flumen::fight
