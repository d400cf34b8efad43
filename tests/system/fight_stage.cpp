#include "fight_stage.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/json.hpp>

#include "arena.hpp"
#include "map_walk.hpp"

namespace flumen::system_test {

namespace json = boost::json;

namespace {

constexpr std::int64_t kColumns = 22;
constexpr const char* kNobody = "00000000-0000-4000-8000-000000000000";

Settings still_arena(const std::string& database) {
  Settings settings = arena();
  settings["database.url"] = database;
  settings["game.max_bad_messages"] = "1000";
  for (const char* clock : {"placement_time", "turn_time", "absent_turn_time", "challenge_time"}) {
    settings["fights." + std::string(clock)] = "1h";
  }
  return settings;
}

std::int64_t whole(const json::value& value) { return value.to_number<std::int64_t>(); }

bool answers(const json::object& message, std::int64_t seq) {
  const auto* reply_to = message.if_contains("reply_to");
  return reply_to != nullptr && reply_to->is_number() && reply_to->to_number<double>() == static_cast<double>(seq);
}

}  // namespace

std::string_view to_string(Situation situation) noexcept {
  constexpr std::array<std::string_view, kSituations> kNames = {"walking",     "challenged", "challenger", "watching",
                                                                "fight_ended", "placing",    "ready",      "own_turn",
                                                                "others_turn", "dead",       "saving"};
  return kNames[static_cast<std::size_t>(situation)];
}

FightStage::FightStage() : relay_(postgres_.port()), server_(still_arena(relay_.through(postgres_.create_database()))) {
  for (std::size_t role = 0; role < kRoles; ++role) {
    const Account account = make_account(server_.port());
    players_.emplace_back(server_.port(), account);
    users_[role] = account.user_id;
  }
  players_[hunter].attack();
  names_ = {{"$hero", users_[hero]},
            {"$opponent", users_[opponent]},
            {"$nobody", kNobody},
            {"$fighter", users_[duellist]},
            {"$none", kNobody},
            {"$group", "0"},
            {"$monsters", text(players_[hunter].fight(), "fight_id")},
            {"$other", text(duel(duellist, other_duellist), "fight_id")}};
}

// ---- asking ----------------------------------------------------------------------------------------------------

void FightStage::wish(Role role, const json::object& data) { client(role).send("combat", data, ++seq_); }

std::string FightStage::ask(Role role, const json::object& wish_data) {
  wish(role, wish_data);
  while (auto message = client(role).next()) {
    if (answers(*message, seq_)) return text(*message, "type") == "error" ? text(data(*message), "code") : "ok";
  }
  throw std::runtime_error("no answer to " + json::serialize(wish_data));
}

FightStage::Answers FightStage::ask_twice(const std::string& data) {
  const std::string message = R"({"type":"combat","data":)" + data + R"(,"seq":)" + std::to_string(++seq_) + "}";
  client(hero).send_text(message);
  client(hero).send_text(message);
  Answers heard;
  for (auto& each : client(hero).settle()) {
    const std::string type = text(each, "type");
    if (answers(each, seq_)) {
      heard.replies.push_back(std::move(each));
    } else if (type == "error" || type.starts_with("combat")) {
      heard.strays.push_back(std::move(each));
    }
  }
  return heard;
}

std::string FightStage::witnessed() {
  wish(witness, {{"action", "watch"}, {"fight_id", names_["$own"]}});
  std::string seen;
  for (const auto& message : client(witness).settle()) {
    if (text(message, "type") == "combat_started" || text(message, "type") == "error")
      seen = json::serialize(data(message));
  }
  return seen;
}

std::string FightStage::fill_in(std::string text) {
  for (const auto& [name, value] : names_) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at)) {
      text.replace(at, name.size(), value);
    }
  }
  return text;
}

void FightStage::go_to_group() { names_["$group"] = std::to_string(players_[hero].walk_to_group()); }

// ---- situations ------------------------------------------------------------------------------------------------

void FightStage::quit(Role role) {
  const std::string answer = ask(role, {{"action", "abandon"}});
  if (answer != "not_in_fight") (void)client(role).await("combat_ended");
  for (const char* action : {"leave", "cancel"}) (void)ask(role, {{"action", action}});
}

json::object FightStage::duel(Role first, Role second) {
  if (ask(first, {{"action", "challenge"}, {"user_id", users_[second]}}) != "ok") {
    throw std::runtime_error("the challenge was refused");
  }
  wish(second, {{"action", "accept"}, {"user_id", users_[first]}});
  (void)client(second).await("combat_started");
  return data(client(first).await("combat_started"));
}

