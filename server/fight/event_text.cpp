#include "fight/event_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace flumen::fight {
namespace {

struct Teller {
  std::string operator()(const event::Joined& e) const {
    return fmt::format("{} {} {} life {} level {}", e.fighter, to_string(e.side), e.cell, e.spec.life, e.spec.level);
  }
  std::string operator()(const event::Placed& e) const { return fmt::format("{} {}", e.fighter, e.cell); }
  std::string operator()(const event::Ready& e) const { return fmt::format("{} {}", e.fighter, e.ready); }
  std::string operator()(const event::Began& e) const { return fmt::format("{}", fmt::join(e.order, " ")); }
  std::string operator()(const event::RoundStarted& e) const { return fmt::format("{}", e.round); }
  std::string operator()(const event::TurnStarted& e) const {
    return fmt::format("{} ap {} mp {} until {}", e.fighter, e.action_points, e.movement_points, e.deadline);
  }
  std::string operator()(const event::TurnEnded& e) const { return fmt::format("{}", e.fighter); }
  std::string operator()(const event::Moved& e) const {
    return fmt::format("{} {}", e.fighter, fmt::join(e.path, " "));
  }
  std::string operator()(const event::Tackled& e) const { return fmt::format("{} by {}", e.fighter, e.by); }
  std::string operator()(const event::Cast& e) const {
    return fmt::format("{} spell {} cell {}{}", e.fighter, e.spell, e.cell, e.critical ? " critical" : "");
  }
  std::string operator()(const event::Damaged& e) const {
    return fmt::format("{} by {} {} {} absorbed {}", e.fighter, e.source, to_string(e.element), e.amount, e.absorbed);
  }
  std::string operator()(const event::Healed& e) const {
    return fmt::format("{} by {} {}", e.fighter, e.source, e.amount);
  }
  std::string operator()(const event::Displaced& e) const {
    return fmt::format("{} by {} {} {}", e.fighter, e.source, to_string(e.how), e.cell);
  }
  std::string operator()(const event::PointsChanged& e) const {
    return fmt::format("{} {} {} dodged {}", e.fighter, to_string(e.points), e.amount, e.dodged);
  }
  std::string operator()(const event::BuffAdded& e) const {
    const Buff& b = e.buff;
    return fmt::format("{} effect {} {} {} {} {} by {} spell {} amount {} turns {}{}", e.fighter, b.id,
                       to_string(b.kind), to_string(b.stat), to_string(b.element), to_string(b.hook), b.source, b.spell,
                       b.amount, b.turns, b.fresh ? " fresh" : "");
  }
  std::string operator()(const event::BuffEnded& e) const { return fmt::format("{} effect {}", e.fighter, e.buff); }
  std::string operator()(const event::ObjectPlaced& e) const {
    const GroundObject& o = e.object;
    return fmt::format("{} {} of {} spell {} effect {} cell {} from {} turns {}{}", o.id, to_string(o.kind), o.owner,
                       o.spell, o.effect, o.cell, o.seen_from, o.turns, o.critical ? " critical" : "");
  }
  std::string operator()(const event::ObjectTriggered& e) const { return fmt::format("{} by {}", e.object, e.fighter); }
  std::string operator()(const event::ObjectRemoved& e) const { return fmt::format("{}", e.object); }
  std::string operator()(const event::Died& e) const { return fmt::format("{} by {}", e.fighter, e.by); }
  std::string operator()(const event::Abandoned& e) const { return fmt::format("{}", e.fighter); }
  std::string operator()(const event::PresenceChanged& e) const {
    return fmt::format("{} {}", e.fighter, e.absent ? "absent" : "present");
  }
  std::string operator()(const event::Ended& e) const { return std::string(to_string(e.outcome)); }
};

}  // namespace

std::string text_of(const Event& event) { return std::string(type_of(event)) + " " + std::visit(Teller{}, event); }

}  // namespace flumen::fight
