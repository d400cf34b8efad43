#include "protocol/encode_fight.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "fight/engine.hpp"
#include "fight/placement.hpp"
#include "websocket/parser.hpp"

namespace flumen::protocol {
namespace {

namespace json = boost::json;
using fight::Side;

/// The JSON of the one frame in `bytes`.
json::object read_frame(std::string bytes) {
  struct Events : websocket::ParserEvents {
    std::string payload;
    bool on_message(websocket::Opcode, std::string_view text) override {
      payload = text;
      return true;
    }
    bool on_control(websocket::Opcode, std::string_view) override { return true; }
    void on_close(std::uint16_t, std::string_view) override {}
  } events;
  websocket::Parser parser{websocket::Role::client, 1 << 20};
  (void)parser.feed(bytes.data(), bytes.size(), events);
  return json::parse(events.payload).as_object();
}

json::object golden(std::string_view type) {
  std::ifstream file(FLUMEN_SOURCE_DIR "/tests/golden/server_messages.json");
  std::ostringstream text;
  text << file.rdbuf();
  const json::value rows = json::parse(text.str());
  for (const auto& row : rows.as_array()) {
    const auto& message = row.at("message").as_object();
    if (message.at("type").as_string() == json::string_view(type.data(), type.size())) return message;
  }
  ADD_FAILURE() << "no golden message " << type;
  return {};
}

std::set<std::string> members_of(const json::value& object) {
  std::set<std::string> names;
  for (const auto& member : object.as_object()) names.insert(member.key());
  return names;
}

/// A mage against a piglet on an empty field; the mage's second spell lays a trap.
class EncodeFightTest : public ::testing::Test {
 protected:
  EncodeFightTest() {
    fight::Effect hit;
    hit.kind = fight::EffectKind::damage;
    hit.roll = hit.critical_roll = {3, 3};
    fight::Effect poison = hit;
    poison.kind = fight::EffectKind::poison;
    poison.turns = 2;
    fight::Spell spark;
    spark.action_points = 1;
    spark.most_range = 60;
    spark.effects = {hit, poison};
    fight::Effect trap;
    trap.kind = fight::EffectKind::trap;
    trap.payload = {hit};
    fight::Spell snare = spark;
    snare.target_cell = fight::TargetCell::free;
    snare.effects = {trap};
    book_ = {spark, snare};

    fight::FighterSpec spec;
    spec.stats.set(fight::Stat::health, 50);
    spec.stats.set(fight::Stat::action_points, 6);
    spec.stats.set(fight::Stat::movement_points, 3);
    spec.stats.set(fight::Stat::initiative, 100);
    spec.life = 50;
    spec.spells = {0, 1};
    fight::Setup setup;
    setup.book = &book_;
    setup.grid.walkable.set();
    setup.grid.walkable.reset(610);
    setup.start_cells = *fight::find_start_cells(setup.grid, 560);
    setup.fighters = {{Side::attackers, spec}, {Side::defenders, spec}};
    setup.fighters[1].spec.behaviour = fight::Behaviour::brute;
    setup.fighters[1].spec.stats.set(fight::Stat::initiative, 1);
    state_ = fight::start(setup).value();
    apply(fight::command::Ready{0, true});
  }

