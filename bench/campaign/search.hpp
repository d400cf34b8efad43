#pragma once

#include <functional>
#include <optional>

namespace flumen::bench {

/// A limit that lies between two numbers that were tried.
struct Bracket {
  std::optional<double> passed;  ///< the largest that did; nothing when none did
  std::optional<double> failed;  ///< the smallest that did not; nothing when all up to the bound did
  int probes = 0;
};

struct SearchOptions {
  double begin = 1000;      ///< tried first
  double least = 1;         ///< nothing smaller is tried ...
  double most = 1e6;        ///< ... and nothing larger
  double step = 1.5;        ///< by which factor to look for the other side
  double precision = 0.05;  ///< good enough when failed is within that share of passed
  int probes = 8;           ///< at most
};

/// Looks for the largest number that passes, supposing that all below it do: first by steps from `begin` until one
/// side of each kind is known, then by halving in between (geometrically). `passes` is asked for each number once.
[[nodiscard]] Bracket find_limit(const SearchOptions& options, const std::function<bool(double)>& passes);

}  // namespace flumen::bench
