#include "game/map_fights.hpp"

#include <gtest/gtest.h>

#include "game/game_fixture.hpp"

namespace flumen::game {
namespace {

using testing::Game;
using testing::Player;
namespace json = boost::json;

const json::object& data(const json::object& message) { return message.at("data").as_object(); }
std::string text(const json::object& object, const char* field) { return object.at(field).as_string().c_str(); }
std::int64_t number(const json::object& object, const char* field) {
  return object.at(field).to_number<std::int64_t>();
}
std::string quoted(std::string_view name, const std::string& value) {
  return "\"" + std::string(name) + "\":\"" + value + "\"";
}

/// A game, and where the first group of map_0_0 stands.
class MapFightsTest : public ::testing::Test {
 protected:
  static GameOptions options() {
    GameOptions options = Game::quick_options();
    options.groups_per_map = 3;
    options.combats_per_second = options.combats_burst = 10'000;
    return options;
  }

  void SetUp() override {
    Player& scout = game.enter("Scout");
    ASSERT_FALSE(data(scout.monsters).at("groups").as_array().empty());
    const auto& first = data(scout.monsters).at("groups").as_array()[0].as_object();
    group = number(first, "group");
    at = {first.at("x").to_number<double>(), first.at("y").to_number<double>()};
    scout.disconnect();
  }

  /// A player who stands at the group.
  Player& enter(const std::string& name) { return game.enter(name, {}, at); }

  /// The same character again, after its session is over.
  Player& come_back(const Player& before) {
    Player& player = game.connect();
    EXPECT_TRUE(game.claim(player, before.profile->user_id, before.profile->username).has_value());
    game.start_playing(player, before.profile->user_id, before.profile->username, {}, at, before.profile->character_id);
    EXPECT_FALSE(player.client.await("welcome").empty());
    return player;
  }

  [[nodiscard]] std::string attack_wish() const { return R"("action":"attack","group":)" + std::to_string(group); }

  static json::object attack(Player& player, const std::string& wish) {
    player.combat(wish, 1);
    auto started = player.client.await("combat_started");
    EXPECT_FALSE(started.empty());
    return started;
  }

  /// The code of the `error` that answers the wish.
  static std::string refusal(Player& player, const std::string& members) {
    player.combat(members, 77);
    const auto error = player.client.await("error");
    if (error.empty()) return "none";
    EXPECT_EQ(number(error, "reply_to"), 77);
    EXPECT_FALSE(text(data(error), "error").empty());
    return text(data(error), "code");
  }

  /// Waits for an event of that type (of that fighter).
  static json::object await_event(Player& player, std::string_view type, std::int64_t fighter = -1) {
    for (;;) {
      const auto update = player.client.await("combat_update");
      if (update.empty()) return {};
      for (const auto& event : data(update).at("events").as_array()) {
        const auto& object = event.as_object();
        if (text(object, "type") != type) continue;
        if (fighter < 0 || number(object, "fighter") == fighter) return object;
      }
    }
  }

  static std::string cell_of(const json::object& started, std::size_t fighter) {
    return std::to_string(number(data(started).at("fighters").as_array()[fighter].as_object(), "cell"));
  }

  /// Two punches kill a rat. REQUIRES the fight is in placement and nobody else has to be ready.
  static json::object win(Player& player, const json::object& started) {
    player.combat(R"("action":"ready")");
    EXPECT_FALSE(await_event(player, "turn_started", 0).empty());
    const std::string cast = R"("action":"cast","spell":"punch","cell":)" + cell_of(started, 1);
    player.combat(cast);
    player.combat(cast);
    return player.client.await("combat_ended");
  }

  /// Both are asked and agree. Returns what the challenger is told of the fight.
  static json::object duel(Player& challenger, Player& asked) {
    challenger.combat(R"("action":"challenge",)" + quoted("user_id", asked.user_id()));
    EXPECT_EQ(text(data(asked.client.await("combat_challenge")), "state"), "offered");
    EXPECT_EQ(text(data(challenger.client.await("combat_challenge")), "state"), "offered");
    asked.combat(R"("action":"accept",)" + quoted("user_id", challenger.user_id()));
    for (Player* player : {&challenger, &asked}) {
      EXPECT_EQ(text(data(player->client.await("combat_challenge")), "state"), "accepted");
    }
    EXPECT_FALSE(asked.client.await("combat_started").empty());
    return challenger.client.await("combat_started");
  }

