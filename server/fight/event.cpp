#include "fight/event.hpp"

#include "fight/names.hpp"

namespace flumen::fight {
namespace {

constexpr Names<std::variant_size_v<Event>> kTypes = {
    "joined",         "placed",         "ready",        "began",        "round_started", "turn_started",
    "turn_ended",     "moved",          "tackled",      "cast",         "damaged",       "healed",
    "displaced",      "points_changed", "effect_added", "effect_ended", "object_placed", "object_triggered",
    "object_removed", "died",           "abandoned",    "presence",     "ended"};

bool is_hidden(const State& state, FighterId owner, std::optional<Side> viewer) noexcept {
  return owner >= state.fighters.size() || state.fighters[owner].side != viewer;
}

}  // namespace

std::string_view type_of(const Event& event) noexcept { return kTypes[event.index()]; }

bool can_see(const GroundObject& object, const State& state, std::optional<Side> viewer) noexcept {
  return object.kind != EffectKind::trap || !is_hidden(state, object.owner, viewer);
}

Event redacted(const Event& event, const State& state, std::optional<Side> viewer) {
  Event told = event;
  if (auto* placed = std::get_if<event::ObjectPlaced>(&told)) {
    if (!can_see(placed->object, state, viewer)) {
      placed->object.cell = kNoCell;
      placed->object.seen_from = kNoCell;
    }
  } else if (auto* cast = std::get_if<event::Cast>(&told)) {
    const bool trap = cast->spell < state.book->size() && lays_trap((*state.book)[cast->spell]);
    if (trap && is_hidden(state, cast->fighter, viewer)) cast->cell = kNoCell;
  }
  return told;
}

}  // namespace flumen::fight
