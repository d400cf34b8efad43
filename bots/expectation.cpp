#include "bots/expectation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

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
  for (const auto& name : measure_names()) out += (out.empty() ? "" : ", ") + name;
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

const std::vector<std::string>& measure_names() {
  static const std::vector<std::string> names = {"p50",
                                                 "p90",
                                                 "p99",
                                                 "p99.9",
                                                 "max",
                                                 "moves_sent",
                                                 "moves_delivered",
                                                 "delivered_ratio",
                                                 "corrections",
                                                 "fights",
                                                 "errors",
                                                 "disconnects",
                                                 "server_cores",
                                                 "server_rss",
                                                 "server_rss_per_player"};
  return names;
}

base::Result<Expectation> parse_expectation(std::string_view text) {
  for (const Operator& op : kOperators) {
    const auto at = text.find(op.text);
    if (at == std::string_view::npos) continue;
    Expectation out{std::string(text), std::string(trim(text.substr(0, at))), op.comparison, 0};
    if (std::find(measure_names().begin(), measure_names().end(), out.measure) == measure_names().end()) {
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