  /// Returns when the world knows that the character has spent this on strength.
  std::future<void> spend(base::UserId user, base::CharacterId character, std::int32_t strength,
                          std::shared_ptr<void> held) {
    constexpr std::size_t kStrength = 2;
    static_assert(fight::kSpendable[kStrength] == fight::Stat::strength);
    fight::SpentPoints spent{};
    spent[kStrength] = strength;
    return boost::asio::co_spawn(game.loops[0].executor(), game.hub.grown(user, character, spent, std::move(held)),
                                 boost::asio::use_future);
  }

  static std::int64_t strength_of(const json::object& started, std::size_t fighter) {
    return number(data(started).at("fighters").as_array()[fighter].at("stats").as_object(), "strength");
  }

  Game game{2, options()};
  std::int64_t group = 0;
  world::Point at;
};

TEST_F(MapFightsTest, a_group_is_attacked_beaten_and_gives_experience_once_it_is_saved) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  const auto started = attack(anna, attack_wish());
  EXPECT_EQ(text(data(started), "phase"), "placement");
  EXPECT_EQ(text(data(bruno.client.await("player_leave")), "reason"), "fighting");

  const auto ended = win(anna, started);
  ASSERT_FALSE(ended.empty());
  EXPECT_EQ(text(data(ended), "result"), "won");
  EXPECT_EQ(text(data(ended), "outcome"), "attackers_won");
  const auto& fighter = data(ended).at("fighters").as_array()[0].as_object();
  EXPECT_EQ(number(fighter, "experience_gained"), 120);
  EXPECT_EQ(number(fighter, "level"), 2);
  EXPECT_EQ(number(fighter, "levels_gained"), 1);
  EXPECT_EQ(game.growth.experience_of(anna.profile->character_id), 120);
  EXPECT_FALSE(anna.client.await("players_list").empty());
  EXPECT_FALSE(anna.client.await("monsters_data").empty());
  const auto back = bruno.client.await("player_join");
  ASSERT_FALSE(back.empty());
  EXPECT_EQ(number(data(back), "level"), 2);
  EXPECT_EQ(refusal(bruno, attack_wish()), "unknown_group") << "beaten";
  anna.move(at.x + 1, at.y);
  EXPECT_FALSE(bruno.client.await("player_move").empty()) << "back in the walking world";
}

TEST_F(MapFightsTest, the_end_is_told_only_once_it_is_saved_and_given_only_once) {
  Player& anna = enter("Anna");
  const auto started = attack(anna, attack_wish());
  game.growth.set_away(true);
  anna.combat(R"("action":"ready")");
  ASSERT_FALSE(await_event(anna, "turn_started", 0).empty());
  for (int i = 0; i < 2; ++i) anna.combat(R"("action":"cast","spell":"punch","cell":)" + cell_of(started, 1));
  EXPECT_EQ(text(data(anna.client.await("error")), "code"), "busy");
  ASSERT_TRUE(game.growth.await_calls(2)) << "it is tried again";
  for (const std::string& type : anna.client.types()) EXPECT_NE(type, "combat_ended");
  game.growth.lose_next_answer();
  game.growth.set_away(false);
  const auto ended = anna.client.await("combat_ended");
  ASSERT_FALSE(ended.empty());
  EXPECT_EQ(number(data(ended).at("fighters").as_array()[0].as_object(), "experience_gained"), 120);
  EXPECT_EQ(game.growth.experience_of(anna.profile->character_id), 120) << "once, though it was saved twice";
}

TEST_F(MapFightsTest, who_loses_the_connection_comes_back_into_the_fight_as_it_is) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  const auto started = attack(anna, attack_wish());
  bruno.combat(R"("action":"join","side":"attackers",)" + quoted("fight_id", text(data(started), "fight_id")));
  ASSERT_FALSE(bruno.client.await("combat_started").empty());
  ASSERT_FALSE(await_event(anna, "joined").empty());
  anna.disconnect();
  EXPECT_TRUE(await_event(bruno, "presence", 0).at("absent").as_bool());

