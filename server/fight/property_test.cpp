#include "fight/ai.hpp"
#include "fight/random_spells.hpp"

namespace flumen::fight {
namespace {

constexpr int kFights = 2000;
constexpr int kCommandsAFight = 2000;

SpellBook random_book(RandomFights& random) {
  SpellBook book;
  const int count = random.dice().between(4, 14);
  for (int i = 0; i < count; ++i) book.push_back(random.spell());
  return book;
}

/// Life points by the log: what each began with, plus what it won, less what it lost.
std::vector<std::int64_t> life_by_log(const State& began, const Events& log) {
  std::vector<std::int64_t> life;
  for (const Fighter& fighter : began.fighters) life.push_back(fighter.life);
  for (const Event& event : log) {
    if (const auto* joined = std::get_if<event::Joined>(&event)) life.push_back(joined->spec.life);
    if (const auto* damaged = std::get_if<event::Damaged>(&event)) life[damaged->fighter] -= damaged->amount;
    if (const auto* healed = std::get_if<event::Healed>(&event)) life[healed->fighter] += healed->amount;
  }
  return life;
}

void expect_sound(const State& state) {
  CellSet taken;
  for (const Fighter& fighter : state.fighters) {
    ASSERT_GE(fighter.life, 0);
    ASSERT_LE(fighter.life, fighter.spec.stats[Stat::health]);
    ASSERT_GE(fighter.action_points, 0);
    ASSERT_LE(fighter.action_points, kMaxActionPoints);
    ASSERT_GE(fighter.movement_points, 0);
    ASSERT_LE(fighter.movement_points, kMaxMovementPoints);
    for (const Buff& buff : fighter.buffs) ASSERT_GT(buff.turns, 0);
    if (!fighter.alive) {
      ASSERT_EQ(fighter.cell, kNoCell);
      continue;
    }
    ASSERT_GT(fighter.life, 0);
    ASSERT_TRUE(state.grid.can_stand(fighter.cell));
    ASSERT_FALSE(taken[static_cast<std::size_t>(fighter.cell)]) << "two fighters on a cell";
    taken.set(static_cast<std::size_t>(fighter.cell));
  }
  for (const GroundObject& object : state.objects) ASSERT_TRUE(state.fighters[object.owner].alive);
  if (state.phase == Phase::active) {
    ASSERT_TRUE(state.fighters[state.active()].alive);
  }
}

TEST(AnyFight, is_sound_after_every_command_and_told_whole_by_its_log) {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  std::size_t finished = 0;
  for (std::uint64_t seed = 0; seed < kFights; ++seed) {
    SCOPED_TRACE(seed);
    RandomFights random(seed);
    const SpellBook book = random_book(random);
    const auto setup = random.setup(book);
    auto started = start(setup);
    ASSERT_TRUE(started) << started.error().message;
    const State began = *started;
    State state = began;
    Events log;
    Millis now = setup.now;
    for (int i = 0; i < kCommandsAFight && state.phase != Phase::finished; ++i) {
      now += random.dice().below(random.dice().chance(5) ? 60'000 : 500);
      const State before = state;
      const std::size_t told = log.size();
      const Command command = random.command(state);
      if (apply(state, command, now, log)) {
        ++refused;
        ASSERT_EQ(state, before);
        ASSERT_EQ(log.size(), told);
      } else {
        ++accepted;
        ASSERT_GT(log.size(), told);
        ASSERT_LT(log.size() - told, 2000u);
        ASSERT_NO_FATAL_FAILURE(expect_sound(state));
      }
      ASSERT_EQ(state.events, log.size());
    }
    finished += state.phase == Phase::finished ? 1 : 0;

    const auto life = life_by_log(began, log);
    for (std::size_t i = 0; i < life.size(); ++i) ASSERT_EQ(life[i], state.fighters[i].life);
    State replayed = began;
    for (const Event& event : log) replay(replayed, event);
    ASSERT_EQ(replayed, state);
  }
  // Or the test would say nothing.
  EXPECT_GT(accepted, 100'000u);
  EXPECT_GT(refused, 100'000u);
  EXPECT_GT(finished, kFights / 4u);
}

TEST(AnyFight, goes_the_same_way_again) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Events logs[2];
    for (Events& log : logs) {
      RandomFights random(seed);
      const SpellBook book = random_book(random);
      State state = *start(random.setup(book));
      Millis now = state.deadline;
      for (int i = 0; i < 200; ++i) static_cast<void>(apply(state, random.command(state), now++, log));
    }
    ASSERT_EQ(logs[0], logs[1]) << seed;
  }
}

TEST(AnyFight, comes_to_an_end_when_nobody_does_anything) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    RandomFights random(seed);
    const SpellBook book = random_book(random);
    State state = *start(random.setup(book));
    Events log;
    int waits = 0;
    while (state.phase != Phase::finished) {
      ASSERT_FALSE(apply(state, command::TimePasses{}, state.deadline, log));
      ASSERT_LE(++waits, 1 + kMaxRounds * static_cast<int>(kMaxFighters));
    }
  }
}

TEST(AnyFight, comes_to_an_end_when_programs_play_it) {
  std::size_t decided = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    RandomFights random(seed);
    const SpellBook book = random_book(random);
    State state = *start(random.setup(book));
    Events log;
    ASSERT_FALSE(apply(state, command::TimePasses{}, state.deadline, log));
    int in_a_turn = 0;
    FighterId last = kNoFighter;
    std::int32_t round = 0;
    while (state.phase == Phase::active && state.round < 30) {
      const FighterId active = state.active();
      in_a_turn = active == last && state.round == round ? in_a_turn + 1 : 0;
      last = active;
      round = state.round;
      ASSERT_LT(in_a_turn, 60) << "a turn ends by itself";
      const Command command = decide(state, active);
      const auto refused = apply(state, command, state.deadline - 1, log);
      ASSERT_FALSE(refused) << to_string(*refused);
      ASSERT_NO_FATAL_FAILURE(expect_sound(state));
    }
    decided += state.phase == Phase::finished ? 1 : 0;
  }
  EXPECT_GT(decided, 20u);
}

TEST(Memory, of_a_fight_is_bounded) {
  static_assert(sizeof(State) < 16 * 1024, "a fight is a value without heap: this is all of it");
  static_assert(sizeof(Event) <= 192);
  // A server that keeps the last 256 events for those who were away a moment stays below 64 KiB a fight.
  static_assert(sizeof(State) + 256 * sizeof(Event) < 64 * 1024);
}

}  // namespace
}  // namespace flumen::fight
