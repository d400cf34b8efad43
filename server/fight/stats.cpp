#include "fight/stats.hpp"

#include "fight/names.hpp"

namespace flumen::fight {
namespace {

constexpr Names<kElements> kElementNames = {"neutral", "earth", "fire", "air", "water"};

constexpr Names<kStats> kStatNames = {
    "health",       "action_points",  "movement_points", "initiative",   "strength",    "intelligence",
    "agility",      "chance",         "wisdom",          "power",        "damage",      "healing",
    "range",        "critical",       "resist_neutral",  "resist_earth", "resist_fire", "resist_air",
    "resist_water", "shield_neutral", "shield_earth",    "shield_fire",  "shield_air",  "shield_water"};

}  // namespace

std::string_view to_string(Element element) noexcept { return name_of(kElementNames, element); }
std::string_view to_string(Stat stat) noexcept { return name_of(kStatNames, stat); }
std::optional<Element> element_from(std::string_view name) noexcept { return value_of<Element>(kElementNames, name); }
std::optional<Stat> stat_from(std::string_view name) noexcept { return value_of<Stat>(kStatNames, name); }

}  // namespace flumen::fight
