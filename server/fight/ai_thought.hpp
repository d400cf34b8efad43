#pragma once

#include <cstdint>
#include <optional>

#include "fight/command.hpp"
#include "fight/event.hpp"
#include "fight/state.hpp"

namespace flumen::fight {

/// One decision being made: what the monster knows, and what it has found out. The generators give the best action of
/// their kind, or nothing when none is worth doing.
class Thought {
 public:
  Thought(const State& state, FighterId fighter);

  [[nodiscard]] std::optional<Command> boost();
  [[nodiscard]] std::optional<Command> attack();
  [[nodiscard]] std::optional<Command> move_to_attack();
  [[nodiscard]] std::optional<Command> flee();
  [[nodiscard]] std::optional<Command> approach();
  /// For who hits from afar: as far from the enemies as its spells still reach, once it has cast in this turn; until
  /// then, closer.
  [[nodiscard]] std::optional<Command> keep_distance();

  /// Below a third of its life.
  [[nodiscard]] bool is_weak() const noexcept;
  /// Has cast so often in this turn that it is enough.
  [[nodiscard]] bool is_tired() const noexcept { return casts() >= kEnoughCasts; }
  [[nodiscard]] bool hits_from_afar() const noexcept;

 private:
  struct Option {
    std::int64_t gain = 0;
    Command command;
  };

  static constexpr int kEnoughCasts = 12;

  [[nodiscard]] int casts() const noexcept;
  [[nodiscard]] const Fighter& self() const noexcept { return known_.fighters[fighter_]; }
  [[nodiscard]] std::optional<Command> best_cast(bool helping);
  void consider_casts(SpellIndex spell, std::optional<Option>& best);
  /// What casting gains, from `from` instead of where the fighter stands; nothing when it cannot be cast or the bound
  /// on simulations is reached.
  [[nodiscard]] std::optional<std::int64_t> gain_of(SpellIndex spell, Cell cell, Cell from);
  [[nodiscard]] int distance_to_enemies(Cell cell) const noexcept;
  [[nodiscard]] std::optional<Command> walk_to_best(const auto& rating_of);

  State known_;  ///< without what the fighter cannot see, and with other dice than the fight's
  FighterId fighter_;
  State scratch_;
  Events events_;
  std::int64_t worth_;
  int simulations_left_;
};

}  // namespace flumen::fight
