#pragma once

#include <cstdint>

#include "bench/guard/counters.hpp"
#include "protocol/binary.hpp"

namespace flumen::bench {

inline constexpr std::uint32_t kWindowsPerMove = 25;  ///< each player moves twice a second

/// The fixed script whose cost is guarded: players on maps of 50 who move twice a second, flushed every 20 ms.
struct Workload {
  protocol::MoveForm form = protocol::MoveForm::text;
  std::uint32_t maps = 4;
  std::uint32_t players_per_map = 50;
  std::uint32_t rounds = 500;  ///< flush windows that are measured
};

/// What came of it.
struct WorkloadResult {
  std::uint64_t moves = 0;      ///< accepted, in the measured rounds
  std::uint64_t delivered = 0;  ///< to how many other players, in all
  std::uint64_t refused = 0;    ///< must be 0
  std::uint32_t players = 0;
  Counts steady;    ///< of the server's side in the measured rounds
  Counts entering;  ///< of the server's side while they came in
};

class WorldInProcess;

/// What the server does in one measured flush window. A function of its own and by this name, because callgrind is told
/// to count what happens inside it.
[[gnu::noinline]] void measured_turn(WorldInProcess& world);

/// Runs it on this thread. Throws std::runtime_error when it cannot.
[[nodiscard]] WorkloadResult run_workload(const Workload& workload);

}  // namespace flumen::bench