  void apply(const fight::Command& command) {
    const auto refused = fight::apply(state_, command, 1'000, events_);
    ASSERT_FALSE(refused) << fight::to_string(*refused);
  }
  json::object started(Viewer viewer) {
    std::string bytes;
    append_combat_started(bytes, {}, state_, {spells_, fighters_}, viewer);
    return read_frame(std::move(bytes));
  }
  json::array update(std::optional<Side> viewer) {
    fight::Events told;
    for (const auto& event : events_) told.push_back(fight::redacted(event, state_, viewer));
    std::string bytes;
    append_combat_update(bytes, {}, state_.events - told.size() + 1, told, state_, {spells_, fighters_});
    return read_frame(std::move(bytes)).at("data").at("events").as_array();
  }
  static json::object event_of(const json::array& events, std::string_view type) {
    for (const auto& event : events) {
      if (event.at("type").as_string() == json::string_view(type.data(), type.size())) return event.as_object();
    }
    ADD_FAILURE() << "no event " << type;
    return {};
  }

  fight::SpellBook book_;
  fight::State state_;
  fight::Events events_;
  std::vector<std::string> spells_{"spark", "snare"};
  std::vector<FighterIdentity> fighters_{{base::UserId::random(), "Mira", "mage", {}}, {{}, {}, {}, "piglet"}};
};

TEST_F(EncodeFightTest, a_fight_has_the_members_of_its_example) {
  apply(fight::command::Cast{0, 0, state_.fighters[1].cell});
  const json::object real_message = started({0, Side::attackers});
  const json::object example_message = golden("combat_started");
  const json::object& real = real_message.at("data").as_object();
  const json::object& example = example_message.at("data").as_object();
  EXPECT_EQ(members_of(real), members_of(example));
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(members_of(real.at("fighters").at(i)), members_of(example.at("fighters").at(i)));
  }
  const auto& buff = real.at("fighters").at(1).at("effects").at(0);
  EXPECT_EQ(members_of(buff), members_of(example.at("fighters").at(1).at("effects").at(0)));
  EXPECT_EQ(members_of(real.at("casts").at(0)), members_of(example.at("casts").at(0)));
  EXPECT_EQ(real.at("event").to_number<std::uint64_t>(), state_.events);
  EXPECT_EQ(real.at("casts").at(0).at("on").at("1").as_int64(), 1);
  EXPECT_EQ(real.at("see_through").as_array(), json::array{610});
  EXPECT_EQ(real.at("fighters").at(1).at("monster").as_string(), "piglet");
}

TEST_F(EncodeFightTest, events_are_numbered_and_have_the_members_of_their_examples) {
  apply(fight::command::Cast{0, 0, state_.fighters[1].cell});
  apply(fight::command::Pass{0});
  const auto events = update(Side::attackers);
  std::uint64_t number = 1;
  for (const auto& event : events) EXPECT_EQ(event.at("n").to_number<std::uint64_t>(), number++);
  EXPECT_EQ(number - 1, state_.events);
  const json::object example_message = golden("combat_update");
  for (const auto& example : example_message.at("data").at("events").as_array()) {
    const std::string type(example.at("type").as_string());
    if (type == "moved") continue;
    EXPECT_EQ(members_of(event_of(events, type)), members_of(example)) << type;
  }
}

TEST_F(EncodeFightTest, only_the_viewers_own_spells_are_told) {
  const auto spells = [&](Viewer viewer, std::size_t fighter) {
    return started(viewer).at("data").at("fighters").at(fighter).at("spells").as_array().size();
  };
  EXPECT_EQ(spells({0, Side::attackers}, 0), 2u);
  EXPECT_EQ(spells({0, Side::attackers}, 1), 0u);
  EXPECT_EQ(spells({}, 0), 0u);
}

TEST_F(EncodeFightTest, stats_are_told_without_boosts_which_stand_beside_them) {
  fight::Buff boost;
  boost.stat = fight::Stat::action_points;
  boost.amount = 90;
  state_.fighters[0].buffs.push_back(boost);
  ASSERT_LT(state_.fighters[0].stat(fight::Stat::action_points), 6 + 90) << "the bound hides the parts of the sum";
  const json::object message = started({0, Side::attackers});
  const json::object fighter = message.at("data").at("fighters").at(0).as_object();
  EXPECT_EQ(fighter.at("stats").at("action_points"), 6);
  EXPECT_EQ(fighter.at("effects").at(0).at("amount"), 90);
}

TEST_F(EncodeFightTest, an_enemys_trap_is_told_without_its_cell_and_left_out_of_the_state) {
  fight::Cell free = 0;
  while (state_.fighter_on(free) != fight::kNoFighter || !state_.grid.can_stand(free)) ++free;
  apply(fight::command::Cast{0, 1, free});
  EXPECT_EQ(event_of(update(Side::attackers), "object_placed").at("cell").as_int64(), free);
  for (const auto viewer : {std::optional(Side::defenders), std::optional<Side>()}) {
    const auto events = update(viewer);
    EXPECT_TRUE(event_of(events, "object_placed").at("cell").is_null());
    EXPECT_TRUE(event_of(events, "object_placed").at("seen_from").is_null());
    EXPECT_TRUE(event_of(events, "cast").at("cell").is_null());
    EXPECT_TRUE(started({{}, viewer}).at("data").at("objects").as_array().empty());
  }
  EXPECT_EQ(started({0, Side::attackers}).at("data").at("objects").as_array().size(), 1u);
}

TEST(EncodeCombat, what_is_said_around_fights_is_the_examples_to_the_letter) {
  const auto example = golden("monsters_data");
  MonstersData data;
  data.map = {1, 0};
  data.complete = true;
  data.groups = {{17, 860, 559, {{{}, "piglet", 1}, {{}, "boar", 2}}}};
  FightView fight;
  fight.id = *base::Uuid::parse("5b0f7a66-3c52-4a77-9a55-1d1b8c0a4a11");
  fight.x = 430;
  fight.y = 301;
  fight.ends_at = 1'732'281'645'000;
  fight.sides = {{{{"Tomas", {}, 3}}, {{{}, "piglet", 1}}}};
  fight.open = {true, false};
  data.fights = {fight};
  std::string bytes;
  append_monsters_data(bytes, data);
  EXPECT_EQ(read_frame(bytes), example);

  bytes.clear();
  append_combat_challenge(bytes,
                          {ChallengeState::offered, *base::UserId::parse("8a2c6d1e-1b7f-4a53-8f0c-2f3f6f1f9b77"),
                           *base::UserId::parse("c1d7a3b4-90de-4b0b-b1f0-5f3a3e8f1c55"), "Mira", 4, 1'732'281'630'000});
  EXPECT_EQ(read_frame(bytes), golden("combat_challenge"));

  bytes.clear();
  append_combat_action_response(bytes, "cast", fight.id, 12, 31);
  EXPECT_EQ(read_frame(bytes), golden("combat_action_response"));

  bytes.clear();
  const std::array<EndedFighterView, 1> fighters = {EndedFighterView{0, 120, 120, 2, 1, 31, 54}};
  append_combat_ended(
      bytes, {fight.id, FightResult::won, fight::Outcome::attackers_won, 5, fighters, Place{{1, 0}, 817, 537.5}});
  EXPECT_EQ(read_frame(bytes), golden("combat_ended"));
}

}  // namespace
}  // namespace flumen::protocol
