// What the server lets a player do on a map, and what not.

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "game_client.hpp"
#include "map_walk.hpp"
#include "shared_server.hpp"

namespace flumen::system_test {
namespace {

void expect_correction(GameClient& client, std::string_view reason, double x = 758, double y = 605) {
  const auto message = client.expect("position_correction");
  EXPECT_EQ(text(data(message), "reason"), reason);
  EXPECT_EQ(number(data(message), "x"), x);
  EXPECT_EQ(number(data(message), "y"), y);
  EXPECT_EQ(text(data(message), "map_id"), "map_0_0");
}

/// The speed of the rules as they are.
class Movement : public SharedServer<Movement> {};

TEST_F(Movement, corrects_what_is_out_of_bounds_or_elsewhere) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  client.move(-0.01, 605, "map_0_0");
  expect_correction(client, "out_of_bounds");
  client.move(758, 1080.01, "map_0_0");
  expect_correction(client, "out_of_bounds");
  client.send_text(R"({"type":"player_move","data":{"x":1e999,"y":605,"map_id":"map_0_0"}})");
  expect_correction(client, "out_of_bounds");
  client.send_text(R"({"type":"player_move","data":{"x":NaN,"y":605,"map_id":"map_0_0"}})");
  EXPECT_EQ(text(data(client.expect("error")), "code"), "malformed_json");
  client.move(758, 605, "map_0_1");
  expect_correction(client, "wrong_map");
}

TEST_F(Movement, corrects_a_step_onto_what_cannot_be_stood_on) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  const auto wall = MapView(port(), "map_0_0").nearest({758, 605}, false);
  client.move(wall.x, wall.y, "map_0_0", 9);
  const auto message = client.expect("position_correction");
  EXPECT_EQ(text(data(message), "reason"), "not_walkable");
  EXPECT_EQ(number(message, "reply_to"), 9);
}

TEST_F(Movement, corrects_who_is_faster_than_anybody_can_be_and_others_see_nothing_of_it) {
  const Account cheat = make_account(port());
  GameClient client = GameClient::enter(port(), cheat.token);
  GameClient witness = GameClient::enter(port(), make_account(port()).token);
  (void)client.expect("player_join");
  const MapView map(port(), "map_0_0");
  const auto path = map.path_to_transition({758, 605}, "map_1_0");
  // As fast as the wire: some 600 px at once, in fewer refusals than end a session.
  walk(client, "map_0_0", {758, 605}, {path.begin(), path.begin() + 12}, 1'000'000);
  const auto said = client.settle();
  ASSERT_FALSE(said.empty());
  for (const auto& message : said) EXPECT_EQ(text(message, "type"), "position_correction");
  EXPECT_EQ(text(data(said.front()), "reason"), "too_fast");
  const auto& last = data(said.back());
  // Slack and a moment's walk, not the whole way.
  EXPECT_LT(std::hypot(number(last, "x") - 758, number(last, "y") - 605), 400);
  client.send("chat", {{"text", "did you see that?"}});
  auto seen_by_witness = witness.take_until("chat");
  seen_by_witness.pop_back();
  for (auto& late : witness.settle()) seen_by_witness.push_back(std::move(late));
  EXPECT_FALSE(seen_by_witness.empty());
  for (const auto& seen : seen_by_witness) {
    EXPECT_EQ(text(seen, "type"), "player_move");
    EXPECT_LT(std::hypot(number(data(seen), "x") - 758, number(data(seen), "y") - 605), 400);
  }
}

TEST_F(Movement, ends_the_session_of_who_does_not_stop_cheating) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  for (int i = 0; i < 20; ++i) client.move(1'900, 1'070, "map_0_0");
  EXPECT_EQ(client.await_close(), 1008);
}

TEST_F(Movement, crossing_is_only_possible_where_the_way_begins) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  for (const char* map : {"map_1_0", "map_0_0", "map_5_5", "map_-999999_0"}) {
    client.send("change_map", {{"map_id", map}}, 5);
    const auto error = client.expect("error");
    EXPECT_EQ(text(data(error), "code"), "not_in_transition") << map;
    EXPECT_EQ(number(error, "reply_to"), 5);
  }
  EXPECT_TRUE(client.settle().empty());
}

TEST_F(Movement, messages_past_the_rate_are_refused_and_at_last_end_the_session) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  for (int i = 0; i < 10; ++i) client.send("chat", {{"text", "spam"}});
  const auto said = client.settle();
  int refused = 0;
  for (const auto& message : said) refused += text(message, "type") == "error" ? 1 : 0;
  EXPECT_GE(refused, 4);
  EXPECT_LE(refused, 5);
  for (int i = 0; i < 2'000 && client.close_reason().empty(); ++i) {
    try {
      client.send("get_players", {});
    } catch (const std::runtime_error&) {
      break;  // closed already
    }
  }
  EXPECT_EQ(client.await_close(), 4009);
}

/// Everything is allowed but what walls forbid.
class FastMovement : public SharedServer<FastMovement> {
 public:
  static Settings settings() {
    return {{"world.max_speed", "100000"}, {"world.movement_slack", "2203"}, {"game.moves_per_second", "100"}};
  }

  /// px/s: as fast as the limit of messages a second allows.
  static constexpr double kSpeed = 2'400;
};

TEST_F(FastMovement, corrects_a_straight_way_through_a_wall) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  const auto target = MapView(port(), "map_0_0").behind_a_wall({758, 605});
  client.move(target.x, target.y, "map_0_0");
  expect_correction(client, "wall");
}

TEST_F(FastMovement, every_neighbour_of_the_first_map_is_entered_by_the_edge_that_faces_it) {
  struct Way {
    const char* to;
    double x, y;
  };
  for (const Way& way :
       {Way{"map_1_0", 100, 538}, Way{"map_-1_0", 1820, 538}, Way{"map_0_1", 960, 977}, Way{"map_0_-1", 960, 100}}) {
    SCOPED_TRACE(way.to);
    GameClient client = GameClient::enter(port(), make_account(port()).token);
    walk(client, "map_0_0", {758, 605}, MapView(port(), "map_0_0").path_to_transition({758, 605}, way.to), kSpeed);
    client.send("change_map", {{"map_id", way.to}});
    const auto changed = client.expect("map_changed");
    EXPECT_EQ(number(data(changed), "spawn_x"), way.x);
    EXPECT_EQ(number(data(changed), "spawn_y"), way.y);
    (void)client.expect("players_list");
    // The new map is real: the old one is refused, a step on the new one is not.
    client.move(758, 605, "map_0_0");
    EXPECT_EQ(text(data(client.expect("position_correction")), "reason"), "wrong_map");
  }
}

TEST_F(FastMovement, one_can_walk_from_map_to_map_into_generated_land) {
  GameClient client = GameClient::enter(port(), make_account(port()).token);
  MapView::Point at{758, 605};
  for (int x = 0; x < 3; ++x) {
    const std::string from = "map_" + std::to_string(x) + "_0";
    const std::string to = "map_" + std::to_string(x + 1) + "_0";
    SCOPED_TRACE(from);
    walk(client, from, at, MapView(port(), from).path_to_transition(at, to), kSpeed);
    client.send("change_map", {{"map_id", to}});
    const auto changed = client.expect("map_changed");
    EXPECT_EQ(text(data(changed), "map_id"), to);
    at = {number(data(changed), "spawn_x"), number(data(changed), "spawn_y")};
    (void)client.expect("players_list");
  }
}

}  // namespace
}  // namespace flumen::system_test
