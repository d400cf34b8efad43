#pragma once

#include <cstddef>
#include <optional>

#include "bots/options.hpp"

namespace flumen::bots {

/// What one bot of a run is there for.
struct Role {
  Scenario behaviour = Scenario::walk;
  std::size_t home = 0;  ///< the index of the map it lives on
  std::optional<std::size_t>
      partner;              ///< the bot it fights, on the same map; nothing for who fights monsters or nobody
  bool challenges = false;  ///< of the two, the one who asks
  /// One of those the latency is about: not a fighter beside them.
  bool timed = true;
};

/// REQUIRES bot < options.count and maps ≥ 1.
[[nodiscard]] Role role_of(const Options& options, std::size_t bot, std::size_t maps) noexcept;

}  // namespace flumen::bots
