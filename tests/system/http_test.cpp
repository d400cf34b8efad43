// HTTP as it should not be, and what the server makes of it.

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "game_client.hpp"
#include "http_client.hpp"
#include "shared_server.hpp"

namespace flumen::system_test {
namespace {

class Http : public SharedServer<Http> {
 public:
  static Settings settings() {
    return {{"net.header_timeout", "500ms"}, {"net.body_timeout", "500ms"}, {"net.keep_alive_timeout", "300ms"}};
  }

  static HttpResponse post(std::string_view body, const Headers& headers = {{"Content-Type", "application/json"}}) {
    return http(port(), "POST", "/api/v1/login", body, headers);
  }
  static std::string status_line(const std::string& received) { return received.substr(0, received.find('\r')); }
};

TEST_F(Http, a_body_that_is_not_JSON_is_400) {
  for (const std::string& body :
       {std::string(""), std::string("{"), std::string("not JSON"), std::string("{\"a\":NaN}"),
        std::string("{\"a\":1}x"), std::string("{\"identifier\":\"\xFF\",\"password\":\"p\"}"),
        std::string(20'000, '['), std::string("{\"a\":\"\0\"}", 9), std::string("\xEF\xBB\xBF{}")}) {
    const auto answer = post(body);
    EXPECT_EQ(answer.status, 400U) << body.substr(0, 40);
    EXPECT_EQ(answer.code(), "malformed_json") << body.substr(0, 40);
  }
  for (const char* body : {"[]", "1", "null", "\"text\""}) {
    const auto answer = post(body);
    EXPECT_TRUE(answer.status == 400U || answer.status == 422U) << body << " " << answer.body;
  }
}

TEST_F(Http, a_member_that_comes_twice_is_400) {
  const auto answer = post(R"({"identifier":"a","identifier":"b","password":"c"})");
  EXPECT_EQ(answer.status, 400U);
  EXPECT_EQ(answer.code(), "duplicate_key");
}

TEST_F(Http, a_body_is_taken_as_json_whatever_the_content_type_says) {
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-8"}) {
    EXPECT_EQ(post("{}", {{"Content-Type", type}}).status, 422U) << type;
  }
  EXPECT_EQ(post("{}", {}).status, 422U) << "none at all";
}

TEST_F(Http, a_body_over_64_KiB_is_413) {
  const auto answer = post(std::string(65 * 1024, ' '));
  EXPECT_EQ(answer.status, 413U);
  EXPECT_EQ(answer.code(), "payload_too_large");
  const auto announced = raw_exchange(
      port(),
      "POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n",
      std::chrono::seconds(3));
  EXPECT_NE(status_line(announced.received).find("413"), std::string::npos) << announced.received;
  EXPECT_TRUE(announced.closed);
}

TEST_F(Http, an_unknown_route_is_404_and_a_wrong_method_405) {
  for (const char* target :
       {"/", "/api/v1", "/api/v2/login", "/api/v1/login/", "/api/v1/../v1/login", "/..%2f..%2fetc/passwd",
        "/api/v1/maps/map_1000000_0", "/api/v1/maps/map_00_0", "/api/v1/maps/nowhere"}) {
    const auto answer = http(port(), "GET", target);
    EXPECT_EQ(answer.status, 404U) << target;
    EXPECT_EQ(answer.code(), "not_found") << target;
  }
  EXPECT_EQ(http(port(), "GET", "/%00").status, 400U);
  const auto wrong = http(port(), "GET", "/api/v1/login");
  EXPECT_EQ(wrong.status, 405U);
  EXPECT_EQ(wrong.code(), "method_not_allowed");
  EXPECT_NE(wrong.headers.at("allow").find("POST"), std::string::npos);
  EXPECT_EQ(http(port(), "BREW", "/api/v1/login", "", {}).status, 405U);
}

TEST_F(Http, a_map_document_is_served_with_an_entity_tag) {
  const auto first = http(port(), "GET", "/api/v1/maps/map_0_0");
  ASSERT_EQ(first.status, 200U);
  const std::string tag = first.headers.at("etag");
  EXPECT_EQ(tag.front(), '"') << "strong";
  EXPECT_EQ(http(port(), "GET", "/api/v1/maps/map_0_0", "", {{"If-None-Match", tag}}).status, 304U);
  EXPECT_EQ(http(port(), "GET", "/api/v1/maps/map_0_0", "", {{"If-None-Match", "\"other\", " + tag}}).status, 304U);
  EXPECT_EQ(http(port(), "GET", "/api/v1/maps/map_0_0", "", {{"If-None-Match", "\"other\""}}).status, 200U);
  const auto head = http(port(), "HEAD", "/api/v1/maps/map_0_0");
  EXPECT_EQ(head.status, 200U);
  EXPECT_EQ(head.headers.at("etag"), tag);
  EXPECT_EQ(http(port(), "GET", "/api/v1/maps/map_-999999_999999").status, 200U);
}

TEST_F(Http, health_readiness_and_metrics_answer) {
  EXPECT_EQ(http(port(), "GET", "/healthz").status, 200U);
  const auto ready = http(port(), "GET", "/readyz");
  EXPECT_EQ(ready.status, 200U) << ready.body;
  (void)make_account(port());
  const auto metrics = http(port(), "GET", "/metrics");
  EXPECT_EQ(metrics.status, 200U);
  for (const char* name : {"flumen_connections", "flumen_players", "flumen_messages_in", "flumen_messages_out",
                           "flumen_queue_depth", "flumen_save_lag_seconds", "flumen_http_requests"}) {
    EXPECT_NE(metrics.body.find(name), std::string::npos) << name;
  }
}

TEST_F(Http, broken_requests_are_answered_400_or_dropped_and_the_server_lives) {
  for (const std::string& request : {
           std::string("\r\n\r\n"),
           std::string("GARBAGE\r\n\r\n"),
           std::string("GET\r\n\r\n"),
           std::string("GET / HTTP/9.9\r\n\r\n"),
           std::string("GET / HTTP/1.1\r\nHost a\r\n\r\n"),
           std::string("GET / HTTP/1.1\r\n: nameless\r\n\r\n"),
           std::string("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 35),
           std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03", 11),
           std::string(300, '\0'),
           std::string("POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
           std::string("POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
           std::string("POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: "
                       "chunked\r\n\r\n0\r\n\r\n"),
           std::string("POST /api/v1/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n"),
           "GET /" + std::string(40'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n",
           "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(40'000, 'a') + "\r\n\r\n",
       }) {
    const auto exchange = raw_exchange(port(), request, std::chrono::seconds(3));
    SCOPED_TRACE(request.substr(0, 60));
    EXPECT_TRUE(exchange.closed) << exchange.received;
    if (!exchange.received.empty()) {
      EXPECT_EQ(exchange.received.substr(0, 10), "HTTP/1.1 4") << status_line(exchange.received);
    }
  }
  EXPECT_TRUE(server().runs());
  EXPECT_EQ(http(port(), "GET", "/healthz").status, 200U);
}

TEST_F(Http, an_upgrade_that_is_none_is_refused) {
  const std::string token = make_account(port()).token;
  const std::string head =
      "GET /ws/game HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\nConnection: Upgrade\r\n";
  for (const char* rest :
       {"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n",
        "Upgrade: websocket\r\nSec-WebSocket-Version: 12\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n",
        "Upgrade: h2c\r\n\r\n"}) {
    const auto exchange = raw_exchange(port(), head + rest, std::chrono::seconds(3));
    EXPECT_EQ(exchange.received.substr(0, 10), "HTTP/1.1 4") << rest << status_line(exchange.received);
  }
}

TEST_F(Http, a_slow_sender_is_cut_off) {
  for (const char* part :
       {"", "GET / HT", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "POST /api/v1/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"}) {
    const auto exchange = raw_exchange(port(), part, std::chrono::seconds(5));
    EXPECT_TRUE(exchange.closed) << part;
  }
}

TEST(Connections, over_the_cap_are_refused_and_come_in_again_when_there_is_room) {
  ServerProcess server(Settings{{"net.max_connections_per_address", "4"}});
  const auto crowded = [&] {
    try {
      return http(server.port(), "GET", "/healthz").status != 200U;
    } catch (const std::runtime_error&) {
      return true;  // cut off without an answer
    }
  };
  const std::string token = make_account(server.port()).token;
  {
    std::vector<GameClient> idle(4);
    for (auto& client : idle) (void)client.upgrade(server.port());
    EXPECT_TRUE(crowded());
  }
  EXPECT_TRUE(eventually([&] { return !crowded(); }));
}

}  // namespace
}  // namespace flumen::system_test
