#pragma once

#include <string>
#include <vector>

#include "bench/campaign/results.hpp"

namespace flumen::bench {

/// One number that two campaigns have both measured, each in more than one run.
struct Compared {
  std::string id;
  std::string measure;
  Summary here;
  Summary there;

  /// True when what one found and what the other found overlap: then they tell of no difference.
  [[nodiscard]] bool agree() const noexcept { return here.low <= there.high && there.low <= here.high; }
};

/// Of the numbers a report shows, in the order of their ids.
[[nodiscard]] std::vector<Compared> compare(const Results& here, const Results& there);

/// A table of it for a terminal, and how many agree.
[[nodiscard]] std::string to_text(const std::vector<Compared>& compared);

}  // namespace flumen::bench