  Player& again = come_back(anna);
  const auto now = again.client.await("combat_started");
  ASSERT_FALSE(now.empty());
  EXPECT_FALSE(await_event(bruno, "presence", 0).at("absent").as_bool());
  EXPECT_EQ(text(data(now), "fight_id"), text(data(started), "fight_id"));
  EXPECT_EQ(number(data(now), "fighter"), 0);
  EXPECT_EQ(number(data(now), "event"), 3) << "joined, gone, back";
  EXPECT_EQ(data(now).at("fighters").as_array().size(), 3U);
  for (const std::string& type : again.client.types()) EXPECT_NE(type, "players_list");
  again.combat(R"("action":"ready")", 9);
  EXPECT_EQ(number(again.client.await("combat_action_response"), "reply_to"), 9);
}

TEST_F(MapFightsTest, a_fight_goes_on_without_its_player_and_what_it_gives_is_saved) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  const auto started = attack(anna, attack_wish());
  bruno.combat(R"("action":"watch",)" + quoted("fight_id", text(data(started), "fight_id")));
  ASSERT_FALSE(bruno.client.await("combat_started").empty());
  anna.combat(R"("action":"ready")");
  ASSERT_FALSE(await_event(anna, "turn_started", 0).empty());
  anna.combat(R"("action":"abandon")");
  anna.disconnect();
  const auto ended = bruno.client.await("combat_ended");
  ASSERT_FALSE(ended.empty());
  EXPECT_EQ(text(data(ended), "result"), "watched");
  EXPECT_EQ(text(data(ended), "outcome"), "defenders_won");
  EXPECT_TRUE(data(ended).at("x").is_null());
  EXPECT_TRUE(game.hub.keep_out_of_fights(anna.profile->character_id)) << "in none any more";
}

TEST_F(MapFightsTest, who_gives_up_is_not_shown_among_those_who_fight) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  Player& clara = enter("Clara");
  const auto started = attack(anna, attack_wish());
  bruno.combat(R"("action":"join","side":"attackers",)" + quoted("fight_id", text(data(started), "fight_id")));
  ASSERT_FALSE(bruno.client.await("combat_started").empty());
  const auto attackers = [&clara] {
    for (;;) {
      const auto told = clara.client.await("monsters_data");
      if (told.empty()) return json::array{};
      const auto& fights = data(told).at("fights").as_array();
      if (!fights.empty()) return fights[0].as_object().at("attackers").as_array();
    }
  };
  EXPECT_EQ(attackers().size(), 1U) << "the fight begins";
  EXPECT_EQ(attackers().size(), 2U) << "a second one joins";
  anna.combat(R"("action":"abandon")");
  const auto left = attackers();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(text(left[0].as_object(), "name"), "Bruno");
}

TEST_F(MapFightsTest, nothing_is_lost_in_a_challenge) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  const auto started = duel(anna, bruno);
  ASSERT_FALSE(started.empty());
  EXPECT_EQ(text(data(started), "kind"), "challenge");
  bruno.combat(R"("action":"abandon")");
  for (Player* player : {&anna, &bruno}) {
    const auto ended = player->client.await("combat_ended");
    ASSERT_FALSE(ended.empty());
    EXPECT_EQ(text(data(ended), "result"), player == &anna ? "won" : "lost");
    for (const auto& fighter : data(ended).at("fighters").as_array()) {
      EXPECT_EQ(number(fighter.as_object(), "experience_gained"), 0);
      EXPECT_EQ(number(fighter.as_object(), "life"), 50);
    }
  }
  EXPECT_EQ(game.growth.experience_of(anna.profile->character_id), 0);
  EXPECT_FALSE(duel(bruno, anna).empty()) << "and again";
}

