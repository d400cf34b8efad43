#include "net/http.hpp"

#include <gtest/gtest.h>

namespace flumen::net {
namespace {

base::Task<Response> nothing(const Request&) { co_return Response{}; }

Router make_router() {
  Router router;
  router.add(Method::get, "/maps/{map_id}", nothing);
  router.add(Method::get, "/characters", nothing);
  router.add(Method::post, "/characters", nothing);
  router.add(Method::del, "/characters/{id}", nothing);
  router.add(Method::post, "/characters/{id}/select", nothing);
  router.add(Method::get, "/maps/default", nothing);
  return router;
}

TEST(Router, finds_a_literal_path) {
  const auto match = make_router().find(Method::post, "/characters");
  EXPECT_NE(match.handler, nullptr);
  EXPECT_EQ(match.pattern, "/characters");
  EXPECT_TRUE(match.parameters.empty());
}

TEST(Router, hands_over_what_a_parameter_matched) {
  const auto match = make_router().find(Method::post, "/characters/42/select");
  EXPECT_NE(match.handler, nullptr);
  EXPECT_EQ(match.pattern, "/characters/{id}/select");
  EXPECT_EQ(match.parameters.at("id"), "42");
}

TEST(Router, prefers_a_literal_to_a_parameter_whatever_the_order) {
  EXPECT_EQ(make_router().find(Method::get, "/maps/default").pattern, "/maps/default");
  EXPECT_EQ(make_router().find(Method::get, "/maps/other").pattern, "/maps/{map_id}");
}

TEST(Router, does_not_know_other_paths) {
  for (const char* path :
       {"/", "", "*", "/maps", "/maps/", "/maps/a/b", "/characters/", "/Characters", "//characters"}) {
    const auto match = make_router().find(Method::get, path);
    EXPECT_EQ(match.handler, nullptr) << path;
    EXPECT_EQ(match.pattern, "") << path;
    EXPECT_EQ(match.allow, "") << path;
  }
}

TEST(Router, names_the_methods_a_known_path_has) {
  const auto match = make_router().find(Method::put, "/characters");
  EXPECT_EQ(match.handler, nullptr);
  EXPECT_EQ(match.pattern, "/characters");
  EXPECT_EQ(match.allow, "GET, POST, HEAD, OPTIONS");
  EXPECT_EQ(make_router().find(Method::other, "/characters/1").allow, "DELETE, OPTIONS");
}

TEST(Router, head_finds_what_get_does) {
  EXPECT_NE(make_router().find(Method::head, "/characters").handler, nullptr);
  EXPECT_EQ(make_router().find(Method::head, "/characters/1").handler, nullptr);
}

TEST(Request, finds_headers_and_query_values) {
  Request request;
  request.headers["accept"] = "text/plain";
  request.query = {{"a", "1"}, {"b", ""}};
  EXPECT_EQ(request.header("accept"), "text/plain");
  EXPECT_EQ(request.header("cookie"), "");
  EXPECT_EQ(request.query_value("a"), "1");
  EXPECT_EQ(request.query_value("b"), "");
  EXPECT_EQ(request.query_value("c"), std::nullopt);
}

TEST(Request, takes_the_token_of_a_bearer_only) {
  Request request;
  EXPECT_EQ(request.bearer_token(), std::nullopt);
  for (const char* header : {"Bearer abc.def", "bearer abc.def", "BEARER   abc.def "}) {
    request.headers["authorization"] = header;
    EXPECT_EQ(request.bearer_token(), "abc.def") << header;
  }
  for (const char* header : {"", "Bearer", "Bearer ", "Basic abc", "Bearerabc", "abc"}) {
    request.headers["authorization"] = header;
    EXPECT_EQ(request.bearer_token(), std::nullopt) << header;
  }
}

}  // namespace
}  // namespace flumen::net