void FightStage::set(Situation situation) {
  relay_.release();  // what was held since the last call
  for (const Role role : {opponent, comrade, hero}) quit(role);
  turn_ = kNobodysTurn;
  names_["$own"] = kNobody;
  for (const char* cell : {"$here", "$near", "$far", "$free", "$theirs"}) names_[cell] = "1";

  switch (situation) {
    case Situation::walking:
      break;
    case Situation::challenged:
      (void)ask(opponent, {{"action", "challenge"}, {"user_id", users_[hero]}});
      (void)client(hero).await("combat_challenge");
      break;
    case Situation::challenger:
      (void)ask(hero, {{"action", "challenge"}, {"user_id", users_[opponent]}});
      break;
    case Situation::watching:
      (void)ask(hero, {{"action", "watch"}, {"fight_id", names_["$other"]}});
      break;
    case Situation::fight_ended:
      look_around(duel(hero, opponent));
      quit(opponent);
      (void)client(hero).await("combat_ended");
      break;
    case Situation::placing:
      look_around(duel(hero, opponent));
      break;
    case Situation::ready:
      look_around(duel(hero, opponent));
      (void)ask(hero, {{"action", "ready"}});
      break;
    case Situation::own_turn:
    case Situation::others_turn:
      begin(false);
      if ((turn_ == 0) != (situation == Situation::own_turn)) pass_turn();
      break;
    case Situation::dead:
      begin(true);
      kill_hero();
      break;
    case Situation::saving:
      players_[hero].attack();
      relay_.stop_next_transaction(0, support::PostgresRelay::Stop::hold);
      look_around(players_[hero].fight());
      (void)ask(hero, {{"action", "abandon"}});
      if (!relay_.stops()) throw std::runtime_error("the end was not to be saved");
      break;
  }
  (void)client(hero).settle();
}

void FightStage::look_around(const json::object& started) {
  fight_ = started;
  names_["$own"] = text(started, "fight_id");
  const auto& fighters = started.at("fighters").as_array();
  const std::int64_t here = whole(fighters[0].at("cell"));
  const MapView map(server_.port(), players_[hero].map());
  const auto is_free = [&](std::int64_t cell) {
    return cell >= 0 && map.walkable(static_cast<int>(cell % kColumns), static_cast<int>(cell / kColumns)) &&
           std::ranges::none_of(fighters, [&](const json::value& each) { return whole(each.at("cell")) == cell; });
  };
  const std::int64_t shift = here / kColumns % 2 == 0 ? 0 : 1;  // odd rows lie half a cell to the right
  for (const std::int64_t step : {-kColumns + shift, kColumns + shift, kColumns + shift - 1, -kColumns + shift - 1}) {
    if (is_free(here + step)) names_["$near"] = std::to_string(here + step);
  }
  for (const auto& cell : started.at("start_cells").at("attackers").as_array()) {
    if (is_free(whole(cell))) names_["$free"] = std::to_string(whole(cell));
  }
  names_["$here"] = std::to_string(here);
  names_["$theirs"] = std::to_string(whole(fighters[1].at("cell")));
  names_["$far"] = here > 500 ? "30" : "1040";
}

void FightStage::begin(bool with_comrade) {
  look_around(duel(hero, opponent));
  if (with_comrade) {
    (void)ask(comrade, {{"action", "join"}, {"fight_id", names_["$own"]}, {"side", "attackers"}});
    (void)ask(comrade, {{"action", "ready"}});
  }
  for (const Role role : {hero, opponent}) wish(role, {{"action", "ready"}});
  await_turn_after(kNobodysTurn);
}

void FightStage::await_turn_after(std::int64_t fighter) {
  while (turn_ == fighter) {
    const auto update = client(hero).await("combat_update");
    for (const auto& event : data(update).at("events").as_array()) {
      if (event.at("type").as_string() == "turn_started") turn_ = whole(event.at("fighter"));
    }
  }
}

void FightStage::pass_turn() {
  constexpr std::array kRoleOf = {hero, opponent, comrade};  // by fighter
  wish(kRoleOf[static_cast<std::size_t>(turn_)], {{"action", "pass"}});
  await_turn_after(turn_);
}

void FightStage::kill_hero() {
  constexpr int kMostTurns = 100;
  for (int turn = 0; turn < kMostTurns; ++turn, pass_turn()) {
    if (turn_ != 2) continue;
    for (int stone = 0; stone < 2; ++stone) {
      (void)ask(comrade, {{"action", "cast"}, {"spell", "stone_throw"}, {"cell", whole(json::parse(names_["$here"]))}});
    }
    if (ask(hero, {{"action", "pass"}}) == "fighter_dead") return;
  }
  throw std::runtime_error("the hero does not die");
}

}  // namespace flumen::system_test
