#include "brawler.hpp"

#include <map>
#include <stdexcept>

#include <boost/json.hpp>

#include "server_process.hpp"

namespace flumen::system_test {

namespace json = boost::json;

namespace {

constexpr int kMostWishes = 8;  ///< in a turn; then it passes

std::int64_t whole(const json::value& value) { return value.to_number<std::int64_t>(); }

}  // namespace

Brawler::Brawler(std::uint16_t port, const Account& account, std::uint32_t seed)
    : port_(port),
      client_(GameClient::enter(port, account.token)),
      map_(text(client_.welcome(), "map_id")),
      at_{number(client_.welcome(), "x"), number(client_.welcome(), "y")},
      random_(seed) {
  (void)client_.settle();
  if (map_ == "map_0_0") leave_the_square();
}

void Brawler::leave_the_square() {
  walk(client_, map_, at_, MapView(port_, map_).path_to_transition(at_, "map_1_0"), 90'000);
  client_.send("change_map", {{"map_id", "map_1_0"}});
  const auto changed = client_.await("map_changed");
  map_ = "map_1_0";
  at_ = {number(data(changed), "spawn_x"), number(data(changed), "spawn_y")};
}

void Brawler::resume(GameClient client) {
  client_ = std::move(client);
  my_turn_ = false;
}

std::int64_t Brawler::walk_to_group() {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while ((void)client_.settle(), client_.groups().empty()) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("there is no group on " + map_);
    client_.pump(std::chrono::milliseconds(50));
  }
  const auto& group = client_.groups().begin()->second;
  const auto path = MapView(port_, map_).path_to(at_, {number(group, "x"), number(group, "y")});
  walk(client_, map_, at_, path, 90'000);
  at_ = path.back();
  return whole(group.at("group"));
}

void Brawler::attack() {
  for (int tries = 0; tries < 100; ++tries) {
    send({{"action", "attack"}, {"group", walk_to_group()}});
    while (auto message = client_.next()) {
      const std::string type = text(*message, "type");
      if (type == "error") break;  // it has wandered off, or somebody was quicker
      if (type != "combat_started") continue;
      note({{"started", data(*message)}});
      return;
    }
  }
  throw std::runtime_error("there was no group to attack");
}

void Brawler::join(std::string_view fight_id) {
  send({{"action", "join"}, {"fight_id", json::string_view(fight_id.data(), fight_id.size())}, {"side", "attackers"}});
  note({{"started", data(client_.await("combat_started"))}});
}

void Brawler::meet(const json::object& fighter) {
  sides_[whole(fighter.at("fighter"))] = text(fighter, "side");
  if (!fighter.at("cell").is_null()) cells_[whole(fighter.at("fighter"))] = whole(fighter.at("cell"));
}

void Brawler::note(const json::object& update) {
  if (const auto* started = update.if_contains("started")) {
    fight_ = started->as_object();
    own_ = whole(fight_.at("fighter"));
    saw_end_ = false;
    cells_.clear();
    for (const auto& fighter : fight_.at("fighters").as_array()) meet(fighter.as_object());
    my_turn_ = !fight_.at("turn").is_null() && whole(fight_.at("turn")) == own_;
    return;
  }
  for (const auto& each : update.at("events").as_array()) {
    const auto& event = each.as_object();
    const std::string type = text(event, "type");
    if (type == "joined") {
      meet(event.at("fighter").as_object());
    } else if (type == "turn_started") {
      my_turn_ = whole(event.at("fighter")) == own_;
      wishes_in_turn_ = 0;
    } else if (type == "turn_ended" && whole(event.at("fighter")) == own_) {
      my_turn_ = false;
    } else if (type == "moved") {
      cells_[whole(event.at("fighter"))] = whole(event.at("path").as_array().back());
    } else if (type == "placed" || type == "displaced") {
      cells_[whole(event.at("fighter"))] = whole(event.at("cell"));
    } else if (type == "ended") {
      my_turn_ = false;
      saw_end_ = true;
    } else if (type == "died") {
      cells_.erase(whole(event.at("fighter")));
    }
  }
}

json::object Brawler::nonsense() {
  const std::int64_t anything = below(2'000) - 500;
  switch (below(8)) {
    case 0:
      return {{"action", "place"}, {"cell", anything}};
    case 1:
      return {{"action", "ready"}, {"ready", below(2) == 0}};
    case 2:
      return {{"action", "cast"}, {"spell", "nonsense"}, {"cell", anything}};
    case 3:
      return {{"action", "attack"}, {"group", anything}};
    case 4:
      return {{"action", "challenge"}, {"user_id", client_.user_id()}};
    case 5:
      return {{"action", "watch"}, {"fight_id", fight_.at("fight_id")}};
    case 6:
      return {{"action", "leave"}};
    default:
      return {{"action", "move"}, {"path", {anything, anything + 1}}};
  }
}

void Brawler::wish() {
  if (++wishes_in_turn_ > kMostWishes) return send({{"action", "pass"}});
  if (below(10) == 0) return send(nonsense());
  if (fickle_ && below(20) == 0) return send({{"action", "abandon"}});
  std::int64_t target = cells_.begin()->second;
  for (const auto& [fighter, cell] : cells_) {
    if (sides_[fighter] != sides_[own_]) target = cell;
  }
  const auto& spells = fight_.at("fighters").as_array()[static_cast<std::size_t>(own_)].at("spells").as_array();
  if (!spells.empty() && below(3) != 0) {
    const auto& spell = spells[static_cast<std::size_t>(below(static_cast<std::int64_t>(spells.size())))];
    return send({{"action", "cast"}, {"spell", spell.at("spell")}, {"cell", target}});
  }
  const std::int64_t here = cells_[own_];
  const std::int64_t row = here / 22;
  const std::int64_t shift = row % 2 == 0 ? 0 : 1;  // odd rows lie half a cell to the right
  // Now and then anywhere: what stands in the straight way would hold it up until the fight ends as a draw.
  const bool anywhere = below(3) == 0;
  const bool down = anywhere || target / 22 == row ? below(2) == 0 : target / 22 > row;
  const bool right = anywhere || target % 22 == here % 22 ? below(2) == 0 : target % 22 > here % 22;
  const std::int64_t next = here + (down ? 22 : -22) + (right ? shift : shift - 1);
  send({{"action", "move"}, {"path", {next}}});
}

std::optional<json::object> Brawler::step() {
  if (my_turn_) wish();
  const auto message = client_.next(std::chrono::milliseconds(10'000));
  if (!message) {
    lost_ = true;
    return std::nullopt;
  }
  const std::string type = text(*message, "type");
  if (type == "combat_update") note(data(*message));
  if (type == "combat_ended") return data(*message);
  return std::nullopt;
}

std::optional<json::object> Brawler::play() {
  if (text(fight_, "phase") == "placement") send({{"action", "ready"}});
  while (!lost_) {
    if (auto ended = step()) return ended;
  }
  return std::nullopt;
}

}  // namespace flumen::system_test
