#pragma once

#include <span>

#include "fight/command.hpp"
#include "fight/event.hpp"
#include "fight/random.hpp"
#include "fight/state.hpp"

namespace flumen::fight {

/// One accepted command being carried out: decides what happens, by the rules and the dice, and lets it happen event by
/// event. Everything here succeeds; what could be refused was asked before. Lives for one command.
class Resolution {
 public:
  Resolution(State& state, Millis now, Events& events)
      : state_(state), now_(now), events_(events), dice_(state.seed, state.events + 1) {}

  void happen(Event event);

  void join(const command::Join& join, Cell cell);
  void place(FighterId fighter, Cell cell) { happen(event::Placed{fighter, cell}); }
  void ready(FighterId fighter, bool ready);
  void walk(FighterId fighter, const Path& path);
  void cast(FighterId fighter, SpellIndex spell, Cell cell);
  void abandon(FighterId fighter);
  void interrupt() { happen(event::Ended{Outcome::interrupted}); }

  /// Ends the running turn and begins the next, skipping who dies at its beginning.
  void next_turn();
  /// Ends placement.
  void begin();

 private:
  /// Where effects come from: who, seen from where, aimed where, with which spell.
  struct Origin {
    FighterId caster = kNoFighter;
    Cell from = kNoCell;
    Cell target = kNoCell;
    SpellIndex spell = kNoSpell;
    bool critical = false;
  };
  using Targeted = boost::container::static_vector<FighterId, kMaxFighters>;

  [[nodiscard]] Fighter& at(FighterId id) { return state_.fighters[id]; }
  [[nodiscard]] bool lives(FighterId id) const { return state_.fighters[id].alive; }
  [[nodiscard]] bool is_free(Cell cell) const { return state_.fighter_on(cell) == kNoFighter; }

  // turns: turns.cpp
  [[nodiscard]] Targeted turn_order();
  void begin_if_ready();
  /// Begins the turn of the first who lives from a place in the order on.
  void begin_turn_from(std::size_t place);
  void start_turn(FighterId fighter);
  void end_turn(FighterId fighter);
  void act_at(Hook hook, FighterId fighter);
  void wake_glyphs(FighterId fighter);
  /// After anything that can kill: ends the fight, or the turn of a dead one.
  void settle();
  bool end_if_decided();

  // walking and being moved: movement.cpp
  [[nodiscard]] FighterId tackler_of(FighterId fighter, Cell cell);
  void push(const Effect& effect, const Origin& origin, FighterId target);
  void pull(const Effect& effect, const Origin& origin, FighterId target);
  [[nodiscard]] const GroundObject* trap_at(Cell cell) const;
  void spring_traps(FighterId fighter);

  // effects: effects.cpp
  void act(std::span<const Effect> effects, const Origin& origin);
  void lay(const Effect& effect, std::size_t place, const Origin& origin);
  [[nodiscard]] Targeted targets_of(const Effect& effect, const Origin& origin) const;
  void touch(const Effect& effect, const Origin& origin, FighterId target);
  [[nodiscard]] std::int32_t roll(const Effect& effect, const Origin& origin);
  [[nodiscard]] std::int32_t damage_of(const Effect& effect, const Origin& origin, FighterId target);
  [[nodiscard]] std::int32_t healing_of(const Effect& effect, const Origin& origin, FighterId target);
  void take_points(const Effect& effect, const Origin& origin, FighterId target);
  void boost(const Effect& effect, const Origin& origin, FighterId target);
  void add_buff(const Effect& effect, const Origin& origin, FighterId target, std::int32_t amount);
  void add_buff(FighterId target, Buff buff);
  void change_points(FighterId target, Stat points, std::int32_t amount, std::int32_t dodged);

  // life: life.cpp
  enum class Blow : std::uint8_t { hit, other };
  /// Takes life, shields first. Gives back what was taken. REQUIRES amount ≥ 0 and a living target.
  std::int32_t hurt(FighterId target, FighterId source, Element element, std::int32_t amount, Blow blow);
  void heal(FighterId target, FighterId source, std::int32_t amount);
  void die(FighterId fighter, FighterId by);
  void remove_objects_of(FighterId owner);

  State& state_;
  Millis now_;
  Events& events_;
  Dice dice_;
};

/// What resistances leave of a hit: percentage, then flat, never below 0.
[[nodiscard]] std::int32_t resisted(const Fighter& target, Element element, std::int64_t amount) noexcept;

/// The chance to get past a tackler, %: 5 … 95.
[[nodiscard]] std::int32_t escape_chance(std::int32_t agility, std::int32_t tackler_agility) noexcept;

/// The chance of losing a point, %: 10 … 90.
[[nodiscard]] std::int32_t removal_chance(std::int32_t wisdom, std::int32_t target_wisdom) noexcept;

}  // namespace flumen::fight
