#include "bots/fighter.hpp"

#include <iterator>
#include <utility>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace flumen::bots {
namespace {

namespace json = boost::json;

constexpr std::size_t kWishesInTurn = 4;
constexpr std::int64_t kColumns = 22;

/// A whole number of an object; nothing when it is null, missing or something else.
std::optional<std::int64_t> whole(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

std::string_view text(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return {value->get_string().data(), value->get_string().size()};
}

const json::array& list(const json::object& object, std::string_view name) {
  static const json::array kNone;
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_array() ? value->get_array() : kNone;
}

double number(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_number() ? value->to_number<double>() : 0;
}

/// The neighbour of `from` that lies towards `to`; odd rows lie half a cell to the right (docs/maps.md).
std::int64_t step_towards(std::int64_t from, std::int64_t to, bool down_if_level, bool right_if_level) {
  const std::int64_t row = from / kColumns;
  const bool down = to / kColumns == row ? down_if_level : to / kColumns > row;
  const bool right = to % kColumns == from % kColumns ? right_if_level : to % kColumns > from % kColumns;
  const std::int64_t shift = row % 2 == 0 ? 0 : 1;
  return from + (down ? kColumns : -kColumns) + (right ? shift : shift - 1);
}

}  // namespace

void Fighter::forget() {
  groups_.clear();
  combatants_.clear();
  challenger_.reset();
  fighting_ = says_ready_ = own_turn_ = false;
}

Fighter::News Fighter::read(std::string_view message) {
  constexpr std::string_view kMonsters = R"({"type":"monsters_data")";
  constexpr std::string_view kCombat = R"({"type":"combat_)";
  if (!message.starts_with(kMonsters) && !message.starts_with(kCombat)) return {};
  boost::system::error_code error;
  const json::value document = json::parse(message, error);
  const auto* object = error ? nullptr : document.if_object();
  const auto* data = object == nullptr || !object->contains("data") ? nullptr : object->at("data").if_object();
  return data == nullptr ? News{} : read(text(*object, "type"), *data);
}

Fighter::News Fighter::read(std::string_view type, const json::object& data) {
  News news;
  if (type == "monsters_data") {
    read_monsters(data);
  } else if (type == "combat_challenge") {
    challenger_.reset();
    const std::string_view state = text(data, "state");
    if (state == "offered") {
      if (base::UserId::parse(text(data, "to")) == user_) challenger_ = base::UserId::parse(text(data, "from"));
    } else {
      news.unanswered = state != "accepted";
    }
  } else if (type == "combat_started" && whole(data, "fighter")) {
    read_start(data);
    news.began = true;
  } else if (type == "combat_update" && fighting_) {
    read_update(data);
  } else if (type == "combat_ended" && fighting_ && text(data, "result") != "watched") {
    fighting_ = own_turn_ = says_ready_ = false;
    news.ended = text(data, "result");
  }
  return news;
}

void Fighter::read_monsters(const json::object& data) {
  const auto* complete = data.if_contains("complete");
  if (complete != nullptr && complete->is_bool() && complete->get_bool()) groups_.clear();
  for (const auto& gone : list(data, "gone_groups")) {
    if (gone.is_int64()) groups_.erase(gone.get_int64());
  }
  for (const auto& each : list(data, "groups")) {
    const auto* group = each.if_object();
    const auto name = group == nullptr ? std::nullopt : whole(*group, "group");
    if (name) groups_[*name] = {number(*group, "x"), number(*group, "y")};
  }
}

void Fighter::read_start(const json::object& data) {
  fighting_ = true;
  challenger_.reset();
  self_ = *whole(data, "fighter");
  says_ready_ = text(data, "phase") == "placement";
  own_turn_ = whole(data, "turn") == self_;
  wishes_ = 0;
  combatants_.clear();
  std::map<std::int64_t, std::string_view> sides;
  for (const auto& each : list(data, "fighters")) {
    const auto* fighter = each.if_object();
    const auto id = fighter == nullptr ? std::nullopt : whole(*fighter, "fighter");
    if (!id) continue;
    sides[*id] = text(*fighter, "side");
    if (const auto cell = whole(*fighter, "cell")) combatants_[*id].cell = *cell;
    if (*id != self_) continue;
    spells_.clear();
    for (const auto& spell : list(*fighter, "spells")) {
      if (spell.is_object()) spells_.emplace_back(text(spell.get_object(), "spell"));
    }
  }
  for (auto& [id, combatant] : combatants_) combatant.enemy = sides[id] != sides[self_];
}

void Fighter::read_update(const json::object& data) {
  for (const auto& each : list(data, "events")) {
    const auto* event = each.if_object();
    if (event == nullptr) continue;
    const json::array& path = list(*event, "path");
    auto cell = whole(*event, "cell");
    if (!path.empty() && path.back().is_int64()) cell = path.back().get_int64();
    read_event(text(*event, "type"), whole(*event, "fighter").value_or(-1), cell);
  }
}

void Fighter::read_event(std::string_view type, std::int64_t fighter, std::optional<std::int64_t> cell) {
  if (type == "turn_started") {
    own_turn_ = fighter == self_;
    says_ready_ = false;
    wishes_ = 0;
  } else if (type == "turn_ended") {
    own_turn_ = false;
  } else if (type == "died") {
    combatants_.erase(fighter);
  } else if (cell && (type == "moved" || type == "placed" || type == "displaced")) {
    const auto found = combatants_.find(fighter);
    if (found != combatants_.end()) found->second.cell = *cell;
  }
}

std::optional<Fighter::Group> Fighter::choose_group() {
  if (groups_.empty()) return std::nullopt;
  auto it = groups_.begin();
  std::advance(it, static_cast<std::ptrdiff_t>(below(groups_.size())));
  return Group{it->first, it->second};
}

std::string Fighter::attack_wish(std::int64_t group) { return fmt::format(R"("action":"attack","group":{})", group); }

std::string Fighter::challenge_wish(base::UserId other) {
  return fmt::format(R"("action":"challenge","user_id":"{}")", other.to_string());
}

std::string Fighter::accept_wish(base::UserId other) {
  return fmt::format(R"("action":"accept","user_id":"{}")", other.to_string());
}

std::optional<std::string> Fighter::next_wish() {
  if (std::exchange(says_ready_, false)) return R"("action":"ready")";
  const auto self = combatants_.find(self_);
  if (!own_turn_ || self == combatants_.end()) return std::nullopt;
  std::vector<std::int64_t> targets;
  for (const auto& [id, combatant] : combatants_) {
    if (combatant.enemy) targets.push_back(combatant.cell);
  }
  if (targets.empty() || ++wishes_ > kWishesInTurn) return R"("action":"pass")";
  const std::int64_t target = targets[below(targets.size())];
  if (wishes_ % 2 == 0 && !spells_.empty()) {
    return fmt::format(R"("action":"cast","spell":"{}","cell":{})", spells_[below(spells_.size())], target);
  }
  return fmt::format(R"("action":"move","path":[{}])",
                     step_towards(self->second.cell, target, below(2) == 0, below(2) == 0));
}

}  // namespace flumen::bots
