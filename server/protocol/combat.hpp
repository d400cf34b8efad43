#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/uuid.hpp"
#include "fight/command.hpp"
#include "fight/state.hpp"

/// What a client asks for with `combat`; docs/fights.md says when each is allowed.
namespace flumen::protocol {

/// The name of one fight, for as long as anybody remembers it.
using FightId = base::Uuid;

namespace combat {

struct Attack {
  std::int64_t group = 0;  ///< whatever number the client sent
};
struct Challenge {
  base::UserId user;
};
struct Accept {
  base::UserId user;  ///< who asked
};
struct Refuse {
  base::UserId user;  ///< who asked
};
struct Cancel {};
struct Join {
  FightId fight;
  fight::Side side = fight::Side::attackers;
};
struct Watch {
  FightId fight;
};
struct Leave {};
struct Place {
  fight::Cell cell = fight::kNoCell;  ///< kNoCell for any number that is no cell
};
struct Ready {
  bool ready = true;
};
struct Move {
  fight::Path path;  ///< kNoCell in it for numbers that are no cells
};
struct Cast {
  std::string spell;
  fight::Cell cell = fight::kNoCell;
};
struct Pass {};
struct Abandon {};

}  // namespace combat

struct Combat {
  std::variant<combat::Attack, combat::Challenge, combat::Accept, combat::Refuse, combat::Cancel, combat::Join,
               combat::Watch, combat::Leave, combat::Place, combat::Ready, combat::Move, combat::Cast, combat::Pass,
               combat::Abandon>
      action;
};

inline constexpr std::size_t kCombatActions = std::variant_size_v<decltype(Combat::action)>;

/// The name on the wire of an action by its place in Combat::action; REQUIRES index < kCombatActions.
[[nodiscard]] std::string_view name_of_action(std::size_t index) noexcept;
[[nodiscard]] inline std::string_view name_of(const Combat& message) noexcept {
  return name_of_action(message.action.index());
}

/// What has become of a challenge.
enum class ChallengeState : std::uint8_t { offered, accepted, refused, cancelled, expired };
[[nodiscard]] std::string_view to_string(ChallengeState state) noexcept;

/// What a fight was for the one who is told of its end.
enum class FightResult : std::uint8_t { won, lost, draw, interrupted, watched };
[[nodiscard]] std::string_view to_string(FightResult result) noexcept;

}  // namespace flumen::protocol
