#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "fight/engine.hpp"

/// For the tests of this layer.
namespace flumen::fight {

/// The cell so many steps to the south-east and south-west of the middle of the map.
constexpr Cell spot(int x, int y) noexcept {
  constexpr Diamond kMiddle = diamond_of(539);
  return cell_at({kMiddle.x + x, kMiddle.y + y});
}

inline Effect effect_of(EffectKind kind, Roll roll, Targets targets = Targets::everyone) {
  Effect effect;
  effect.kind = kind;
  effect.roll = roll;
  effect.critical_roll = roll;
  effect.targets = targets;
  if (lasts(kind) && kind != EffectKind::trap) effect.turns = 1;
  return effect;
}

inline Effect damage_of(std::int32_t amount, Element element = Element::neutral) {
  Effect effect = effect_of(EffectKind::damage, {amount, amount});
  effect.element = element;
  return effect;
}

inline Effect boost_of(Stat stat, std::int32_t amount, int turns, Targets targets = Targets::everyone) {
  Effect effect = effect_of(EffectKind::boost, {amount, amount}, targets);
  effect.stat = stat;
  effect.turns = static_cast<std::uint8_t>(turns);
  return effect;
}

inline Spell spell_of(std::vector<Effect> effects, int action_points = 2, int least = 0, int most = 10) {
  Spell spell;
  spell.action_points = static_cast<std::uint8_t>(action_points);
  spell.least_range = static_cast<std::uint8_t>(least);
  spell.most_range = static_cast<std::uint8_t>(most);
  spell.effects = std::move(effects);
  return spell;
}

/// A fight on an open map. Attackers are quicker than defenders, the first of each side quicker than the next.
class Stage {
 public:
  Stage() { setup.grid.walkable.set(); }

  SpellIndex add(Spell spell) {
    EXPECT_FALSE(fault_of(spell)) << *fault_of(spell);
    book.push_back(std::move(spell));
    return static_cast<SpellIndex>(book.size() - 1);
  }

  void wall(Cell cell) {
    setup.grid.walkable.reset(static_cast<std::size_t>(cell));
    setup.grid.blocks_sight.set(static_cast<std::size_t>(cell));
  }

  /// A fighter with 100 life, 6 AP and 3 MP who has every spell added so far; returns its number.
  FighterId attacker(Cell cell) { return add(Side::attackers, cell); }
  FighterId defender(Cell cell) { return add(Side::defenders, cell); }
  FighterSpec& spec(FighterId fighter) { return setup.fighters[fighter].spec; }
  void give(FighterId fighter, Stat stat, std::int32_t value) {
    spec(fighter).stats.set(stat, value);
    if (stat == Stat::health) spec(fighter).life = value;
  }

  /// Into placement.
  void start() {
    setup.book = &book;
    setup.now = now;
    auto started = fight::start(setup);
    ASSERT_TRUE(started) << started.error().message;
    state = *started;
    began = state;
  }
  /// Into the first turn.
  void begin() {
    start();
    now = state.deadline;
    ASSERT_FALSE(apply(command::TimePasses{}));
  }

  std::optional<Refusal> apply(const Command& command) {
    const State before = state;
    const std::size_t events_before = log.size();
    const auto refused = fight::apply(state, command, now, log);
    if (refused) {
      EXPECT_EQ(state, before) << "refused with " << to_string(*refused);
      EXPECT_EQ(log.size(), events_before);
    }
    news = events_before;
    return refused;
  }
  std::optional<Refusal> cast(FighterId fighter, SpellIndex spell, Cell cell) {
    return apply(command::Cast{fighter, spell, cell});
  }
  std::optional<Refusal> move(FighterId fighter, Path path) { return apply(command::Move{fighter, std::move(path)}); }
  std::optional<Refusal> pass(FighterId fighter) { return apply(command::Pass{fighter}); }
  /// Passes turns until it is this fighter's.
  void pass_until(FighterId fighter) {
    do {
      ASSERT_FALSE(pass(state.active()));
    } while (state.active() != fighter && state.phase == Phase::active);
  }

  const Fighter& fighter(FighterId id) const { return state.fighters[id]; }

  /// The events of a type that the last command caused.
  template <class E>
  std::vector<E> told() const {
    std::vector<E> found;
    for (std::size_t i = news; i < log.size(); ++i) {
      if (const auto* event = std::get_if<E>(&log[i])) found.push_back(*event);
    }
    return found;
  }

  SpellBook book;
  Setup setup;
  State began;  ///< as start() gave it
  State state;
  Events log;
  std::size_t news = 0;  ///< where in the log the last command's events begin
  Millis now = 1'000'000;

 private:
  FighterId add(Side side, Cell cell) {
    FighterSpec spec;
    spec.stats.set(Stat::health, 100);
    spec.stats.set(Stat::action_points, 6);
    spec.stats.set(Stat::movement_points, 3);
    spec.stats.set(Stat::initiative, (side == Side::attackers ? 200 : 100) - static_cast<int>(setup.fighters.size()));
    spec.life = 100;
    for (std::size_t i = 0; i < book.size() && i < kMaxSpells; ++i) spec.spells.push_back(static_cast<SpellIndex>(i));
    setup.fighters.push_back({side, spec});
    setup.start_cells[static_cast<std::size_t>(side)].push_back(cell);
    return static_cast<FighterId>(setup.fighters.size() - 1);
  }
};

}  // namespace flumen::fight
