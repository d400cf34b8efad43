#include "protocol/decode_combat.hpp"

#include <array>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "protocol/message_fields.hpp"

namespace flumen::protocol {
namespace {

namespace json = boost::json;

/// The database's longest name of anything; no spell has a longer one.
constexpr std::size_t kMaxSpellLength = 50;

base::Uuid uuid(const json::object& data, std::string_view name) {
  const auto id = base::Uuid::parse(text(data, name));
  if (!id) refuse("\"data." + std::string(name) + "\" must be an id.");
  return *id;
}

base::UserId user(const json::object& data) { return {uuid(data, "user_id")}; }

fight::Cell cell(const json::object& data) { return fight::cell_from(whole_number(field(data, "cell"), "data.cell")); }

combat::Join join(const json::object& data) {
  const std::string_view side = text(data, "side");
  if (side != "attackers" && side != "defenders") refuse("\"data.side\" must be \"attackers\" or \"defenders\".");
  return {uuid(data, "fight_id"), side == "attackers" ? fight::Side::attackers : fight::Side::defenders};
}

combat::Ready ready(const json::object& data) {
  const auto* value = data.if_contains("ready");
  if (value == nullptr) return {};
  if (!value->is_bool()) refuse("\"data.ready\" must be true or false.");
  return {value->get_bool()};
}

combat::Move move(const json::object& data) {
  const auto* cells = field(data, "path").if_array();
  if (cells == nullptr) refuse("\"data.path\" must be an array of cells.");
  combat::Move wish;
  if (cells->size() > wish.path.capacity()) refuse("\"data.path\" can have at most 12 cells.");
  for (const json::value& each : *cells) wish.path.push_back(fight::cell_from(whole_number(each, "data.path")));
  return wish;
}

combat::Cast cast(const json::object& data) {
  const std::string_view spell = text(data, "spell");
  if (spell.empty() || spell.size() > kMaxSpellLength) refuse("\"data.spell\" must be the id of a spell.");
  return {std::string(spell), cell(data)};
}

using Action = decltype(Combat::action);
using Decoder = Action (*)(const json::object&);

/// By the places of the actions in Combat::action.
constexpr std::array<Decoder, kCombatActions> kDecoders = {
    [](const json::object& data) -> Action { return combat::Attack{whole_number(field(data, "group"), "data.group")}; },
    [](const json::object& data) -> Action { return combat::Challenge{user(data)}; },
    [](const json::object& data) -> Action { return combat::Accept{user(data)}; },
    [](const json::object& data) -> Action { return combat::Refuse{user(data)}; },
    [](const json::object&) -> Action { return combat::Cancel{}; },
    [](const json::object& data) -> Action { return join(data); },
    [](const json::object& data) -> Action { return combat::Watch{uuid(data, "fight_id")}; },
    [](const json::object&) -> Action { return combat::Leave{}; },
    [](const json::object& data) -> Action { return combat::Place{cell(data)}; },
    [](const json::object& data) -> Action { return ready(data); },
    [](const json::object& data) -> Action { return move(data); },
    [](const json::object& data) -> Action { return cast(data); },
    [](const json::object&) -> Action { return combat::Pass{}; },
    [](const json::object&) -> Action { return combat::Abandon{}; },
};

}  // namespace

Combat decode_combat(const json::object& data) {
  const std::string_view name = text(data, "action");
  for (std::size_t i = 0; i < kCombatActions; ++i) {
    if (name == name_of_action(i)) return {kDecoders[i](data)};
  }
  refuse("\"data.action\" must be one of the actions of fights.");
}

}  // namespace flumen::protocol
