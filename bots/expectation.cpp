#include "bots/expectation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace flumen::bots {
namespace {

using Comparison = Expectation::Comparison;

struct Operator {
  std::string_view text;
  Comparison comparison;
};
// The longer ones first: "<=" begins with "<".
constexpr std::array kOperators = {Operator{"<=", Comparison::less_or_equal},
                                   Operator{">=", Comparison::greater_or_equal}, Operator{"<", Comparison::less},
                                   Operator{">", Comparison::greater}, Operator{"=", Comparison::equal}};

struct Unit {
  std::string_view text;
  double factor;
};
constexpr std::array kUnits = {Unit{"", 1},       Unit{"us", 0.001},      Unit{"ms", 1},  Unit{"s", 1000},
                               Unit{"KiB", 1024}, Unit{"MiB", 1048576.0}, Unit{"%", 0.01}};

constexpr std::array kMeasures = {
    KnownMeasure{"p50", "half of the moves were read by another player within this, ms"},
    KnownMeasure{"p90", "the same for 90 %"},
    KnownMeasure{"p99", "the same for 99 %"},
    KnownMeasure{"p99.9", "the same for 99.9 %"},
    KnownMeasure{"max", "the slowest one, ms"},
    KnownMeasure{"moves_sent", "moves"},
    KnownMeasure{"moves_delivered", "moves of others the bots have read"},
    KnownMeasure{"delivered_ratio", "delivered of those expected: 1, or less where newer moves replaced older"},
    KnownMeasure{"corrections", "moves the server refused"},
    KnownMeasure{"fights", "fights that ended"},
    KnownMeasure{"fights_at_once", "fights under way, on average"},
    KnownMeasure{"commands", "commands of fights, attacks and challenges among them"},
    KnownMeasure{"commands_refused", "those of them that were answered with an error"},
    KnownMeasure{"answer_p50", "from when a command was meant to be sent to its answer, half of them, ms"},
    KnownMeasure{"answer_p99", "the same for 99 %"},
    KnownMeasure{"errors", "error messages, and answers that could not be read or did not come"},
    KnownMeasure{"disconnects", "connections the bots did not end themselves"},
    KnownMeasure{"connects_failed", "connections that did not come about"},
    KnownMeasure{"entry_p50", "from a bot's wish to log in to its welcome, half of them, ms"},
    KnownMeasure{"entry_p99", "the same for 99 %"},
    KnownMeasure{"login_p99", "one log-in call, 99 % of them, ms"},
    KnownMeasure{"logins_per_second", "bots that came in, over the time that took"},
    KnownMeasure{"reentry_p50", "w5: from the cut to the next welcome, half of them, ms"},
    KnownMeasure{"reentry_p99", "the same for 99 %"},
    KnownMeasure{"reentries_per_second", "w5: bots that came back, over the time that took"},
    KnownMeasure{"p99_before", "w5: p99 of those who walk, before the storm, ms"},
    KnownMeasure{"p99_log_ins", "w5: the same while the others log in"},
    KnownMeasure{"p99_reconnects", "w5: the same while the others come back"},
    KnownMeasure{"server_cores", "CPU time of the server per second"},
    KnownMeasure{"server_us_per_move", "CPU time of the server per delivered move, microseconds"},
    KnownMeasure{"server_rss", "resident memory of the server, bytes"},
    KnownMeasure{"server_rss_per_player", "the same less what it was before the bots came, for each of them"},
    KnownMeasure{"own_cores", "CPU time of this program per second"},
    KnownMeasure{"own_us_per_move", "CPU time of this program per delivered move, microseconds"},
    KnownMeasure{"own_delay_p99", "by how much this program itself sent too late, 99 %, ms"},
    KnownMeasure{"moves_skipped", "moves given up because this program was seconds late"},
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

base::Error wrong(std::string_view text, const std::string& why) {
  return base::fail(base::Errc::invalid_argument, "'" + std::string(text) + "' is no expectation: " + why);
}

std::string known_names() {
  std::string out;
  for (const auto& measure : kMeasures) out += fmt::format("{}{}", out.empty() ? "" : ", ", measure.name);
  return out;
}

}  // namespace

bool Expectation::holds(double value) const noexcept {
  switch (comparison) {
    case Comparison::less:
      return value < bound;
    case Comparison::less_or_equal:
      return value <= bound;
    case Comparison::greater:
      return value > bound;
    case Comparison::greater_or_equal:
      return value >= bound;
    case Comparison::equal:
      return value == bound;
  }
  return false;
}

std::span<const KnownMeasure> known_measures() noexcept { return kMeasures; }

base::Result<Expectation> parse_expectation(std::string_view text) {
  for (const Operator& op : kOperators) {
    const auto at = text.find(op.text);
    if (at == std::string_view::npos) continue;
    Expectation out{std::string(text), std::string(trim(text.substr(0, at))), op.comparison, 0};
    const auto named = [&](const KnownMeasure& measure) { return measure.name == out.measure; };
    if (std::none_of(kMeasures.begin(), kMeasures.end(), named)) {
      return wrong(text, "'" + out.measure + "' is not one of " + known_names());
    }
    const std::string_view number = trim(text.substr(at + op.text.size()));
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), out.bound);
    if (error != std::errc{} || !std::isfinite(out.bound)) return wrong(text, "a number is missing");
    const std::string_view unit = trim(number.substr(static_cast<std::size_t>(end - number.data())));
    const auto known = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return u.text == unit; });
    if (known == kUnits.end()) return wrong(text, "the unit is none of us, ms, s, KiB, MiB, %");
    out.bound *= known->factor;
    return out;
  }
  return wrong(text, "none of <, <=, >, >=, = is in it");
}

}  // namespace flumen::bots
