#include "bench/campaign/comparison.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bench/campaign/goals.hpp"

namespace flumen::bench {
namespace {

struct Shown {
  const char* measure;
  const char* name;
  int decimals;
  double factor;
};

constexpr double kKiB = 1024;
constexpr std::array kShown{
    Shown{"p50", "p50, ms", 1, 1},
    Shown{"p99", "p99, ms", 1, 1},
    Shown{"server_cores", "cores", 2, 1},
    Shown{"cpu_us_per_move", "CPU a delivered move, µs", 2, 1},
    Shown{"cpu_us_per_send", "CPU a send, µs", 2, 1},
    Shown{"server_rss_per_player", "memory a player, KiB", 1, 1 / kKiB},
    Shown{"logins_per_second", "log-ins a second", 1, 1},
    Shown{"us_per_send", "a bare send, µs", 2, 1},
    Shown{"seconds", "seconds", 3, 1},
};

const Shown& shown(const std::string& measure) {
  return *std::find_if(kShown.begin(), kShown.end(), [&](const Shown& one) { return one.measure == measure; });
}

}  // namespace

std::vector<Compared> compare(const Results& here, const Results& there) {
  std::vector<Compared> all;
  for (const std::string& id : here.ids("")) {
    for (const Shown& one : kShown) {
      const auto first = here.summary(id, one.measure);
      const auto second = there.summary(id, one.measure);
      // One run has no spread to agree within; and a number that is always 0 says nothing.
      if (!first || !second || first->runs < 2 || second->runs < 2 || first->median == 0) continue;
      all.push_back({id, one.measure, *first, *second});
    }
  }
  return all;
}

std::string to_text(const std::vector<Compared>& compared) {
  std::string out;
  std::size_t agreeing = 0;
  for (const Compared& one : compared) {
    const Shown& how = shown(one.measure);
    agreeing += one.agree() ? 1 : 0;
    out +=
        fmt::format("{:<32} {:<26} {:>16} {:>16} {:>+6.0f} %  {}\n", one.id, how.name,
                    with_spread(one.here, how.decimals, how.factor), with_spread(one.there, how.decimals, how.factor),
                    (one.there.median / one.here.median - 1) * 100, one.agree() ? "agree" : "differ");
  }
  return out + fmt::format("{} of {} agree: what one campaign found overlaps with what the other did.\n", agreeing,
                           compared.size());
}

}  // namespace flumen::bench
