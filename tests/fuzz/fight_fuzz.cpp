#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "fight/engine.hpp"
#include "fight/placement.hpp"
#include "fight/random.hpp"
#include "fuzz_target.hpp"

// An input is eight bytes of seed, from which the fight is made, then commands of eight bytes each: what to do, who,
// and three numbers. After each command the state must be as the rules say; in the end the log must tell it whole.

namespace {

using namespace flumen::fight;  // NOLINT(google-build-using-namespace): a program, not a header

constexpr std::size_t kCommandBytes = 8;
constexpr std::size_t kMaxInput = 1 << 13;
constexpr std::size_t kSpells = 8;

[[noreturn]] void report(const char* what) {
  std::fprintf(stderr, "fight_fuzz: %s\n", what);
  std::abort();
}

Effect effect_from(Dice& dice, bool in_payload) {
  Effect effect;
  effect.kind = static_cast<EffectKind>(dice.below(static_cast<int>(kEffectKinds)));
  effect.element = static_cast<Element>(dice.below(static_cast<int>(kElements)));
  effect.stat = static_cast<Stat>(dice.below(static_cast<int>(kStats)));
  effect.targets = static_cast<Targets>(dice.below(4));
  effect.turns = static_cast<std::uint8_t>(dice.below(4));
  effect.area = {static_cast<Shape>(dice.below(static_cast<int>(kShapes))), static_cast<std::uint8_t>(dice.below(4))};
  const std::int32_t least = dice.below(12);
  effect.roll = {least, least + dice.below(8)};
  effect.critical_roll = effect.roll;
  if (effect.kind == EffectKind::glyph || effect.kind == EffectKind::trap || effect.kind == EffectKind::teleport) {
    effect.roll = effect.critical_roll = {};
    if (!in_payload && effect.kind != EffectKind::teleport) effect.payload = {effect_from(dice, true)};
  }
  return effect;
}

SpellBook book_from(Dice& dice) {
  SpellBook book;
  while (book.size() < kSpells) {
    Spell spell;
    spell.action_points = static_cast<std::uint8_t>(dice.between(1, 3));
    spell.most_range = static_cast<std::uint8_t>(dice.between(0, 12));
    spell.needs_line_of_sight = dice.chance(50);
    spell.target_cell = dice.chance(50) ? TargetCell::free : TargetCell::any;
    spell.effects = {effect_from(dice, false), effect_from(dice, false)};
    if (!fault_of(spell)) book.push_back(spell);
  }
  return book;
}

Setup setup_from(Dice& dice, const SpellBook& book) {
  Setup setup;
  setup.seed = static_cast<std::uint64_t>(dice.below(1 << 30));
  setup.book = &book;
  std::optional<StartCells> cells;
  while (!cells) {
    setup.grid.walkable.set();
    for (int i = 0; i < 100; ++i) setup.grid.walkable.reset(static_cast<std::size_t>(dice.below(kCells)));
    setup.grid.blocks_sight = ~setup.grid.walkable;
    cells = find_start_cells(setup.grid, 539);
  }
  setup.start_cells = *cells;
  for (int i = 0; i < 5; ++i) {
    FighterSpec spec;
    spec.stats.set(Stat::health, dice.between(1, 80));
    spec.stats.set(Stat::action_points, dice.between(3, 12));
    spec.stats.set(Stat::movement_points, dice.between(0, 6));
    spec.stats.set(Stat::agility, dice.between(0, 100));
    spec.life = spec.stats[Stat::health];
    for (std::size_t spell = 0; spell < kSpells; ++spell) spec.spells.push_back(static_cast<SpellIndex>(spell));
    setup.fighters.push_back({i % 2 == 0 ? Side::attackers : Side::defenders, spec});
  }
  return setup;
}

Command command_from(const std::uint8_t* bytes, const State& state) {
  const auto fighter = (bytes[1] & 0x80) != 0 ? bytes[1] : state.active();
  std::int16_t cell = 0;
  std::memcpy(&cell, bytes + 2, sizeof(cell));
  // Half of the cells lie beside a fighter, or nothing would ever be hit.
  if ((bytes[0] & 0x40) != 0) {
    const Cell near = state.fighters[static_cast<std::size_t>(bytes[2]) % state.fighters.size()].cell;
    cell = near;
    if (in_grid(near) && (bytes[3] & 4) != 0) cell = neighbour(near, static_cast<Direction>(bytes[3] & 3));
  }
  switch (bytes[0] & 0x0F) {
    case 0:
      return command::Pass{fighter};
    case 1:
      return command::TimePasses{};
    case 2:
      return command::Ready{bytes[1], true};
    case 3:
      return command::Place{bytes[1], cell};
    case 4:
      return command::Presence{bytes[1], (bytes[2] & 1) != 0};
    case 5:
      if (bytes[2] == bytes[3]) return command::Abandon{bytes[1]};
      return command::Join{static_cast<Side>(bytes[2] & 3), state.fighters.front().spec};
    case 6:
    case 7:
    case 8: {
      Path path;
      Cell at = fighter < state.fighters.size() ? state.fighters[fighter].cell : cell;
      for (int i = 4; i < 8 && in_grid(at); ++i) {
        at = bytes[i] == 0xFF ? cell : neighbour(at, static_cast<Direction>(bytes[i] & 3));
        path.push_back(at);
      }
      return command::Move{fighter, path};
    }
    default:
      return command::Cast{fighter, static_cast<SpellIndex>(bytes[4] % (kSpells + 1)), cell};
  }
}

void check(const State& state) {
  CellSet taken;
  for (const Fighter& fighter : state.fighters) {
    if (fighter.life < 0 || fighter.life > fighter.spec.stats[Stat::health]) report("life out of its range");
    if (!fighter.alive) continue;
    if (!state.grid.can_stand(fighter.cell) || taken[static_cast<std::size_t>(fighter.cell)]) report("a bad cell");
    taken.set(static_cast<std::size_t>(fighter.cell));
  }
  if (state.phase == Phase::active && !state.fighters[state.active()].alive) report("the turn of a dead fighter");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < kCommandBytes || size > kMaxInput) return 0;
  std::uint64_t seed = 0;
  std::memcpy(&seed, data, sizeof(seed));
  Dice dice(seed, 0);
  const SpellBook book = book_from(dice);
  const auto began = start(setup_from(dice, book));
  if (!began) report("a good setup was refused");
  State state = *began;
  Events log;
  for (std::size_t at = kCommandBytes; at + kCommandBytes <= size; at += kCommandBytes) {
    const Millis now = static_cast<Millis>(at) * 100 + ((data[at] & 0x20) != 0 ? state.deadline : 0);
    const Command command = command_from(data + at, state);
    const State before = state;
    if (apply(state, command, now, log) && !(state == before)) report("a refused command changed the state");
    check(state);
  }
  State replayed = *began;
  for (const Event& event : log) replay(replayed, event);
  if (!(replayed == state)) report("the log does not tell the state");
  return 0;
}

std::string make_seeded_input(std::uint64_t seed) {
  Dice dice(seed, 1);
  std::string input;
  const int length = static_cast<int>(kCommandBytes) * dice.between(1, 100);
  for (int i = 0; i < length; ++i) input += static_cast<char>(dice.below(256));
  return input;
}
