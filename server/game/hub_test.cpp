#include "game/hub.hpp"

#include <gtest/gtest.h>

#include "game/game_fixture.hpp"

namespace flumen::game {
namespace {

using std::chrono::milliseconds;
using testing::Game;
using testing::Player;

std::string text(const boost::json::object& message, const char* field) {
  return message.at("data").as_object().at(field).as_string().c_str();
}
double number(const boost::json::object& message, const char* field) {
  return message.at("data").as_object().at(field).to_number<double>();
}

/// Waits until `condition` holds, for what only a fake database can tell.
template <class Condition>
bool eventually(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return false;
    std::this_thread::yield();
  }
  return true;
}

TEST(Hub, players_see_each_other_come_move_talk_and_go) {
  Game game;
  Player& anna = game.enter("Anna");
  Player& bruno = game.enter("Bruno");

  EXPECT_EQ(text(anna.client.await("player_join"), "user_id"), bruno.user_id());
  bruno.move(700, 605.126);
  const auto move = anna.client.await("player_move");
  ASSERT_FALSE(move.empty());
  EXPECT_EQ(text(move, "user_id"), bruno.user_id());
  EXPECT_EQ(number(move, "x"), 700);
  EXPECT_EQ(number(move, "y"), 605.13);

  bruno.say(protocol::ChatChannel::map, "Bonjour !");
  EXPECT_EQ(text(anna.client.await("chat"), "text"), "Bonjour !");
  EXPECT_EQ(text(bruno.client.await("chat"), "from"), "Bruno") << "the sender gets it too";

  bruno.disconnect();
  EXPECT_EQ(text(anna.client.await("player_leave"), "user_id"), bruno.user_id());
}

TEST(Hub, nobody_is_told_of_the_own_moves_or_arrival) {
  Game game;
  Player& anna = game.enter("Anna");
  Player& bruno = game.enter("Bruno");
  anna.move(760, 605);
  bruno.move(750, 605);
  ASSERT_FALSE(anna.client.await("player_move").empty());
  ASSERT_FALSE(bruno.client.await("player_move").empty());
  anna.say(protocol::ChatChannel::map, "last");
  ASSERT_FALSE(bruno.client.await("chat").empty());
  for (const std::string& type : bruno.client.types()) EXPECT_NE(type, "player_join");
  EXPECT_EQ(bruno.client.types(), std::vector<std::string>{});
}

TEST(Hub, the_list_holds_everyone_else_where_they_stand_now) {
  Game game;
  Player& anna = game.enter("Anna");
  anna.move(700, 605);
  Player& bruno = game.connect();
  const auto user = base::UserId::random();
  ASSERT_TRUE(game.claim(bruno, user, "Bruno").has_value());
  game.start_playing(bruno, user, "Bruno", {}, {758, 605});
  const auto list = bruno.client.await("players_list").at("data").as_array();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].as_object().at("username").as_string(), "Anna");
  EXPECT_EQ(list[0].as_object().at("x").to_number<double>(), 700);
}

TEST(Hub, an_impossible_move_is_corrected_and_seen_by_nobody) {
  Game game;
  Player& anna = game.enter("Anna");
  Player& bruno = game.enter("Bruno");
  anna.move(1e9, 605, 3);
  const auto correction = anna.client.await("position_correction");
  EXPECT_EQ(text(correction, "reason"), "out_of_bounds");
  EXPECT_EQ(number(correction, "x"), 758);
  EXPECT_EQ(correction.at("reply_to").to_number<int>(), 3);
  anna.move(std::nan(""), 605);
  EXPECT_EQ(text(anna.client.await("position_correction"), "reason"), "out_of_bounds");
  anna.say(protocol::ChatChannel::map, "done");
  ASSERT_FALSE(bruno.client.await("chat").empty());
  EXPECT_EQ(bruno.client.types(), std::vector<std::string>{});
}

TEST(Hub, a_cheat_is_closed_after_too_many_refusals_in_a_row) {
  Game game;
  Player& anna = game.enter("Anna");
  for (int i = 0; i <= game.hub.options().max_refused_moves; ++i) anna.move(-1, -1);
  EXPECT_EQ(anna.client.await_close(), websocket::kPolicyViolation);
}

TEST(Hub, a_map_is_only_left_where_a_way_leads_out) {
  Game game;
  Player& anna = game.enter("Anna");
  anna.on_session([](PlayerSession& s) { s.change_map({base::MapId{1, 0}}, 5); });
  const auto error = anna.client.await("error");
  EXPECT_EQ(text(error, "code"), "not_in_transition");
  EXPECT_EQ(error.at("reply_to").to_number<int>(), 5);
}

