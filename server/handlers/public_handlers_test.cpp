#include <string>

#include <gtest/gtest.h>

#include "handlers/accept_language.hpp"
#include "handlers/entity_tag.hpp"
#include "handlers/testing/api_fixture.hpp"

namespace flumen::handlers {
namespace {

using MapApi = testing::ApiTest;
using ClassApi = testing::ApiTest;
using HealthApi = testing::ApiTest;

TEST_F(MapApi, serves_any_map_of_the_grid_with_its_tag) {
  const auto response = get("/maps/map_3_-2");
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(text(response, "id"), "map_3_-2");
  EXPECT_EQ(header(response, "ETag"), atlas_.find({3, -2})->etag);
  EXPECT_NE(get("/maps/map_3_-1").body, response.body);
}

TEST_F(MapApi, answers_304_to_who_has_it_already) {
  const std::string etag = header(get("/maps/map_3_-2"), "ETag");
  const auto with = [&](const std::string& tags) {
    return call(net::Method::get, "/api/v1/maps/map_3_-2", "", "", {{"if-none-match", tags}});
  };
  for (const std::string& tags : {etag, "W/" + etag, "\"a\", " + etag, std::string("*")}) {
    const auto response = with(tags);
    EXPECT_EQ(response.status, 304) << tags;
    EXPECT_TRUE(response.body.empty());
    EXPECT_EQ(header(response, "ETag"), etag);
  }
  EXPECT_EQ(with("\"a\"").status, 200);
}

TEST_F(MapApi, knows_no_map_outside_the_grid) {
  for (const char* id :
       {"map_1000000_0", "map_01_0", "map_-0_0", "map_0", "map_0_0_0", "x", "MAP_0_0", "map_0_0.json"}) {
    expect_error(get(std::string("/maps/") + id), 404, "not_found");
  }
  EXPECT_EQ(get("/maps/map_999999_-999999").status, 200);
}

TEST(EntityTag, is_found_in_a_list_and_compared_weakly) {
  EXPECT_TRUE(none_match_names(R"("x")", R"("x")"));
  EXPECT_TRUE(none_match_names(R"(W/"x")", R"("x")"));
  EXPECT_TRUE(none_match_names(R"( "a,b" ,W/"c",, "x" )", R"("x")"));
  EXPECT_TRUE(none_match_names(" * ", R"("x")"));
  EXPECT_TRUE(none_match_names(R"("a,b")", R"("a,b")"));
}

TEST(EntityTag, is_not_found_in_what_is_malformed) {
  for (const char* header : {"", "x", "\"x", "w/\"x\"", "*x", "\"a\" \"x\"", "W/x", ",", "\"\""}) {
    EXPECT_FALSE(none_match_names(header, R"("x")")) << header;
  }
}

TEST_F(ClassApi, lists_the_classes_with_their_stats) {
  const auto response = get("/classes");
  ASSERT_EQ(response.status, 200);
  const auto list = json(response);
  ASSERT_EQ(list.as_array().size(), 4u);
  const auto& first = list.as_array()[0];
  EXPECT_EQ(first.at("id").as_string(), "adventurer");
  EXPECT_EQ(first.at("name").as_string(), "Adventurer");
  EXPECT_EQ(first.at("base_stats").at("action_points").as_int64(), 6);
  EXPECT_EQ(first.at("base_stats").at("movement_points").as_int64(), 3);
  EXPECT_EQ(header(response, "Content-Language"), "en");
}

TEST_F(ClassApi, speaks_french_to_who_prefers_it) {
  const auto response = call(net::Method::get, "/api/v1/classes", "", "", {{"accept-language", "fr-CA, en;q=0.5"}});
  EXPECT_EQ(json(response).as_array()[0].at("name").as_string(), "Aventurier");
  EXPECT_EQ(header(response, "Content-Language"), "fr");
  EXPECT_EQ(header(response, "Vary"), "Accept-Language");
}

TEST(AcceptLanguage, weighs_what_is_liked) {
  using gamedata::Language;
  for (const char* header :
       {"fr", "FR", "fr-FR,fr;q=0.9,en;q=0.8", "de, fr;q=0.3", "en;q=0.1, fr;q=0.2", "fr, *;q=0.1"}) {
    EXPECT_EQ(preferred_language(header), Language::french) << header;
  }
  for (const char* header :
       {"", "en", "de", "*", "en, fr", "fr;q=0", "fr;q=x", "frx", "fr;q=0.1, en", ",,;;", "fr;q=2"}) {
    EXPECT_EQ(preferred_language(header), Language::english) << header;
  }
}

TEST_F(HealthApi, is_alive_and_ready_when_all_is_well) {
  EXPECT_EQ(call(net::Method::get, "/healthz").status, 200);
  const auto response = call(net::Method::get, "/readyz");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, R"({"ready":true,"database":"ok","cache":"ok","accepting":true})");
}

TEST_F(HealthApi, names_the_cache_that_is_away_and_stays_alive) {
  cache_.away = true;
  const auto response = call(net::Method::get, "/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.body, R"({"ready":false,"database":"ok","cache":"unavailable","accepting":true})");
  EXPECT_EQ(call(net::Method::get, "/healthz").status, 200);
}

TEST_F(HealthApi, is_not_ready_while_it_takes_no_players) {
  accepting_ = false;
  const auto response = call(net::Method::get, "/readyz");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(json(response).at("accepting").as_bool(), false);
  EXPECT_EQ(json(response).at("ready").as_bool(), false);
}

TEST_F(HealthApi, shows_the_metrics_as_text) {
  const auto response = call(net::Method::get, "/metrics");
  EXPECT_EQ(response.body, "flumen_up 1\n");
  EXPECT_EQ(response.content_type, "text/plain; version=0.0.4; charset=utf-8");
}

TEST_F(ClassApi, serves_the_catalogue_of_fights_in_both_languages_with_its_tag) {
  const auto english = get("/catalogue");
  ASSERT_EQ(english.status, 200);
  for (const char* member : {"classes", "spells", "families", "monsters", "experience"}) {
    EXPECT_FALSE(json(english).as_object().at(member).as_array().empty()) << member;
  }
  const auto french = call(net::Method::get, "/api/v1/catalogue", "", "", {{"accept-language", "fr"}});
  EXPECT_EQ(header(french, "Content-Language"), "fr");
  EXPECT_NE(french.body, english.body);
  EXPECT_NE(header(french, "ETag"), header(english, "ETag"));
  const auto again = call(net::Method::get, "/api/v1/catalogue", "", "", {{"if-none-match", header(english, "ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
}

}  // namespace
}  // namespace flumen::handlers
