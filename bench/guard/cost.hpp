#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "bench/guard/workload.hpp"

namespace flumen::bench {

/// What the workload costs the server, in numbers that do not depend on how busy or quick the machine is.
struct Cost {
  double instructions_per_delivered_move = 0;  ///< outside the kernel
  double system_calls_per_delivered_move = 0;
  double allocations_per_move = 0;
  double heap_bytes_per_player = 0;  ///< what a player in the world holds on the heap
};

/// Of each way moves travel, by protocol::MoveForm.
using Costs = std::array<Cost, protocol::kMoveForms>;

/// Runs each workload twice: here, to count allocations and system calls, and as `program run FORM` under callgrind.
/// Errc::unavailable when there is no valgrind, internal when the workload does not do what it should.
[[nodiscard]] base::Result<Costs> measure_costs(const std::filesystem::path& program);

/// The allocations and system calls alone. Errc::internal when the workload does not do what it should.
[[nodiscard]] base::Result<Cost> count_cost(const Workload& workload);

/// What is in force when a cost was measured: another compiler, library or processor makes other instructions.
[[nodiscard]] std::string toolchain();

/// A cost that was agreed on.
struct Baseline {
  std::string toolchain;
  Costs costs;
};

/// Errc::not_found or corrupt, with the file's name.
[[nodiscard]] base::Result<Baseline> read_baseline(const std::filesystem::path& file);
[[nodiscard]] std::string to_json(const Baseline& baseline);

/// One sentence for each number that is more than `tolerance` (a share, 0.05) above its baseline; empty when all is
/// well. Costing less is well.
[[nodiscard]] std::vector<std::string> regressions(const Costs& baseline, const Costs& now, double tolerance);

/// "text" and "binary".
[[nodiscard]] std::string_view to_string(protocol::MoveForm form) noexcept;

}  // namespace flumen::bench
