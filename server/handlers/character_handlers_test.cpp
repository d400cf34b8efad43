#include <string>

#include <gtest/gtest.h>

#include "handlers/testing/api_fixture.hpp"

namespace flumen::handlers {
namespace {

class CharacterApi : public testing::ApiTest {
 protected:
  Session mira_ = player("Mira");

  net::Response create(const std::string& name, const std::string& character_class = "mage") {
    return post("/characters", R"({"name":")" + name + R"(","class":")" + character_class + R"("})", mira_.token);
  }
};

TEST_F(CharacterApi, lists_the_first_character_with_every_field) {
  const auto response = get("/characters", mira_.token);
  ASSERT_EQ(response.status, 200);
  const auto list = json(response);
  ASSERT_EQ(list.as_array().size(), 1u);
  const auto& first = list.as_array()[0].as_object();
  EXPECT_EQ(first.at("user_id").as_string(), mira_.user_id);
  EXPECT_EQ(first.at("name").as_string(), "Mira");
  EXPECT_EQ(first.at("class").as_string(), "adventurer");
  EXPECT_EQ(first.at("level").as_int64(), 1);
  EXPECT_EQ(first.at("experience").as_int64(), 0);
  EXPECT_EQ(first.at("map_id").as_string(), "map_0_0");
  EXPECT_EQ(first.at("created_at").as_int64(), 1'700'000'000'000);
  EXPECT_TRUE(first.at("last_played_at").is_null());
  EXPECT_NE(response.body.find(R"("pos_x":758,"pos_y":605,)"), std::string::npos) << response.body;
}

TEST_F(CharacterApi, shows_a_position_that_is_not_saved_yet_as_plain_decimals) {
  const std::string id = first_character(mira_);
  unsaved_[id] = {*base::CharacterId::parse(id), "map_1_0", 100.005, 0.1 + 0.2};
  const auto list = get("/characters", mira_.token);
  EXPECT_NE(list.body.find(R"("map_id":"map_1_0","pos_x":100.01,"pos_y":0.3,)"), std::string::npos) << list.body;
  const auto selected = post("/characters/" + id + "/select", "", mira_.token);
  EXPECT_NE(selected.body.find(R"("map_id":"map_1_0")"), std::string::npos) << selected.body;
}

TEST_F(CharacterApi, creates_a_character) {
  clock_.advance(std::chrono::seconds(1));  // oldest first
  const auto response = create("Bran", "warrior");
  ASSERT_EQ(response.status, 201) << response.body;
  EXPECT_EQ(text(response, "name"), "Bran");
  EXPECT_EQ(text(response, "class"), "warrior");
  const auto list = json(get("/characters", mira_.token));
  ASSERT_EQ(list.as_array().size(), 2u);
  EXPECT_EQ(list.as_array()[1].at("id").as_string(), text(response, "id"));
}

TEST_F(CharacterApi, refuses_bad_names_and_classes_there_are_not) {
  expect_invalid(post("/characters", "{}", mira_.token), {"name", "class"});
  expect_invalid(post("/characters", R"({"name":7,"class":{}})", mira_.token), {"name", "class"});
  expect_invalid(create("1x", "wizard"), {"name", "class"});
  expect_invalid(create("Bran", "Mage"), {"class"});
  expect_error(post("/characters", "{", mira_.token), 400, "malformed_json");
  EXPECT_EQ(json(get("/characters", mira_.token)).as_array().size(), 1u);
}

TEST_F(CharacterApi, refuses_a_taken_name_whoever_has_it) {
  expect_error(create("mira"), 409, "name_taken");
  player("Cora");
  expect_error(create("CORA"), 409, "name_taken");
}

TEST_F(CharacterApi, holds_an_account_to_five) {
  for (const char* name : {"Ana", "Bea", "Cid", "Dan"}) ASSERT_EQ(create(name).status, 201);
  expect_error(create("Eve"), 422, "too_many_characters");
}

TEST_F(CharacterApi, deletes_a_character_after_ending_its_session) {
  const std::string id = text(create("Bran"), "id");
  const auto response = del("/characters/" + id, mira_.token);
  EXPECT_EQ(response.status, 204);
  ASSERT_FALSE(ended_.empty());
  EXPECT_EQ(ended_.front(), "character " + id + " of " + mira_.user_id);
  expect_error(del("/characters/" + id, mira_.token), 404, "not_found");
  EXPECT_EQ(json(get("/characters", mira_.token)).as_array().size(), 1u);
}

TEST_F(CharacterApi, does_not_know_somebody_elses_character) {
  const Session bran = player("Bran");
  const std::string theirs = first_character(bran);
  const std::string nobodys = base::CharacterId::random().to_string();
  const auto answer_of = [&](const std::string& id) { return del("/characters/" + id, mira_.token); };
  expect_error(answer_of(theirs), 404, "not_found");
  EXPECT_EQ(answer_of(theirs).body, answer_of(nobodys).body);
  expect_error(post("/characters/" + theirs + "/select", "", mira_.token), 404, "not_found");
  EXPECT_TRUE(ended_.empty());
  EXPECT_EQ(first_character(bran), theirs);
}

TEST_F(CharacterApi, takes_text_that_is_no_id_for_a_character_there_is_not) {
  for (const char* id : {"x", "00000000-0000-0000-0000-00000000000", "' OR 1=1", "..", "\xFF"}) {
    expect_error(del(std::string("/characters/") + id, mira_.token), 404, "not_found");
    expect_error(post(std::string("/characters/") + id + "/select", "", mira_.token), 404, "not_found");
  }
}

TEST_F(CharacterApi, selects_a_character_and_gives_a_token_that_names_it) {
  const std::string id = text(create("Bran"), "id");
  const auto response = post("/characters/" + id + "/select", "", mira_.token);
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(json(response).at("character").at("id").as_string(), id);
  const auto claims = support::run_task(auth_->verify(text(response, "token")));
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->character_id, base::CharacterId::parse(id));
  EXPECT_EQ(claims->user_id.to_string(), mira_.user_id);
}

TEST_F(CharacterApi, does_not_lengthen_a_log_in_by_selecting_again_and_again) {
  const std::string select = "/characters/" + first_character(mira_) + "/select";
  std::string token = mira_.token;
  for (int i = 0; i < 2; ++i) {
    clock_.advance(std::chrono::minutes(7));
    const auto response = post(select, "", token);
    ASSERT_EQ(response.status, 200) << response.body;
    token = text(response, "token");
  }
  clock_.advance(std::chrono::minutes(1));
  expect_error(post(select, "", token), 401, "invalid_token");
}

TEST_F(CharacterApi, shows_what_a_character_is_made_of) {
  const auto list = json(get("/characters", mira_.token));
  const auto& first = list.as_array()[0].as_object();
  EXPECT_EQ(first.at("points").as_int64(), 0);
  EXPECT_GT(first.at("most_life").as_int64(), 0);
  EXPECT_EQ(first.at("life"), first.at("most_life")) << "unhurt";
  EXPECT_EQ(first.at("stats").as_object().at("health"), first.at("most_life"));
  for (const auto& spent : first.at("spent").as_object()) EXPECT_EQ(spent.value().as_int64(), 0);
}

class PointsApi : public CharacterApi {
 protected:
  PointsApi() {
    database::FightRewards rewards;
    rewards.fight = base::Uuid::random();
    rewards.at = clock_.system_now();
    rewards.shares = {{*base::CharacterId::parse(id_), 1'000, 10}};
    rewards.level_begins = {0, 100};
    rewards.most_experience = 1'000'000;
    EXPECT_TRUE(support::run_task(database_->growth().reward(rewards)));
  }
  net::Response spend(const std::string& body) { return post("/characters/" + id_ + "/points", body, mira_.token); }
  std::int64_t points_left() {
    return json(get("/characters", mira_.token)).as_array()[0].as_object().at("points").as_int64();
  }

  const std::string id_ = first_character(mira_);
};

TEST_F(PointsApi, spends_points_and_tells_the_world) {
  const std::int64_t before = points_left();
  ASSERT_GE(before, 3);
  const auto response = spend(R"({"strength":2,"health":1})");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(json(response).as_object().at("points").as_int64(), before - 3);
  EXPECT_EQ(json(response).as_object().at("spent").as_object().at("strength").as_int64(), 2);
  EXPECT_EQ(points_left(), before - 3);
  EXPECT_EQ(grown_, std::vector<std::string>{id_});
}

TEST_F(PointsApi, refuses_points_there_are_not_and_what_is_no_number) {
  const std::int64_t before = points_left();
  EXPECT_EQ(text(spend(R"({"strength":9999})"), "code"), "not_enough_points");
  EXPECT_EQ(text(spend("{}"), "code"), "nothing_to_spend");
  EXPECT_EQ(text(spend(R"({"strength":0})"), "code"), "nothing_to_spend");
  expect_invalid(spend(R"({"strength":-1})"), {"strength"});
  expect_invalid(spend(R"({"strength":1.5,"chance":"2"})"), {"strength", "chance"});
  expect_invalid(spend(R"({"agility":99999999999})"), {"agility"});
  EXPECT_EQ(points_left(), before);
  EXPECT_TRUE(grown_.empty());
}

TEST_F(PointsApi, refuses_to_spend_in_a_fight_and_for_others) {
  fighting_ = id_;
  const auto response = spend(R"({"strength":1})");
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(text(response, "code"), "in_fight");
  const Session other = player("Other");
  EXPECT_EQ(post("/characters/" + id_ + "/points", R"({"strength":1})", other.token).status, 404);
  fighting_.clear();
  EXPECT_EQ(post("/characters/" + id_ + "/points", R"({"strength":1})").status, 401);
}

TEST_F(PointsApi, life_comes_back_with_time) {
  const auto life = [&] {
    return json(get("/characters", mira_.token)).as_array()[0].as_object().at("life").as_int64();
  };
  EXPECT_EQ(life(), 10);
  clock_.advance(std::chrono::seconds(3));
  EXPECT_GT(life(), 10);
}

}  // namespace
}  // namespace flumen::handlers
