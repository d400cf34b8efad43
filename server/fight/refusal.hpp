#pragma once

#include <cstdint>
#include <string_view>

namespace flumen::fight {

/// Why a command was refused. The state is then what it was, to the byte.
enum class Refusal : std::uint8_t {
  fight_over,                  ///< nothing can be done any more
  not_in_placement,            ///< only before the fight begins
  not_begun,                   ///< only after it has begun
  unknown_fighter,             ///< no fighter has that number
  fighter_dead,                ///< dead, or gone
  not_your_turn,               ///
  time_is_up,                  ///< the turn's or placement's time is over, though nobody has ended it yet
  side_full,                   ///< kMaxSideFighters, or no start cell is free
  invalid_fighter,             ///< a spec that breaks its rules
  outside_grid,                ///< a cell that does not exist
  not_a_start_cell,            ///< not one of the own side's
  cell_taken,                  ///< somebody stands there
  already_ready,               ///< who is ready does not change places
  empty_path,                  ///
  path_broken,                 ///< a cell that does not share a side with the one before
  path_blocked,                ///< an obstacle or a fighter is in the way
  not_enough_movement_points,  ///
  unknown_spell,               ///< not one of the fighter's
  not_enough_action_points,    ///
  out_of_range,                ///
  not_in_line,                 ///
  bad_target,                  ///< the spell needs something else on its target cell
  on_cooldown,                 ///
  too_many_casts,              ///< of this spell in this turn
  too_many_casts_on_target,    ///< of this spell on this fighter in this turn
  no_line_of_sight,            ///
  nothing_to_do,               ///< the state is already as asked; or no time is over yet
};
inline constexpr std::size_t kRefusals = 27;

/// The stable snake_case code, as clients get it.
[[nodiscard]] std::string_view to_string(Refusal refusal) noexcept;

/// One sentence for the player, in English.
[[nodiscard]] std::string_view sentence_of(Refusal refusal) noexcept;

}  // namespace flumen::fight
