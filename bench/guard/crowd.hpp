#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/guard/counters.hpp"
#include "bench/guard/workload.hpp"
#include "bench/guard/world_in_process.hpp"

namespace flumen::bench {

/// Players of a WorldInProcess: raw sockets that send moves made beforehand and throw away what they are sent.
/// Everything on the thread that runs the world. Throws std::runtime_error when a socket fails: it is a test's.
class Crowd {
 public:
  /// Connects them and sees them into the world; what the world does for it is counted.
  Crowd(WorldInProcess& world, const Workload& workload, Counts& entering);
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;
  /// Hangs up and lets the world notice.
  ~Crowd();

  /// Each player with number % `of` == `turn` % `of` sends a move: a step back or forth.
  void send_moves(std::uint32_t turn, std::uint32_t of);
  /// Reads everything that has come.
  void drain();

  [[nodiscard]] std::uint64_t moves_sent() const noexcept { return moves_sent_; }

 private:
  struct Player {
    int socket = -1;
    std::string forth;
    std::string back;
    bool is_forth = false;
  };

  void connect(Player& player);

  WorldInProcess& world_;
  std::vector<Player> players_;
  std::vector<char> scratch_;
  std::uint64_t moves_sent_ = 0;
};

}  // namespace flumen::bench
