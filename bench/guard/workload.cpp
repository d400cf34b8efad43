#include "bench/guard/workload.hpp"

#include "bench/guard/crowd.hpp"
#include "bench/guard/world_in_process.hpp"

namespace flumen::bench {
namespace {

constexpr std::chrono::milliseconds kWindow{20};
// Until buffers and tables have the size they keep: every player has moved a few times.
constexpr std::uint32_t kWarmUpRounds = 4 * kWindowsPerMove;

}  // namespace

void measured_turn(WorldInProcess& world) { world.serve(); }

WorkloadResult run_workload(const Workload& workload) {
  WorkloadResult result;
  WorldInProcess world(workload.players_per_map, workload.form);
  Crowd crowd(world, workload, result.entering);
  result.players = static_cast<std::uint32_t>(world.players());

  std::uint64_t moves_before = 0;
  std::uint64_t delivered_before = 0;
  for (std::uint32_t round = 0; round < kWarmUpRounds + workload.rounds; ++round) {
    const bool measured = round >= kWarmUpRounds;
    if (round == kWarmUpRounds) {
      moves_before = crowd.moves_sent();
      delivered_before = world.moves_out();
    }
    crowd.send_moves(round, kWindowsPerMove);
    world.advance(kWindow);
    if (measured) {
      const Counting counting(result.steady);
      measured_turn(world);
    } else {
      world.serve();
    }
    crowd.drain();
  }
  result.moves = crowd.moves_sent() - moves_before;
  result.delivered = world.moves_out() - delivered_before;
  result.refused = world.moves_refused();
  return result;
}

}  // namespace flumen::bench
