#include "fight/ai_thought.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "fight/ai.hpp"
#include "fight/ai_score.hpp"
#include "fight/area.hpp"
#include "fight/engine.hpp"
#include "fight/random.hpp"
#include "fight/reach.hpp"

namespace flumen::fight {
namespace {

constexpr int kFar = 4;  ///< cells: who reaches further hits from afar
constexpr std::uint64_t kOtherDice = 0x5DEECE66D;

/// True when it helps the caster's side: what can be aimed at friends.
bool helps(const Spell& spell) noexcept {
  return std::ranges::any_of(spell.effects, [](const Effect& effect) {
    const bool kind =
        effect.kind != EffectKind::damage && effect.kind != EffectKind::poison && effect.kind != EffectKind::teleport;
    return kind && (effect.targets == Targets::allies || effect.targets == Targets::caster);
  });
}

bool hurts(const Spell& spell) noexcept {
  return std::ranges::any_of(spell.effects, [](const Effect& effect) {
    return effect.kind != EffectKind::teleport &&
           (effect.targets == Targets::enemies || effect.targets == Targets::everyone);
  });
}

int widest_area(const Spell& spell) noexcept {
  int widest = 0;
  for (const Effect& effect : spell.effects) widest = std::max<int>(widest, effect.area.size);
  return widest;
}

}  // namespace

Thought::Thought(const State& state, FighterId fighter)
    : known_(state), fighter_(fighter), simulations_left_(kMaxSimulations) {
  const Side side = self().side;
  const auto unseen = [&](const GroundObject& object) { return !can_see(object, state, side); };
  const auto rest = std::ranges::remove_if(known_.objects, unseen);
  known_.objects.erase(rest.begin(), rest.end());
  known_.seed = mix(state.seed ^ kOtherDice);
  worth_ = worth_of(known_, side);
}

bool Thought::is_weak() const noexcept { return 3 * self().life < self().spec.stats[Stat::health]; }

int Thought::casts() const noexcept {
  return std::accumulate(known_.record.casts.begin(), known_.record.casts.end(), 0);
}

bool Thought::hits_from_afar() const noexcept {
  return std::ranges::any_of(self().spec.spells, [&](SpellIndex index) {
    const Spell& spell = (*known_.book)[index];
    return hurts(spell) && spell.most_range > kFar;
  });
}

std::optional<Command> Thought::boost() { return best_cast(true); }
std::optional<Command> Thought::attack() { return best_cast(false); }

std::optional<Command> Thought::best_cast(bool helping) {
  std::optional<Option> best;
  for (const SpellIndex index : self().spec.spells) {
    const Spell& spell = (*known_.book)[index];
    if (helping ? helps(spell) && !hurts(spell) : hurts(spell)) consider_casts(index, best);
  }
  if (!best) return std::nullopt;
  return best->command;
}

void Thought::consider_casts(SpellIndex index, std::optional<Option>& best) {
  const Spell& spell = (*known_.book)[index];
  if (spell.action_points > self().action_points) return;
  // Only cells from which somebody is reached are worth a thought.
  const int around = widest_area(spell);
  CellSet cells;
  for (const Fighter& fighter : known_.fighters) {
    if (fighter.alive)
      cells |= cells_of({Shape::circle, static_cast<std::uint8_t>(around)}, fighter.cell, fighter.cell);
  }
  if (spell.target_cell == TargetCell::free) {
    for (const Direction direction : kDirections) {
      for (const Fighter& fighter : known_.fighters) {
        const Cell beside = fighter.alive ? neighbour(fighter.cell, direction) : kNoCell;
        if (beside != kNoCell) cells.set(static_cast<std::size_t>(beside));
      }
    }
  }
  for (Cell cell = 0; cell < kCells; ++cell) {
    if (!cells[static_cast<std::size_t>(cell)]) continue;
    const auto gain = gain_of(index, cell, self().cell);
    if (gain && *gain > 0 && (!best || *gain > best->gain)) best = Option{*gain, command::Cast{fighter_, index, cell}};
  }
}

std::optional<std::int64_t> Thought::gain_of(SpellIndex spell, Cell cell, Cell from) {
  const Cell home = self().cell;
  known_.fighters[fighter_].cell = from;
  const bool possible = !check_cast(known_, fighter_, spell, cell);
  std::optional<std::int64_t> gain;
  if (possible && simulations_left_ > 0) {
    --simulations_left_;
    scratch_ = known_;
    events_.clear();
    // The time of the fight does not matter to a cast, if it is before the deadline.
    if (!apply(scratch_, command::Cast{fighter_, spell, cell}, known_.deadline - 1, events_)) {
      gain = worth_of(scratch_, self().side) - worth_;
    }
  }
  known_.fighters[fighter_].cell = home;
  return gain;
}

int Thought::distance_to_enemies(Cell cell) const noexcept {
  int nearest = std::numeric_limits<int>::max();
  for (const Fighter& fighter : known_.fighters) {
    if (fighter.alive && fighter.side != self().side) nearest = std::min(nearest, distance(cell, fighter.cell));
  }
  return nearest;
}

std::optional<Command> Thought::move_to_attack() {
  const Reach reach = reach_from(known_.grid, known_.occupied(), self().cell, self().movement_points);
  struct Post {
    Cell cell = kNoCell;
    std::int64_t rating = 0;
  };
  std::optional<Option> best;
  for (const SpellIndex index : self().spec.spells) {
    const Spell& spell = (*known_.book)[index];
    if (!hurts(spell) || spell.action_points > self().action_points) continue;
    for (const Fighter& enemy : known_.fighters) {
      if (!enemy.alive || enemy.side == self().side) continue;
      // The spell does the same from everywhere, mostly: the place is chosen first, by how far it is and how near.
      Post post;
      for (Cell cell = 0; cell < kCells; ++cell) {
        const auto steps = reach.steps[static_cast<std::size_t>(cell)];
        if (steps == Reach::kUnreached || steps == 0) continue;
        const int away = distance(cell, enemy.cell);
        if (away < spell.least_range || away > most_range(spell, self().stat(Stat::range))) continue;
        const std::int64_t rating = 1000 - 10 * steps + (hits_from_afar() ? distance_to_enemies(cell) : 0);
        if (rating <= post.rating) continue;
        const Cell home = self().cell;
        known_.fighters[fighter_].cell = cell;
        const bool possible = !check_cast(known_, fighter_, index, enemy.cell);
        known_.fighters[fighter_].cell = home;
        if (possible) post = {cell, rating};
      }
      if (post.cell == kNoCell) continue;
      const auto gain = gain_of(index, enemy.cell, post.cell);
      if (gain && *gain > 0 && (!best || *gain > best->gain)) {
        best = Option{*gain, command::Move{fighter_, reach.path_to(post.cell)}};
      }
    }
  }
  if (!best) return std::nullopt;
  return best->command;
}

std::optional<Command> Thought::walk_to_best(const auto& rating_of) {
  const Reach reach = reach_from(known_.grid, known_.occupied(), self().cell, self().movement_points);
  Cell best = self().cell;
  std::int64_t best_rating = rating_of(best);
  for (Cell cell = 0; cell < kCells; ++cell) {
    if (!reach.cells[static_cast<std::size_t>(cell)]) continue;
    const std::int64_t rating = rating_of(cell);
    if (rating <= best_rating) continue;
    best = cell;
    best_rating = rating;
  }
  if (best == self().cell) return std::nullopt;
  return command::Move{fighter_, reach.path_to(best)};
}

std::optional<Command> Thought::flee() {
  return walk_to_best([this](Cell cell) { return distance_to_enemies(cell); });
}

std::optional<Command> Thought::keep_distance() {
  // Far away from an enemy it has never been able to hit, it would stand behind its wall for ever.
  if (casts() == 0) return approach();
  int furthest = 0;
  for (const SpellIndex index : self().spec.spells) {
    const Spell& spell = (*known_.book)[index];
    if (hurts(spell)) furthest = std::max(furthest, most_range(spell, self().stat(Stat::range)));
  }
  return walk_to_best([this, furthest](Cell cell) { return -std::abs(distance_to_enemies(cell) - furthest); });
}

std::optional<Command> Thought::approach() {
  // Around fighters if there is a way; else as if they were not there, to stand behind them.
  CellSet occupied = known_.occupied();
  std::array<std::uint8_t, kCells> nearest;
  nearest.fill(Reach::kUnreached);
  const auto add_ways = [&](const CellSet& in_the_way) {
    for (const Fighter& enemy : known_.fighters) {
      if (!enemy.alive || enemy.side == self().side) continue;
      const auto steps = steps_to(known_.grid, in_the_way, enemy.cell);
      for (std::size_t i = 0; i < nearest.size(); ++i) nearest[i] = std::min(nearest[i], steps[i]);
    }
  };
  occupied.reset(static_cast<std::size_t>(self().cell));
  add_ways(occupied);
  if (nearest[static_cast<std::size_t>(self().cell)] == Reach::kUnreached) add_ways({});
  return walk_to_best([&](Cell cell) { return -std::int64_t{nearest[static_cast<std::size_t>(cell)]}; });
}

}  // namespace flumen::fight
