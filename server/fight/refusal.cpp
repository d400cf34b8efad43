#include "fight/refusal.hpp"

#include "fight/names.hpp"

namespace flumen::fight {
namespace {

struct Words {
  std::string_view code;
  std::string_view sentence;
};

constexpr std::array<Words, kRefusals> kWords = {{
    {"fight_over", "This fight is over."},
    {"not_in_placement", "That is only possible before the fight begins."},
    {"not_begun", "The fight has not begun yet."},
    {"unknown_fighter", "There is no such fighter."},
    {"fighter_dead", "That fighter is out of the fight."},
    {"not_your_turn", "It is not your turn."},
    {"time_is_up", "The time for that is over."},
    {"side_full", "There is no place left on that side."},
    {"invalid_fighter", "That fighter cannot take part."},
    {"outside_grid", "There is no such cell."},
    {"not_a_start_cell", "That is not one of your side's start cells."},
    {"cell_taken", "Somebody stands there already."},
    {"already_ready", "Who is ready cannot change places."},
    {"empty_path", "The way has no cells."},
    {"path_broken", "The way has a gap: each cell must share a side with the one before."},
    {"path_blocked", "Something is in the way."},
    {"not_enough_movement_points", "You do not have enough movement points."},
    {"unknown_spell", "That is not one of your spells."},
    {"not_enough_action_points", "You do not have enough action points."},
    {"out_of_range", "That cell is out of the spell's range."},
    {"not_in_line", "That spell is cast in a straight line only."},
    {"bad_target", "That spell cannot be cast on this cell."},
    {"on_cooldown", "That spell is not ready again yet."},
    {"too_many_casts", "That spell cannot be cast again in this turn."},
    {"too_many_casts_on_target", "That spell cannot be cast on this target again in this turn."},
    {"no_line_of_sight", "Something blocks the line of sight."},
    {"nothing_to_do", "There is nothing to do."},
}};

}  // namespace

std::string_view to_string(Refusal refusal) noexcept { return kWords[static_cast<std::size_t>(refusal)].code; }
std::string_view sentence_of(Refusal refusal) noexcept { return kWords[static_cast<std::size_t>(refusal)].sentence; }

}  // namespace flumen::fight
