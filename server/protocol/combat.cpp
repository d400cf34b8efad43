#include "protocol/combat.hpp"

#include <array>

namespace flumen::protocol {

std::string_view name_of_action(std::size_t index) noexcept {
  constexpr std::array<std::string_view, kCombatActions> kNames = {"attack", "challenge", "accept", "refuse", "cancel",
                                                                   "join",   "watch",     "leave",  "place",  "ready",
                                                                   "move",   "cast",      "pass",   "abandon"};
  return kNames[index];
}

std::string_view to_string(ChallengeState state) noexcept {
  switch (state) {
    case ChallengeState::offered:
      return "offered";
    case ChallengeState::accepted:
      return "accepted";
    case ChallengeState::refused:
      return "refused";
    case ChallengeState::cancelled:
      return "cancelled";
    case ChallengeState::expired:
      return "expired";
  }
  return "";
}

std::string_view to_string(FightResult result) noexcept {
  switch (result) {
    case FightResult::won:
      return "won";
    case FightResult::lost:
      return "lost";
    case FightResult::draw:
      return "draw";
    case FightResult::interrupted:
      return "interrupted";
    case FightResult::watched:
      return "watched";
  }
  return "";
}

}  // namespace flumen::protocol
