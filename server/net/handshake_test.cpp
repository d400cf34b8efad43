#include "net/handshake.hpp"

#include <gtest/gtest.h>

namespace flumen::net {
namespace {

Request upgrade_request() {
  Request request;
  request.method = Method::get;
  request.request_id = "id";
  request.headers = {{"upgrade", "websocket"},
                     {"connection", "Upgrade"},
                     {"sec-websocket-version", "13"},
                     {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="}};
  return request;
}

TEST(Handshake, answers_the_key_of_the_rfc) {
  EXPECT_EQ(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(Handshake, finds_a_token_in_a_list_whatever_its_case) {
  EXPECT_TRUE(has_token("keep-alive,\tUpgrade ", "upgrade"));
  EXPECT_FALSE(has_token("keep-alive, upgraded", "upgrade"));
  EXPECT_FALSE(has_token("", "upgrade"));
}

TEST(Handshake, lets_a_right_request_pass) {
  EXPECT_FALSE(refuse_upgrade(upgrade_request()));
  Request request = upgrade_request();
  request.headers["connection"] = "keep-alive, upgrade";
  request.headers["upgrade"] = "WebSocket";
  EXPECT_FALSE(refuse_upgrade(request));
}

TEST(Handshake, asks_for_the_upgrade_where_it_is_missing) {
  for (const char* header : {"upgrade", "connection", "sec-websocket-version"}) {
    Request request = upgrade_request();
    request.headers.erase(header);
    const auto refusal = refuse_upgrade(request);
    ASSERT_TRUE(refusal) << header;
    EXPECT_EQ(refusal->status, 426) << header;
  }
}

TEST(Handshake, names_the_version_it_speaks) {
  Request request = upgrade_request();
  request.headers["sec-websocket-version"] = "8";
  const auto refusal = refuse_upgrade(request);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->status, 426);
  const std::pair<std::string, std::string> version("Sec-WebSocket-Version", "13");
  EXPECT_EQ(refusal->headers.back(), version);
}

TEST(Handshake, refuses_a_key_that_is_not_16_bytes) {
  for (const char* key : {"", "dGhl", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ===",
                          "dGhlIHNhbXBsZSBub25jZQAA", "dGhlIHNhbXBsZSBub25j!Q=="}) {
    Request request = upgrade_request();
    request.headers["sec-websocket-key"] = key;
    const auto refusal = refuse_upgrade(request);
    ASSERT_TRUE(refusal) << key;
    EXPECT_EQ(refusal->status, 400) << key;
  }
}

TEST(Handshake, finds_an_offered_subprotocol_exactly_as_it_is_named) {
  Request request = upgrade_request();
  EXPECT_FALSE(offers_subprotocol(request, "flumen.bin.v1"));
  for (const char* offer : {"flumen.bin.v1", "chat,flumen.bin.v1", "chat, \tflumen.bin.v1 , superchat"}) {
    request.headers["sec-websocket-protocol"] = offer;
    EXPECT_TRUE(offers_subprotocol(request, "flumen.bin.v1")) << offer;
  }
  for (const char* offer :
       {"", ",", "chat", "FLUMEN.BIN.V1", "flumen.bin.v11", "flumen.bin.v1;q=1", "flumen.bin. v1"}) {
    request.headers["sec-websocket-protocol"] = offer;
    EXPECT_FALSE(offers_subprotocol(request, "flumen.bin.v1")) << offer;
  }
}

TEST(Handshake, names_the_subprotocol_only_when_there_is_one) {
  EXPECT_EQ(switching_protocols(upgrade_request(), "").find("Protocol:"), std::string::npos);
  EXPECT_NE(switching_protocols(upgrade_request(), "flumen.bin.v1").find("Sec-WebSocket-Protocol: flumen.bin.v1\r\n"),
            std::string::npos);
}

}  // namespace
}  // namespace flumen::net
