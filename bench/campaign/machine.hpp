#pragma once

#include <string>

#include "bench/campaign/options.hpp"
#include "bench/campaign/results.hpp"

namespace flumen::bench {

/// What stands in the way of measuring, as a sentence that says what to do about it; empty when nothing does.
/// `descriptors` is how many files one program will have open. Waits up to a minute for a busy machine to calm down.
[[nodiscard]] std::string obstacle(const Options& options, std::size_t descriptors);

/// Processor, memory, kernel, date, versions of everything that takes part.
void describe_machine(Results& results, const Options& options);

}  // namespace flumen::bench
