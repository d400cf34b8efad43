// What fights cost: commands of all kinds, a monster's decision, a whole fight, a copy of a state.

#include <algorithm>
#include <chrono>
#include <vector>

#include <benchmark/benchmark.h>

#include "fight/ai.hpp"
#include "fight/engine.hpp"
#include "fight/placement.hpp"

namespace {

using namespace flumen::fight;  // NOLINT(google-build-using-namespace): a program, not a header

/// Spells of the kinds that are cast most: a hit, an arrow, a ball of fire, a shield.
SpellBook make_book() {
  const auto effect_of = [](EffectKind kind, Roll roll, Targets targets, Area area, std::uint8_t turns) {
    Effect effect;
    effect.kind = kind;
    effect.roll = roll;
    effect.critical_roll = roll;
    effect.targets = targets;
    effect.area = area;
    effect.turns = turns;
    return effect;
  };
  Spell hit;
  hit.action_points = 3;
  hit.least_range = hit.most_range = 1;
  hit.critical = 30;
  hit.effects = {effect_of(EffectKind::damage, {4, 6}, Targets::everyone, {}, 0)};
  Spell arrow = hit;
  arrow.least_range = 2;
  arrow.most_range = 8;
  Spell fire = arrow;
  fire.effects = {effect_of(EffectKind::damage, {3, 5}, Targets::enemies, {Shape::circle, 2}, 0),
                  effect_of(EffectKind::poison, {1, 2}, Targets::enemies, {Shape::circle, 2}, 2)};
  Spell shield = hit;
  shield.least_range = shield.most_range = 0;
  shield.effects = {effect_of(EffectKind::shield, {5, 9}, Targets::caster, {}, 1)};
  return {hit, arrow, fire, shield};
}

const SpellBook kBook = make_book();

State fight_of(int a_side, std::int32_t health, std::uint64_t seed) {
  Setup setup;
  setup.seed = seed;
  setup.book = &kBook;
  setup.grid.walkable.set();
  for (std::size_t cell = 100; cell < kCells; cell += 17) {
    setup.grid.walkable.reset(cell);
    setup.grid.blocks_sight.set(cell);
  }
  setup.start_cells = *find_start_cells(setup.grid, 539);
  for (const Side side : {Side::attackers, Side::defenders}) {
    for (int i = 0; i < a_side; ++i) {
      FighterSpec spec;
      spec.stats.set(Stat::health, health);
      spec.stats.set(Stat::action_points, 6);
      spec.stats.set(Stat::movement_points, 3);
      spec.life = health;
      spec.behaviour = i % 2 == 0 ? Behaviour::brute : Behaviour::skirmisher;
      spec.spells = {0, 1, 2, 3};
      setup.fighters.push_back({side, spec});
    }
  }
  State state = *start(setup);
  Events log;
  static_cast<void>(apply(state, command::TimePasses{}, state.deadline, log));
  return state;
}

/// The commands of a whole fight, as programs play it.
std::vector<Command> commands_of(State state) {
  std::vector<Command> commands;
  Events log;
  while (state.phase == Phase::active && state.round < 40) {
    commands.push_back(decide(state, state.active()));
    static_cast<void>(apply(state, commands.back(), 0, log));
  }
  return commands;
}

void commands(benchmark::State& bench) {
  const State began = fight_of(static_cast<int>(bench.range(0)), 100, 1);
  const std::vector<Command> script = commands_of(began);
  Events log;
  std::int64_t done = 0;
  for (auto _ : bench) {
    State state = began;
    log.clear();
    for (const Command& command : script) {
      if (apply(state, command, 0, log)) bench.SkipWithError("a command was refused");
    }
    done += static_cast<std::int64_t>(script.size());
    benchmark::DoNotOptimize(state);
  }
  bench.SetItemsProcessed(done);
}
BENCHMARK(commands)->ArgName("a_side")->Arg(1)->Arg(3)->Arg(8);

void refused_commands(benchmark::State& bench) {
  State state = fight_of(8, 100, 1);
  const FighterId active = state.active();
  Events log;
  for (auto _ : bench) benchmark::DoNotOptimize(apply(state, command::Cast{active, 1, 0}, 0, log));
  bench.SetItemsProcessed(bench.iterations());
}
BENCHMARK(refused_commands);

/// Every state of a fight in which somebody has to decide.
std::vector<State> crossroads_of(State state) {
  std::vector<State> states;
  Events log;
  while (state.phase == Phase::active && states.size() < 400) {
    states.push_back(state);
    static_cast<void>(apply(state, decide(state, state.active()), 0, log));
  }
  return states;
}

/// What the slowest of the decisions takes, µs: of each the quickest of several tries, to leave out the machine's
/// noise.
double slowest(const std::vector<State>& states) {
  using Clock = std::chrono::steady_clock;
  double slowest = 0;
  for (const State& state : states) {
    auto quickest = Clock::duration::max();
    for (int i = 0; i < 5; ++i) {
      const auto begin = Clock::now();
      benchmark::DoNotOptimize(decide(state, state.active()));
      quickest = std::min(quickest, Clock::now() - begin);
    }
    slowest = std::max(slowest, std::chrono::duration<double, std::micro>(quickest).count());
  }
  return slowest;
}

void decisions(benchmark::State& bench) {
  const std::vector<State> states = crossroads_of(fight_of(static_cast<int>(bench.range(0)), 300, 1));
  bench.counters["slowest_us"] = slowest(states);
  std::size_t i = 0;
  for (auto _ : bench) {
    const State& state = states[i++ % states.size()];
    benchmark::DoNotOptimize(decide(state, state.active()));
  }
}
BENCHMARK(decisions)->ArgName("a_side")->Arg(1)->Arg(3)->Arg(8)->Unit(benchmark::kMicrosecond);

void a_copy(benchmark::State& bench) {
  const State state = fight_of(8, 100, 1);
  for (auto _ : bench) {
    State copy = state;
    benchmark::DoNotOptimize(copy);
  }
  bench.counters["bytes"] = sizeof(State);
}
BENCHMARK(a_copy);

}  // namespace

BENCHMARK_MAIN();
