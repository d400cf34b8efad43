#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/campaign/results.hpp"
#include "bench/campaign/server_process.hpp"

namespace flumen::bench {

/// What players do to a server.
struct Load {
  std::string scenario = "w1";  ///< of flumen-bots
  std::size_t players = 2500;
  std::size_t fighters = 0;  ///< besides those, who only fight
  double duels = 50;         ///< percent of the fighters who fight each other; the others fight monsters
  std::size_t maps = 50;
  double moves_per_second = 2;
  double seconds = 20;            ///< of measurement
  std::string protocol = "json";  ///< json or bin
  bool tls = false;
  double setup_seconds = 0;  ///< for everybody to come in; 0: as long as their number deserves
};

/// What came of it.
struct LoadResult {
  Run run;
  std::vector<std::string> failures;  ///< sentences; empty when all went well
  std::vector<std::string> warnings;  ///< sentences on what makes the numbers doubtful
};

/// Puts the load on the server and waits for its end. Besides the load generator's own measures there are
/// `cpu_us_per_move` (for each delivered one), and, for Flumen without TLS, `cpu_us_per_send` and `bytes_per_send`.
[[nodiscard]] LoadResult put_load(const Load& load, const ServerSetup& setup, const ServerProcess& server,
                                  const Options& options);

}  // namespace flumen::bench
