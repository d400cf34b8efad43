#include "bots/role.hpp"

#include <cmath>

namespace flumen::bots {

Role role_of(const Options& options, std::size_t bot, std::size_t maps) noexcept {
  Role role;
  role.behaviour = options.behaviour_of(bot);
  role.home = bot % maps;
  role.timed = role.behaviour == options.behaviour_of(0);
  if (role.behaviour != Scenario::fight) return role;
  const std::size_t first = options.count - options.fighters;
  const std::size_t fighter = bot - first;
  const auto pairs = static_cast<std::size_t>(std::llround(static_cast<double>(options.fighters) * options.duels / 2));
  if (fighter < 2 * pairs && (fighter ^ 1U) < options.fighters) {
    role.home = fighter / 2 % maps;
    role.partner = first + (fighter ^ 1U);
    role.challenges = fighter % 2 == 0;
  } else {
    role.home = fighter % maps;
  }
  return role;
}

}  // namespace flumen::bots