TEST(Hub, crossing_a_map_puts_the_player_at_the_entry_of_the_next) {
  Game game;
  const auto gate = game.atlas.find({0, 0})->document.transition_to({1, 0})->area;
  const world::Point inside = game.atlas.find({0, 0})->document.spawn(base::Edge::east);
  ASSERT_LT(gate.distance_to(inside), game.hub.options().transition_reach);
  Player& anna = game.enter("Anna", {0, 0}, inside);
  Player& bruno = game.enter("Bruno", {1, 0}, {100, 538});
  anna.on_session([](PlayerSession& s) { s.change_map({base::MapId{1, 0}}, 9); });
  const auto changed = anna.client.await("map_changed");
  EXPECT_EQ(text(changed, "map_id"), "map_1_0");
  EXPECT_EQ(number(changed, "spawn_x"), 100);
  EXPECT_EQ(number(changed, "spawn_y"), 538);
  EXPECT_EQ(changed.at("reply_to").to_number<int>(), 9);
  EXPECT_EQ(anna.client.await("players_list").at("data").as_array().size(), 1U);
  EXPECT_EQ(text(bruno.client.await("player_join"), "user_id"), anna.user_id());
}

TEST(Hub, a_second_session_takes_over_where_the_first_stood) {
  Game game;
  const auto user = base::UserId::random();
  Player& first = game.enter("Anna", {}, {758, 605}, user);
  first.move(700, 605);
  Player& second = game.connect();
  auto claimed =
      boost::asio::co_spawn(second.loop->executor(), second.session->claim(user, "Anna"), boost::asio::use_future);
  EXPECT_EQ(first.client.await_close(), websocket::kTakenOver);
  EXPECT_TRUE(claimed.get().has_value());
  const auto position = game.hub.saves().latest(first.profile->character_id);
  const auto saved = game.characters.saved(first.profile->character_id);
  ASSERT_TRUE(position || saved);
  EXPECT_EQ(position ? position->position.x : saved->x, 700);
}

TEST(Hub, of_three_sessions_the_newest_wins) {
  Game game;
  const auto user = base::UserId::random();
  std::vector<Player*> sessions;
  std::vector<std::future<base::Result<void>>> claims;
  for (int i = 0; i < 3; ++i) {
    Player& player = game.connect();
    sessions.push_back(&player);
    claims.push_back(
        boost::asio::co_spawn(player.loop->executor(), player.session->claim(user, "Anna"), boost::asio::use_future));
    if (i == 0) claims[0].wait();
  }
  int granted = 0;
  for (auto& claim : claims) granted += claim.get().has_value() ? 1 : 0;
  EXPECT_GE(granted, 2) << "the first, and whichever came last";
}

TEST(Hub, an_account_that_comes_too_often_has_to_wait_and_keeps_its_session) {
  GameOptions options = Game::quick_options();
  options.claims_per_second = 0.001;
  options.claims_burst = 1;
  Game game(2, options);
  const auto user = base::UserId::random();
  Player& first = game.enter("Anna", {}, {758, 605}, user);
  Player& second = game.connect();
  const auto denied = game.claim(second, user, "Anna");
  ASSERT_TRUE(denied.has_error());
  EXPECT_EQ(denied.error().code, base::Errc::limit_reached);
  second.disconnect();
  first.say(protocol::ChatChannel::map, "still here");
  EXPECT_FALSE(first.client.await("chat").empty());
}

TEST(Hub, a_whisper_reaches_one_and_the_sender) {
  Game game;
  Player& anna = game.enter("Anna");
  Player& bruno = game.enter("Bruno", {5, 5});
  Player& carla = game.enter("Carla");
  anna.say(protocol::ChatChannel::whisper, "psst", "bRUNO");
  EXPECT_EQ(text(bruno.client.await("chat"), "text"), "psst");
  EXPECT_EQ(text(anna.client.await("chat"), "to"), "Bruno");
  anna.say(protocol::ChatChannel::whisper, "psst", "Nobody");
  EXPECT_EQ(text(anna.client.await("error"), "code"), "player_not_found");
  for (const std::string& type : carla.client.types()) EXPECT_NE(type, "chat");
}

TEST(Hub, global_chat_reaches_every_map) {
  Game game;
  Player& anna = game.enter("Anna");
  Player& bruno = game.enter("Bruno", {-7, 3});
  anna.say(protocol::ChatChannel::global, "hello all");
  EXPECT_EQ(text(bruno.client.await("chat"), "channel"), "global");
  EXPECT_EQ(text(anna.client.await("chat"), "text"), "hello all");
}

