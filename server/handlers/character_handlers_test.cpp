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

}  // namespace
}  // namespace flumen::handlers
