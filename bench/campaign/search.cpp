#include "bench/campaign/search.hpp"

#include <algorithm>
#include <cmath>

namespace flumen::bench {

Bracket find_limit(const SearchOptions& options, const std::function<bool(double)>& passes) {
  Bracket bracket;
  double next = std::clamp(options.begin, options.least, options.most);
  while (bracket.probes < options.probes) {
    ++bracket.probes;
    (passes(next) ? bracket.passed : bracket.failed) = next;
    if (bracket.passed && bracket.failed) {
      if (*bracket.failed <= *bracket.passed * (1 + options.precision)) break;
      next = std::sqrt(*bracket.passed * *bracket.failed);
    } else if (bracket.passed) {
      if (*bracket.passed >= options.most) break;
      next = std::min(*bracket.passed * options.step, options.most);
    } else {
      if (*bracket.failed <= options.least) break;
      next = std::max(*bracket.failed / options.step, options.least);
    }
  }
  return bracket;
}

}  // namespace flumen::bench
