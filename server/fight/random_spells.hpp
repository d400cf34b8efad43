#pragma once

#include "fight/fight_fixture.hpp"
#include "fight/placement.hpp"
#include "fight/random.hpp"

/// Fights nobody would think of, for tests: any spell the rules allow, any fighters, any commands.
namespace flumen::fight {

class RandomFights {
 public:
  explicit RandomFights(std::uint64_t seed) : dice_(seed, 0) {}

  Spell spell() {
    Spell spell;
    do {
      spell = Spell{};
      spell.action_points = static_cast<std::uint8_t>(dice_.between(1, 5));
      spell.least_range = static_cast<std::uint8_t>(dice_.between(0, 2));
      spell.most_range = static_cast<std::uint8_t>(spell.least_range + dice_.between(0, 8));
      spell.range_is_modifiable = dice_.chance(50);
      spell.in_line_only = dice_.chance(20);
      spell.needs_line_of_sight = dice_.chance(60);
      spell.target_cell = static_cast<TargetCell>(dice_.below(6));
      spell.cooldown = static_cast<std::uint8_t>(dice_.chance(30) ? dice_.between(1, 4) : 0);
      spell.casts_per_turn = static_cast<std::uint8_t>(dice_.chance(30) ? dice_.between(1, 3) : 0);
      spell.casts_per_target = static_cast<std::uint8_t>(dice_.chance(30) ? 1 : 0);
      spell.critical = static_cast<std::uint8_t>(dice_.chance(50) ? dice_.between(2, 20) : 0);
      const int count = dice_.between(1, 3);
      for (int i = 0; i < count; ++i) spell.effects.push_back(effect(false));
    } while (fault_of(spell));
    return spell;
  }

  /// REQUIRES a book that outlives the fight.
  Setup setup(const SpellBook& book) {
    Setup setup;
    setup.seed = static_cast<std::uint64_t>(dice_.below(1 << 30));
    setup.now = 1'000'000;
    setup.book = &book;
    std::optional<StartCells> cells;
    while (!cells) {
      setup.grid = {};
      for (std::size_t i = 0; i < kCells; ++i) {
        setup.grid.walkable[i] = dice_.chance(85);
        setup.grid.blocks_sight[i] = !setup.grid.walkable[i] && dice_.chance(80);
      }
      cells = find_start_cells(setup.grid, static_cast<Cell>(dice_.below(kCells)));
    }
    setup.start_cells = *cells;
    for (const Side side : {Side::attackers, Side::defenders}) {
      const int count = dice_.between(1, dice_.chance(20) ? 8 : 3);
      for (int i = 0; i < count; ++i) setup.fighters.push_back({side, fighter(book)});
    }
    return setup;
  }

  FighterSpec fighter(const SpellBook& book) {
    FighterSpec spec;
    for (std::size_t i = 0; i < kStats; ++i) spec.stats.set(static_cast<Stat>(i), dice_.between(-20, 60));
    spec.stats.set(Stat::health, dice_.between(1, 150));
    spec.stats.set(Stat::action_points, dice_.between(0, 12));
    spec.stats.set(Stat::movement_points, dice_.between(0, 6));
    if (dice_.chance(3))
      spec.stats.set(static_cast<Stat>(1 + dice_.below(kStats - 1)), dice_.chance(50) ? kMaxStat : -kMaxStat);
    spec.life = dice_.between(1, spec.stats[Stat::health]);
    spec.level = static_cast<std::int16_t>(dice_.between(1, 200));
    spec.behaviour = static_cast<Behaviour>(dice_.below(5));
    for (std::size_t i = 0; i < book.size() && spec.spells.size() < kMaxSpells; ++i) {
      if (dice_.chance(60)) spec.spells.push_back(static_cast<SpellIndex>(i));
    }
    return spec;
  }

  /// Something a client could send: mostly by the one whose turn it is, mostly near what is right.
  Command command(const State& state) {
    const FighterId active = state.active();
    const FighterId fighter =
        active != kNoFighter && dice_.chance(90) ? active : static_cast<FighterId>(dice_.below(18));
    switch (dice_.below(24)) {
      case 0:
        return command::Pass{fighter};
      case 1:
        if (dice_.chance(2)) return command::Abandon{fighter};
        return command::Presence{fighter, dice_.chance(50)};
      case 2:
        return command::Ready{fighter, dice_.chance(80)};
      case 3:
        return command::Place{fighter, cell(state)};
      case 4:
        if (dice_.chance(30)) return command::Join{static_cast<Side>(dice_.below(3)), this->fighter(*state.book)};
        return command::TimePasses{};
      case 5:
      case 6:
      case 7:
      case 8:
        return command::Move{fighter, path(state, fighter)};
      default:
        return command::Cast{fighter, static_cast<SpellIndex>(dice_.below(static_cast<int>(state.book->size()) + 1)),
                             cell(state)};
    }
  }

  Dice& dice() { return dice_; }

 private:
  Effect effect(bool in_payload) {
    Effect effect;
    effect.kind = static_cast<EffectKind>(dice_.below(static_cast<int>(kEffectKinds)));
    effect.element = static_cast<Element>(dice_.below(static_cast<int>(kElements)));
    effect.stat = static_cast<Stat>(dice_.below(static_cast<int>(kStats)));
    effect.targets = static_cast<Targets>(dice_.below(4));
    effect.hook = static_cast<Hook>(dice_.below(2));
    if (lasts(effect.kind) && effect.kind != EffectKind::trap)
      effect.turns = static_cast<std::uint8_t>(dice_.between(1, 4));
    const bool ground = effect.kind == EffectKind::glyph || effect.kind == EffectKind::trap;
    if (!ground && effect.kind != EffectKind::teleport) {
      effect.roll.least = dice_.between(1, 6);
      effect.roll.most = effect.roll.least + dice_.between(0, 6);
      effect.critical_roll = {effect.roll.most, effect.roll.most + dice_.between(0, 5)};
    }
    effect.area = {static_cast<Shape>(dice_.below(static_cast<int>(kShapes))),
                   static_cast<std::uint8_t>(dice_.below(4))};
    if (ground && !in_payload) {
      const int count = dice_.between(1, 2);
      for (int i = 0; i < count; ++i) effect.payload.push_back(this->effect(true));
    }
    return effect;
  }

  Cell cell(const State& state) {
    if (dice_.chance(3)) return static_cast<Cell>(dice_.between(-32768, 32767));
    if (dice_.chance(10)) return static_cast<Cell>(dice_.below(kCells));
    const auto& near = state.fighters[static_cast<std::size_t>(dice_.below(static_cast<int>(state.fighters.size())))];
    if (!in_grid(near.cell)) return kNoCell;
    const Diamond place = diamond_of(near.cell);
    return cell_at({place.x + dice_.between(-2, 2) * dice_.below(2), place.y + dice_.between(-2, 2) * dice_.below(2)});
  }

  Path path(const State& state, FighterId fighter) {
    Path path;
    if (fighter >= state.fighters.size()) return path;
    Cell at = state.fighters[fighter].cell;
    const int length = dice_.below(5);
    for (int i = 0; i < length && in_grid(at); ++i) {
      at = dice_.chance(2) ? cell(state) : neighbour(at, static_cast<Direction>(dice_.below(4)));
      path.push_back(at);
    }
    return path;
  }

  Dice dice_;
};

}  // namespace flumen::fight