TEST(Hub, a_slow_client_misses_moves_but_not_the_newest_and_no_events) {
  Game game;
  Player& anna = game.enter("Anna");
  Player& bruno = game.enter("Bruno");
  Player& carla = game.enter("Carla");
  ASSERT_FALSE(anna.client.await("player_join").empty());
  ASSERT_FALSE(anna.client.await("player_join").empty());
  anna.client.set_congested(true);
  for (int step = 1; step <= 5; ++step) {
    bruno.move(758 - step, 605);
    ASSERT_FALSE(carla.client.await("player_move").empty());
  }
  bruno.say(protocol::ChatChannel::map, "still there?");
  ASSERT_FALSE(anna.client.await("chat").empty());
  EXPECT_EQ(anna.client.types(), std::vector<std::string>{}) << "no move while it cannot take them";
  anna.client.set_congested(false);
  anna.on_session([](PlayerSession& s) { s.on_drained(); });
  EXPECT_EQ(number(anna.client.await("player_move"), "x"), 753);
}

TEST(Hub, positions_are_saved_behind_the_game) {
  Game game;
  Player& anna = game.enter("Anna");
  anna.move(700, 605);
  EXPECT_TRUE(eventually([&] {
    const auto saved = game.characters.saved(anna.profile->character_id);
    return saved && saved->x == 700;
  }));
}

TEST(Hub, a_database_that_comes_back_gets_what_it_missed) {
  Game game;
  Player& anna = game.enter("Anna");
  game.characters.set_away(true);
  anna.move(700, 605);
  EXPECT_TRUE(eventually([&] { return game.hub.saves().latest(anna.profile->character_id).has_value(); }));
  game.characters.set_away(false);
  EXPECT_TRUE(eventually([&] {
    const auto saved = game.characters.saved(anna.profile->character_id);
    return saved && saved->x == 700 && !game.hub.saves().latest(anna.profile->character_id);
  }));
}

TEST(Hub, stopping_saves_everyone_and_says_what_was_lost) {
  Game saved;
  Player& anna = saved.enter("Anna");
  anna.move(700, 605);
  const auto id = anna.profile->character_id;
  EXPECT_EQ(saved.stop(), 0U);
  ASSERT_TRUE(saved.characters.saved(id));
  EXPECT_EQ(saved.characters.saved(id)->x, 700);

  Game lost;
  lost.enter("Anna");
  lost.characters.set_away(true);
  lost.enter("Bruno");
  EXPECT_GE(lost.stop(milliseconds(300)), 1U);
}

TEST(Hub, expelling_ends_the_session_and_frees_the_account) {
  Game game;
  Player& anna = game.enter("Anna");
  auto other = boost::asio::co_spawn(
      game.loops[0].executor(),
      game.hub.expel(anna.profile->user_id, base::CharacterId::random(), 1000, "deleted", milliseconds(3000)),
      boost::asio::use_future);
  EXPECT_TRUE(other.get()) << "another character is none of its business";
  auto gone = boost::asio::co_spawn(
      game.loops[0].executor(),
      game.hub.expel(anna.profile->user_id, anna.profile->character_id, 1000, "deleted", milliseconds(3000)),
      boost::asio::use_future);
  EXPECT_EQ(anna.client.await_close(), 1000);
  anna.disconnect();
  EXPECT_TRUE(gone.get());
}

TEST(Hub, a_player_who_leaves_between_two_maps_is_nowhere_twice) {
  Game game;
  const world::Point inside = game.atlas.find({0, 0})->document.spawn(base::Edge::east);
  for (int i = 0; i < 50; ++i) {
    const auto user = base::UserId::random();
    Player& anna = game.enter("Anna", {0, 0}, inside, user);
    anna.on_session([](PlayerSession& s) {
      s.change_map({base::MapId{1, 0}}, {});
      s.disconnected(protocol::LeaveReason::disconnected);
    });
    anna.session = nullptr;
    Player& again = game.connect();
    EXPECT_TRUE(game.claim(again, user, "Anna").has_value()) << "the account is free again";
    EXPECT_TRUE(game.hub.saves().latest(anna.profile->character_id) ||
                game.characters.saved(anna.profile->character_id));
    again.disconnect();
  }
  EXPECT_EQ(game.hub.player_count(), 0U);
}

}  // namespace
}  // namespace flumen::game
