// Every wish in every situation, over the wire: each is answered as the table says, twice, and a refused one has
// changed nothing.

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "fight_stage.hpp"

namespace flumen::system_test {
namespace {

namespace json = boost::json;

/// The code of the error, or "ok"; and what the same wish gets when it comes again at once.
struct Answer {
  std::string_view first;
  std::string_view again;
  constexpr Answer(const char* always) : first(always), again(always) {}
  constexpr Answer(const char* once, const char* then) : first(once), again(then) {}
};

/// By Situation.
using Answers = std::array<Answer, kSituations>;

// ---- columns of the table that come again and again ------------------------------------------------------------

constexpr Answers always(Answer answer) {
  return {answer, answer, answer, answer, answer, answer, answer, answer, answer, answer, answer};
}
/// A wish of the walking world: fighters cannot have it.
constexpr Answers walkers(Answer walking, Answer challenged, Answer challenger, Answer watching, Answer ended) {
  const Answer no = "in_fight";
  return {walking, challenged, challenger, watching, ended, no, no, no, no, no, no};
}
constexpr Answers walkers(Answer all) { return walkers(all, all, all, all, all); }
/// A fighter's wish: who is in no fight cannot have it.
constexpr Answers fighters(Answer placing, Answer ready, Answer own, Answer others, Answer dead) {
  const Answer no = "not_in_fight";
  return {no, no, no, no, no, placing, ready, own, others, dead, "fight_over"};
}
/// One that has its time before the fight, or in the own turn.
constexpr Answers in_placement(Answer placing, Answer ready) {
  const Answer late = "not_in_placement";
  return fighters(placing, ready, late, late, late);
}
constexpr Answers in_turn(Answer own) {
  return fighters("not_begun", "not_begun", own, "not_your_turn", "fighter_dead");
}
/// What answers a challenge.
constexpr Answers of_challenge(Answer challenged, Answer challenger) {
  Answers answers = always("no_challenge");
  answers[static_cast<std::size_t>(Situation::challenged)] = challenged;
  answers[static_cast<std::size_t>(Situation::challenger)] = challenger;
  return answers;
}
constexpr Answers of_watching(Answer watching) {
  Answers answers = always("not_in_fight");
  answers[static_cast<std::size_t>(Situation::watching)] = watching;
  return answers;
}

// ---- the table -------------------------------------------------------------------------------------------------

struct Row {
  const char* wish;  ///< `data`, with the $names of FightStage
  Answers answers;
};

const Row kTable[] = {
    // attack
    {R"({"action":"attack","group":$group})", walkers({"ok", "in_fight"})},
    {R"({"action":"attack","group":0})", walkers("unknown_group")},
    {R"({"action":"attack","group":-1})", walkers("unknown_group")},
    {R"({"action":"attack","group":4294967297})", walkers("unknown_group")},
    {R"({"action":"attack","group":9007199254740991})", walkers("unknown_group")},
    // challenge
    {R"({"action":"challenge","user_id":"$opponent"})",
     walkers({"ok", "already_challenged"}, "already_challenged", "already_challenged", {"ok", "already_challenged"},
             {"ok", "already_challenged"})},
    {R"({"action":"challenge","user_id":"$hero"})", walkers("player_not_found")},
    {R"({"action":"challenge","user_id":"$nobody"})", walkers("player_not_found")},
    {R"({"action":"challenge","user_id":"$fighter"})", walkers("player_in_fight")},
    // accept, refuse, cancel
    {R"({"action":"accept","user_id":"$opponent"})",
     walkers("no_challenge", {"ok", "in_fight"}, "no_challenge", "no_challenge", "no_challenge")},
    {R"({"action":"accept","user_id":"$hero"})", walkers("no_challenge")},
    {R"({"action":"accept","user_id":"$nobody"})", walkers("no_challenge")},
    {R"({"action":"refuse","user_id":"$opponent"})", of_challenge({"ok", "no_challenge"}, "no_challenge")},
    {R"({"action":"refuse","user_id":"$hero"})", always("no_challenge")},
    {R"({"action":"refuse","user_id":"$nobody"})", always("no_challenge")},
    {R"({"action":"cancel"})", of_challenge("no_challenge", {"ok", "no_challenge"})},
    {R"({"action":"cancel","user_id":"$opponent"})", of_challenge("no_challenge", {"ok", "no_challenge"})},
    // join, watch, leave
    {R"({"action":"join","fight_id":"$other","side":"attackers"})", walkers({"ok", "in_fight"})},
    {R"({"action":"join","fight_id":"$monsters","side":"defenders"})", walkers("side_closed")},
    {R"({"action":"join","fight_id":"$own","side":"defenders"})", walkers("unknown_fight")},
    {R"({"action":"join","fight_id":"$none","side":"attackers"})", walkers("unknown_fight")},
    {R"({"action":"watch","fight_id":"$other"})", walkers("ok")},
    {R"({"action":"watch","fight_id":"$own"})", walkers("unknown_fight")},
    {R"({"action":"watch","fight_id":"$none"})", walkers("unknown_fight")},
    {R"({"action":"leave"})", of_watching({"ok", "not_in_fight"})},
    // place, ready
    {R"({"action":"place","cell":$free})", in_placement({"ok", "nothing_to_do"}, "already_ready")},
    {R"({"action":"place","cell":$here})", in_placement("nothing_to_do", "already_ready")},
    {R"({"action":"place","cell":$theirs})", in_placement("not_a_start_cell", "already_ready")},
    {R"({"action":"place","cell":1078})", in_placement("outside_grid", "already_ready")},
    {R"({"action":"place","cell":65536})", in_placement("outside_grid", "already_ready")},
    {R"({"action":"place","cell":-1})", in_placement("outside_grid", "already_ready")},
    {R"({"action":"place","cell":-9007199254740991})", in_placement("outside_grid", "already_ready")},
    {R"({"action":"ready"})", in_placement({"ok", "nothing_to_do"}, "nothing_to_do")},
    {R"({"action":"ready","ready":false})", in_placement("nothing_to_do", {"ok", "nothing_to_do"})},
    // move
    {R"({"action":"move","path":[$near]})", in_turn({"ok", "path_broken"})},
    {R"({"action":"move","path":[]})", in_turn("empty_path")},
    {R"({"action":"move","path":[$here]})", in_turn("path_broken")},
    {R"({"action":"move","path":[$theirs]})", in_turn("path_broken")},
    {R"({"action":"move","path":[$near,$far]})", in_turn("path_broken")},
    {R"({"action":"move","path":[$near,$here,$near,$here]})", in_turn("not_enough_movement_points")},
    {R"({"action":"move","path":[1078]})", in_turn("outside_grid")},
    {R"({"action":"move","path":[$near,-1]})", in_turn("outside_grid")},
    {R"({"action":"move","path":[9007199254740991]})", in_turn("outside_grid")},
    // cast
    {R"({"action":"cast","spell":"bandage","cell":$here})", in_turn({"ok", "on_cooldown"})},
    {R"({"action":"cast","spell":"stone_throw","cell":$here})", in_turn("out_of_range")},
    {R"({"action":"cast","spell":"stone_throw","cell":$far})", in_turn("out_of_range")},
    {R"({"action":"cast","spell":"stone_throw","cell":$near})", in_turn("bad_target")},
    {R"({"action":"cast","spell":"stone_throw","cell":1078})", in_turn("outside_grid")},
    {R"({"action":"cast","spell":"stone_throw","cell":-1})", in_turn("outside_grid")},
    {R"({"action":"cast","spell":"stone_throw","cell":9007199254740991})", in_turn("outside_grid")},
    {R"({"action":"cast","spell":"fireball","cell":$theirs})", in_turn("unknown_spell")},
    {R"({"action":"cast","spell":"nip","cell":$theirs})", in_turn("unknown_spell")},
    {R"({"action":"cast","spell":"nonsense","cell":$here})", in_turn("unknown_spell")},
    {R"({"action":"cast","spell":"'; DROP TABLE fight_rewards; --","cell":$here})", in_turn("unknown_spell")},
    // pass, abandon; nobody acts for another, whatever else a wish says
    {R"({"action":"pass"})", in_turn({"ok", "not_your_turn"})},
    {R"({"action":"pass","fighter":1,"user_id":"$opponent"})", in_turn({"ok", "not_your_turn"})},
    {R"({"action":"abandon","fighter":1})", fighters({"ok", "not_in_fight"}, {"ok", "not_in_fight"},
                                                     {"ok", "not_in_fight"}, {"ok", "not_in_fight"}, "fighter_dead")},

    // What cannot be understood is the same to everybody.
    {R"({})", always("invalid_message")},
    {R"({"action":null})", always("invalid_message")},
    {R"({"action":7})", always("invalid_message")},
    {R"({"action":""})", always("invalid_message")},
    {R"({"action":"PASS"})", always("invalid_message")},
    {R"({"action":"end_turn"})", always("invalid_message")},
    {R"({"action":["pass"]})", always("invalid_message")},
    {R"({"action":"attack"})", always("invalid_message")},
    {R"({"action":"attack","group":"$group"})", always("invalid_message")},
    {R"({"action":"attack","group":0.5})", always("invalid_message")},
    {R"({"action":"attack","group":1e300})", always("invalid_message")},
    {R"({"action":"attack","group":18446744073709551616})", always("invalid_message")},
    {R"({"action":"attack","group":null})", always("invalid_message")},
    {R"({"action":"attack","group":[1]})", always("invalid_message")},
    {R"({"action":"challenge"})", always("invalid_message")},
    {R"({"action":"challenge","user_id":"Mira"})", always("invalid_message")},
    {R"({"action":"challenge","user_id":"{$opponent}"})", always("invalid_message")},
    {R"({"action":"challenge","user_id":1})", always("invalid_message")},
    {R"({"action":"accept","user_id":null})", always("invalid_message")},
    {R"({"action":"accept","user_id":""})", always("invalid_message")},
    {R"({"action":"refuse"})", always("invalid_message")},
    {R"({"action":"refuse","user_id":{}})", always("invalid_message")},
    {R"({"action":"join","fight_id":"$other"})", always("invalid_message")},
    {R"({"action":"join","fight_id":"$other","side":"both"})", always("invalid_message")},
    {R"({"action":"join","fight_id":"$other","side":0})", always("invalid_message")},
    {R"({"action":"join","fight_id":17,"side":"attackers"})", always("invalid_message")},
    {R"({"action":"watch"})", always("invalid_message")},
    {R"({"action":"watch","fight_id":"x"})", always("invalid_message")},
    {R"({"action":"watch","fight_id":-1})", always("invalid_message")},
    {R"({"action":"place"})", always("invalid_message")},
    {R"({"action":"place","cell":"$free"})", always("invalid_message")},
    {R"({"action":"place","cell":0.5})", always("invalid_message")},
    {R"({"action":"place","cell":-1e300})", always("invalid_message")},
    {R"({"action":"place","cell":true})", always("invalid_message")},
    {R"({"action":"ready","ready":1})", always("invalid_message")},
    {R"({"action":"ready","ready":"true"})", always("invalid_message")},
    {R"({"action":"ready","ready":null})", always("invalid_message")},
    {R"({"action":"move"})", always("invalid_message")},
    {R"({"action":"move","path":$near})", always("invalid_message")},
    {R"({"action":"move","path":"$near"})", always("invalid_message")},
    {R"({"action":"move","path":["$near"]})", always("invalid_message")},
    {R"({"action":"move","path":[[$near]]})", always("invalid_message")},
    {R"({"action":"move","path":[0.5]})", always("invalid_message")},
    {R"({"action":"move","path":[1e300]})", always("invalid_message")},
    {R"({"action":"move","path":{"0":$near}})", always("invalid_message")},
    {R"({"action":"move","path":[0,1,2,3,4,5,6,7,8,9,10,11,12]})", always("invalid_message")},
    {R"({"action":"cast"})", always("invalid_message")},
    {R"({"action":"cast","spell":"bandage"})", always("invalid_message")},
    {R"({"action":"cast","cell":$here})", always("invalid_message")},
    {R"({"action":"cast","spell":0,"cell":$here})", always("invalid_message")},
    {R"({"action":"cast","spell":"","cell":$here})", always("invalid_message")},
    {R"({"action":"cast","spell":"012345678901234567890123456789012345678901234567890","cell":$here})",
     always("invalid_message")},
    {R"({"action":"cast","spell":"bandage","cell":"$here"})", always("invalid_message")},
    {R"({"action":"cast","spell":"bandage","cell":1.5})", always("invalid_message")},
    {R"({"action":"cast","spell":"bandage","cell":1e300})", always("invalid_message")},
};

// ---- going through it ------------------------------------------------------------------------------------------

std::string answer_in(const json::object& reply) {
  if (text(reply, "type") != "error")
    return text(reply, "type") == "combat_action_response" ? "ok" : json::serialize(reply);
  EXPECT_FALSE(text(data(reply), "error").empty()) << "a sentence for the player";
  return text(data(reply), "code");
}

class FightWishes : public ::testing::TestWithParam<Situation> {
 protected:
  // One server for all situations; each is set anew.
  static void SetUpTestSuite() { stage_ = std::make_unique<FightStage>(); }
  static void TearDownTestSuite() { stage_.reset(); }

  static FightStage& stage() { return *stage_; }

  /// Returns the fight as it is now.
  static std::string refuse(const std::string& wish, const Answer& answer, const std::string& before) {
    const auto heard = stage().ask_twice(wish);
    EXPECT_TRUE(heard.strays.empty()) << json::serialize(heard.strays.empty() ? json::object{} : heard.strays.front());
    if (heard.replies.size() != 2) {
      ADD_FAILURE() << heard.replies.size() << " answers came to two wishes";
      return before;
    }
    EXPECT_EQ(answer_in(heard.replies[0]), answer.first);
    EXPECT_EQ(answer_in(heard.replies[1]), answer.again);
    std::string after = stage().witnessed();
    EXPECT_EQ(after, before);
    return after;
  }

  static void accept(const char* wish, const Answer& answer, Situation situation) {
    const bool attacks = std::string_view(wish).find("$group") != std::string_view::npos;
    constexpr int kTries = 5;  // a group may wander off between the walk to it and the wish
    for (int tries = attacks ? kTries : 1; tries > 0; --tries) {
      if (attacks) stage().go_to_group();
      const auto heard = stage().ask_twice(stage().fill_in(wish));
      ASSERT_EQ(heard.replies.size(), 2U);
      if (tries > 1 && answer_in(heard.replies[0]) != "ok") continue;
      EXPECT_EQ(answer_in(heard.replies[0]), answer.first);
      EXPECT_EQ(answer_in(heard.replies[1]), answer.again);
      break;
    }
    stage().set(situation);
  }

 private:
  static inline std::unique_ptr<FightStage> stage_;
};

INSTANTIATE_TEST_SUITE_P(In, FightWishes,
                         ::testing::Values(Situation::walking, Situation::challenged, Situation::challenger,
                                           Situation::watching, Situation::fight_ended, Situation::placing,
                                           Situation::ready, Situation::own_turn, Situation::others_turn,
                                           Situation::dead, Situation::saving),
                         [](const auto& each) { return std::string(to_string(each.param)); });

TEST_P(FightWishes, are_answered_as_the_table_says) {
  const auto situation = GetParam();
  const auto column = static_cast<std::size_t>(situation);
  stage().set(situation);
  std::string fight = stage().witnessed();
  ASSERT_FALSE(fight.empty());
  // All that are refused first, in one and the same situation: those accepted then show that it still is that.
  for (const Row& row : kTable) {
    if (row.answers[column].first == "ok") continue;
    const std::string wish = stage().fill_in(row.wish);
    SCOPED_TRACE(wish);
    fight = refuse(wish, row.answers[column], fight);
  }
  std::size_t accepted = 0;
  for (const Row& row : kTable) {
    if (row.answers[column].first != "ok") continue;
    SCOPED_TRACE(row.wish);
    accept(row.wish, row.answers[column], situation);
    ++accepted;
  }
  const bool can_only_wait = situation == Situation::dead || situation == Situation::saving;
  EXPECT_EQ(accepted == 0, can_only_wait);
}

}  // namespace
}  // namespace flumen::system_test