TEST_F(MapFightsTest, a_challenge_is_refused_cancelled_and_ends_with_who_goes) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  const auto challenge = [&] {
    anna.combat(R"("action":"challenge",)" + quoted("user_id", bruno.user_id()));
    EXPECT_EQ(text(data(bruno.client.await("combat_challenge")), "state"), "offered");
    EXPECT_EQ(text(data(anna.client.await("combat_challenge")), "state"), "offered");
  };
  challenge();
  EXPECT_EQ(refusal(bruno, R"("action":"challenge",)" + quoted("user_id", anna.user_id())), "already_challenged");
  bruno.combat(R"("action":"refuse",)" + quoted("user_id", anna.user_id()));
  EXPECT_EQ(text(data(anna.client.await("combat_challenge")), "state"), "refused");
  (void)bruno.client.await("combat_challenge");
  challenge();
  anna.combat(R"("action":"cancel")");
  EXPECT_EQ(text(data(bruno.client.await("combat_challenge")), "state"), "cancelled");
  (void)anna.client.await("combat_challenge");
  EXPECT_EQ(refusal(bruno, R"("action":"accept",)" + quoted("user_id", anna.user_id())), "no_challenge");
  challenge();
  anna.disconnect();
  EXPECT_EQ(text(data(bruno.client.await("combat_challenge")), "state"), "cancelled");
}

TEST_F(MapFightsTest, a_fight_that_is_watched_is_seen_whole_but_not_touched) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  const auto started = attack(anna, attack_wish());
  bruno.combat(R"("action":"watch",)" + quoted("fight_id", text(data(started), "fight_id")));
  const auto seen = bruno.client.await("combat_started");
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(data(seen).at("fighter").is_null());
  for (const auto& fighter : data(seen).at("fighters").as_array()) {
    EXPECT_TRUE(fighter.as_object().at("spells").as_array().empty());
  }
  EXPECT_EQ(refusal(bruno, R"("action":"ready")"), "not_in_fight");
  EXPECT_EQ(refusal(bruno, R"("action":"pass")"), "not_in_fight");
  anna.combat(R"("action":"ready")");
  EXPECT_FALSE(await_event(bruno, "began").empty());
  bruno.combat(R"("action":"leave")");
  EXPECT_EQ(text(data(bruno.client.await("combat_ended")), "outcome"), "undecided");
  EXPECT_EQ(refusal(bruno, R"("action":"leave")"), "not_in_fight");
}

TEST_F(MapFightsTest, fighters_hear_what_is_said_and_see_nothing_of_the_walking_world) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  ASSERT_FALSE(anna.client.await("player_join").empty());
  (void)attack(anna, attack_wish());
  bruno.move(at.x + 1, at.y);
  bruno.say(protocol::ChatChannel::map, "Courage !");
  EXPECT_EQ(text(data(anna.client.await("chat")), "text"), "Courage !");
  for (const std::string& type : anna.client.types()) {
    EXPECT_NE(type, "player_move");
    EXPECT_NE(type, "player_leave");
  }
  anna.move(at.x + 1, at.y, 5);
  const auto error = anna.client.await("error");
  EXPECT_EQ(text(data(error), "code"), "in_fight");
  EXPECT_EQ(number(error, "reply_to"), 5);
  anna.on_session([](PlayerSession& s) { s.change_map({base::MapId{1, 0}}, 6); });
  EXPECT_EQ(text(data(anna.client.await("error")), "code"), "in_fight");
}

TEST_F(MapFightsTest, who_says_something_in_a_fight_does_not_wait_to_hear_it) {
  Player& anna = enter("Anna");
  (void)attack(anna, attack_wish());
  const auto began = std::chrono::steady_clock::now();
  constexpr int kLines = 5;
  for (int i = 0; i < kLines; ++i) {
    anna.say(protocol::ChatChannel::map, "À moi !");
    ASSERT_FALSE(anna.client.await("chat").empty());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, kLines * std::chrono::milliseconds(300))
      << "the others' lines rest";
}

