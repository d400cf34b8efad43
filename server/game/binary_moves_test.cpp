// Players whose clients have their moves in binary (docs/protocol.md, flumen.bin.v1), among themselves and with others.

#include <gtest/gtest.h>

#include "game/game_fixture.hpp"

namespace flumen::game {
namespace {

using testing::Game;
using testing::Player;

std::string text(const boost::json::object& message, const char* field) {
  return message.at("data").as_object().at(field).as_string().c_str();
}

protocol::PlayerNumber number(const boost::json::value& object) {
  return object.at("number").to_number<protocol::PlayerNumber>();
}

/// Where the next `moves` that has `who` in it says they are; off every map when none comes.
world::Point told_position(Player& reader, const Player& who) {
  const std::string key = std::to_string(who.number);
  for (;;) {
    const auto moves = reader.client.await("moves");
    if (moves.empty()) return {-1, -1};
    if (const auto* place = moves.at("data").as_object().if_contains(key)) {
      return {place->at(0).to_number<double>(), place->at(1).to_number<double>()};
    }
  }
}

TEST(BinaryMoves, a_move_is_told_by_the_number_given_on_arrival) {
  Game game;
  Player& anna = game.enter_binary("Anna");
  Player& bruno = game.enter_binary("Bruno");
  const auto join = anna.client.await("player_join");
  EXPECT_EQ(number(join.at("data")), bruno.number);
  EXPECT_NE(anna.number, bruno.number);
  bruno.move(700, 605.125);
  const world::Point there = told_position(anna, bruno);
  EXPECT_EQ(there.x, 700);
  EXPECT_EQ(there.y, 605.125);
}

TEST(BinaryMoves, the_list_numbers_everybody) {
  Game game;
  Player& anna = game.enter("Anna");
  Player& bruno = game.enter_binary("Bruno");
  bruno.on_session([](PlayerSession& s) { s.list_players(1); });
  const auto list = bruno.client.await("players_list").at("data").as_array();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(number(list[0]), anna.number);
}

TEST(BinaryMoves, each_client_of_a_mixed_map_reads_its_own_form_only) {
  Game game;
  Player& texts = game.enter("Anna");
  Player& binary = game.enter_binary("Bruno");
  Player& third = game.enter("Carla");
  third.move(700, 605);
  EXPECT_EQ(text(texts.client.await("player_move"), "user_id"), third.user_id());
  EXPECT_EQ(told_position(binary, third).x, 700);
  binary.move(710, 605);
  EXPECT_EQ(text(texts.client.await("player_move"), "user_id"), binary.user_id());
  texts.move(720, 605);
  EXPECT_EQ(told_position(binary, texts).x, 720);
  third.say(protocol::ChatChannel::map, "done");
  ASSERT_FALSE(binary.client.await("chat").empty());
  ASSERT_FALSE(texts.client.await("chat").empty());
  for (const std::string& type : binary.client.types()) EXPECT_NE(type, "player_move");
  for (const std::string& type : texts.client.types()) EXPECT_NE(type, "moves");
}

TEST(BinaryMoves, who_moves_alone_is_sent_nothing_of_it) {
  Game game;
  Player& anna = game.enter_binary("Anna");
  anna.move(700, 605);
  anna.say(protocol::ChatChannel::map, "done");
  ASSERT_FALSE(anna.client.await("chat").empty());
  EXPECT_EQ(anna.client.types(), std::vector<std::string>{});
}

TEST(BinaryMoves, a_number_that_passes_on_is_announced_before_it_moves) {
  Game game;
  Player& anna = game.enter_binary("Anna");
  // Again and again, because the flush windows cut it differently each time.
  for (int round = 0; round < 20; ++round) {
    Player& leaver = game.enter_binary("Bruno");
    leaver.move(700, 605);
    leaver.disconnect();
    Player& heir = game.enter_binary("Carla");
    EXPECT_EQ(heir.number, leaver.number);
    heir.move(710, 605);
    std::string holder;  // of the number, as far as Anna was told
    for (bool moved = false; !moved;) {
      const auto message = anna.client.next();
      ASSERT_FALSE(message.empty());
      if (message.at("type") == "player_join") holder = text(message, "user_id");
      if (message.at("type") == "player_leave") holder.clear();
      if (message.at("type") != "moves") continue;
      moved = message.at("data").at(std::to_string(heir.number)).at(0).to_number<double>() == 710;
      EXPECT_EQ(holder, moved ? heir.user_id() : leaver.user_id());
    }
    heir.disconnect();
    EXPECT_EQ(text(anna.client.next(), "user_id"), heir.user_id());
  }
}

TEST(BinaryMoves, a_slow_client_catches_up_in_binary) {
  Game game;
  Player& anna = game.enter_binary("Anna");
  Player& bruno = game.enter_binary("Bruno");
  Player& carla = game.enter_binary("Carla");
  ASSERT_FALSE(anna.client.await("player_join").empty());
  ASSERT_FALSE(anna.client.await("player_join").empty());
  anna.client.set_congested(true);
  for (int step = 1; step <= 5; ++step) {
    bruno.move(758 - step, 605);
    EXPECT_EQ(told_position(carla, bruno).x, 758 - step);
  }
  bruno.say(protocol::ChatChannel::map, "still there?");
  ASSERT_FALSE(anna.client.await("chat").empty());
  EXPECT_EQ(anna.client.types(), std::vector<std::string>{}) << "no move while it cannot take them";
  anna.client.set_congested(false);
  anna.on_session([](PlayerSession& s) { s.on_drained(); });
  EXPECT_EQ(told_position(anna, bruno).x, 753);
}

TEST(BinaryMoves, a_map_gives_the_own_number_with_every_change) {
  Game game;
  const world::Point inside = game.atlas.find({0, 0})->document.spawn(base::Edge::east);
  Player& anna = game.enter_binary("Anna", {0, 0}, inside);
  Player& bruno = game.enter_binary("Bruno", {1, 0}, {100, 538});
  EXPECT_EQ(anna.number, bruno.number) << "each the first of its map";
  anna.on_session([](PlayerSession& s) { s.change_map({base::MapId{1, 0}}, {}); });
  const auto changed = anna.client.await("map_changed");
  ASSERT_FALSE(changed.empty());
  anna.number = number(changed.at("data"));
  EXPECT_NE(anna.number, bruno.number);
  EXPECT_EQ(number(bruno.client.await("player_join").at("data")), anna.number);
}

TEST(BinaryMoves, a_full_map_turns_the_next_one_away_and_keeps_the_position) {
  GameOptions options = Game::quick_options();
  options.players_per_map = 1;
  Game game(2, options);
  game.enter("Anna");
  Player& bruno = game.connect();
  const auto user = base::UserId::random();
  ASSERT_TRUE(game.claim(bruno, user, "Bruno").has_value());
  game.start_playing(bruno, user, "Bruno", {}, {700, 605});
  EXPECT_EQ(bruno.client.await_close(), websocket::kTryAgainLater);
  const auto id = bruno.profile->character_id;
  EXPECT_TRUE(game.hub.saves().latest(id) || game.characters.saved(id));
  bruno.disconnect();
  Player& again = game.connect();
  EXPECT_TRUE(game.claim(again, user, "Bruno").has_value()) << "the account is free";
  again.disconnect();
}

}  // namespace
}  // namespace flumen::game