TEST_F(MapFightsTest, a_stopping_server_ends_fights_without_a_loser) {
  Player& anna = enter("Anna");
  (void)attack(anna, attack_wish());
  boost::asio::co_spawn(game.loops[0].executor(), game.hub.interrupt_fights(std::chrono::milliseconds(5'000)),
                        boost::asio::use_future)
      .get();
  EXPECT_EQ(text(await_event(anna, "ended"), "outcome"), "interrupted");
  const auto ended = anna.client.await("combat_ended");
  ASSERT_FALSE(ended.empty());
  EXPECT_EQ(text(data(ended), "result"), "interrupted");
  EXPECT_EQ(number(data(ended).at("fighters").as_array()[0].as_object(), "life"), 50);
  EXPECT_EQ(refusal(anna, attack_wish()), "busy") << "no other begins";
}

TEST_F(MapFightsTest, a_fight_whose_players_are_gone_ends_by_itself) {
  GameOptions quick = options();
  quick.placement_time = quick.turn_time = quick.absent_turn_time = std::chrono::milliseconds(1);
  Game hasty(1, quick);
  Player& anna = hasty.enter("Anna", {}, at);
  const auto& first = data(anna.monsters).at("groups").as_array()[0].as_object();
  Player& near = hasty.enter("Near", {}, {first.at("x").to_number<double>(), first.at("y").to_number<double>()});
  near.combat(R"("action":"attack","group":)" + std::to_string(number(first, "group")));
  ASSERT_FALSE(near.client.await("combat_started").empty());
  near.disconnect();
  // Two hundred rounds at most: it is lost, or a draw.
  ASSERT_TRUE(hasty.growth.await_calls(1));
}

struct Wish {
  const char* name;
  std::string members;
  std::string walking;    ///< what it is answered with in the walking world
  std::string placement;  ///< in a fight's placement, by one who is not ready
  std::string turn;       ///< in the own turn
  std::string other_turn;
};

TEST_F(MapFightsTest, every_wish_in_every_state_has_its_answer_and_changes_nothing) {
  const std::string nobody = base::UserId::random().to_string();
  const std::string nowhere = base::Uuid::random().to_string();
  const std::vector<Wish> wishes = {
      {"attack", R"("action":"attack","group":999999999999)", "unknown_group", "in_fight", "in_fight", "in_fight"},
      {"challenge", R"("action":"challenge",)" + quoted("user_id", nobody), "player_not_found", "in_fight", "in_fight",
       "in_fight"},
      {"accept", R"("action":"accept",)" + quoted("user_id", nobody), "no_challenge", "in_fight", "in_fight",
       "in_fight"},
      {"refuse", R"("action":"refuse",)" + quoted("user_id", nobody), "no_challenge", "no_challenge", "no_challenge",
       "no_challenge"},
      {"cancel", R"("action":"cancel")", "no_challenge", "no_challenge", "no_challenge", "no_challenge"},
      {"join", R"("action":"join","side":"attackers",)" + quoted("fight_id", nowhere), "unknown_fight", "in_fight",
       "in_fight", "in_fight"},
      {"watch", R"("action":"watch",)" + quoted("fight_id", nowhere), "unknown_fight", "in_fight", "in_fight",
       "in_fight"},
      {"leave", R"("action":"leave")", "not_in_fight", "not_in_fight", "not_in_fight", "not_in_fight"},
      {"place", R"("action":"place","cell":0)", "not_in_fight", "not_a_start_cell", "not_in_placement",
       "not_in_placement"},
      {"place far outside", R"("action":"place","cell":9007199254740991)", "not_in_fight", "outside_grid",
       "not_in_placement", "not_in_placement"},
      {"unready", R"("action":"ready","ready":false)", "not_in_fight", "nothing_to_do", "not_in_placement",
       "not_in_placement"},
      {"move nowhere", R"("action":"move","path":[])", "not_in_fight", "not_begun", "empty_path", "not_your_turn"},
      {"move outside", R"("action":"move","path":[-1])", "not_in_fight", "not_begun", "outside_grid", "not_your_turn"},
      {"jump", R"("action":"move","path":[0])", "not_in_fight", "not_begun", "path_broken", "not_your_turn"},
      {"unknown spell", R"("action":"cast","spell":"nonsense","cell":1)", "not_in_fight", "not_begun", "unknown_spell",
       "not_your_turn"},
      {"another's spell", R"("action":"cast","spell":"bite","cell":1)", "not_in_fight", "not_begun", "unknown_spell",
       "not_your_turn"},
      {"cast outside", R"("action":"cast","spell":"punch","cell":-5)", "not_in_fight", "not_begun", "outside_grid",
       "not_your_turn"},
      {"pass", R"("action":"pass")", "not_in_fight", "not_begun", "", "not_your_turn"},
      {"abandon", R"("action":"abandon")", "not_in_fight", "", "", ""},
  };
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  const auto check = [&](Player& player, std::string Wish::*expected, const char* state) {
    for (const Wish& wish : wishes) {
      if ((wish.*expected).empty()) continue;
      EXPECT_EQ(refusal(player, wish.members), wish.*expected) << wish.name << " " << state;
      EXPECT_EQ(refusal(player, wish.members), wish.*expected) << wish.name << " twice " << state;
    }
  };
  check(anna, &Wish::walking, "in the walking world");
  const auto started = duel(anna, bruno);
  ASSERT_FALSE(started.empty());
  check(anna, &Wish::placement, "in placement");
  anna.combat(R"("action":"ready")");
  EXPECT_EQ(refusal(anna, R"("action":"place","cell":0)"), "already_ready");
  EXPECT_EQ(refusal(anna, R"("action":"ready")"), "nothing_to_do");
  bruno.combat(R"("action":"ready")");
  const auto turn = await_event(anna, "turn_started");
  ASSERT_FALSE(turn.empty());
  const bool anna_first = number(turn, "fighter") == 0;
  check(anna_first ? anna : bruno, &Wish::turn, "in the own turn");
  check(anna_first ? bruno : anna, &Wish::other_turn, "in the other's turn");
  // Nothing of it has happened: the events go on where they were.
  (anna_first ? anna : bruno).combat(R"("action":"pass")");
  const auto next = await_event(anna, "turn_ended");
  EXPECT_EQ(number(next, "n"), number(turn, "n") + 1);
}

TEST_F(MapFightsTest, nobody_begins_to_fight_whose_points_are_being_spent) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  auto held = game.hub.keep_out_of_fights(anna.profile->character_id);
  ASSERT_TRUE(held);
  EXPECT_EQ(refusal(anna, attack_wish()), "busy");
  bruno.combat(R"("action":"challenge",)" + quoted("user_id", anna.user_id()));
  EXPECT_EQ(text(data(anna.client.await("combat_challenge")), "state"), "offered");
  const std::string accept = R"("action":"accept",)" + quoted("user_id", bruno.user_id());
  EXPECT_EQ(refusal(anna, accept), "busy");
  spend(anna.profile->user_id, anna.profile->character_id, 7, std::move(held)).get();
  anna.combat(accept);
  const auto started = anna.client.await("combat_started");
  ASSERT_FALSE(started.empty()) << "the challenge was still open";
  EXPECT_EQ(strength_of(started, 1), 7);
  EXPECT_FALSE(game.hub.keep_out_of_fights(anna.profile->character_id)) << "nor are points spent in the fight";
}

TEST_F(MapFightsTest, nobody_joins_whose_points_are_being_spent) {
  Player& anna = enter("Anna");
  Player& bruno = enter("Bruno");
  const auto started = attack(anna, attack_wish());
  const std::string join =
      R"("action":"join","side":"attackers",)" + quoted("fight_id", text(data(started), "fight_id"));
  auto held = game.hub.keep_out_of_fights(bruno.profile->character_id);
  EXPECT_EQ(refusal(bruno, join), "busy");
  held.reset();
  bruno.combat(join);
  EXPECT_FALSE(bruno.client.await("combat_started").empty());
}

TEST_F(MapFightsTest, points_spent_while_a_character_arrives_are_fought_with) {
  const auto user = base::UserId::random();
  const auto character = base::CharacterId::random();
  Player& anna = game.connect();
  ASSERT_TRUE(game.claim(anna, user, "Anna").has_value());
  // The session has read the character by now, and is not in the world yet.
  auto known = spend(user, character, 7, game.hub.keep_out_of_fights(character));
  game.start_playing(anna, user, "Anna", {}, at, character);
  known.get();
  EXPECT_EQ(strength_of(attack(anna, attack_wish()), 0), 7);
}

}  // namespace
}  // namespace flumen::game
