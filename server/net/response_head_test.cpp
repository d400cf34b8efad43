#include "net/response_head.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::net {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Framing framing() { return {true, false, "the-id", base::from_unix_ms(784111777000)}; }

TEST(ResponseHead, carries_what_every_response_carries) {
  Response response;
  response.body = "{}";
  EXPECT_EQ(response_head(response, framing()),
            "HTTP/1.1 200 OK\r\n"
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
            "Content-Type: application/json\r\n"
            "Content-Length: 2\r\n"
            "X-Request-Id: the-id\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Cache-Control: no-store\r\n"
            "Access-Control-Allow-Origin: *\r\n"
            "Access-Control-Expose-Headers: ETag, Retry-After, X-Request-Id\r\n"
            "\r\n");
}

TEST(ResponseHead, leaves_a_handler_its_own_headers) {
  Response response;
  response.headers = {{"cache-control", "max-age=60"}, {"ETag", "\"1\""}};
  const std::string head = response_head(response, framing());
  EXPECT_THAT(head, HasSubstr("cache-control: max-age=60\r\n"));
  EXPECT_THAT(head, HasSubstr("ETag: \"1\"\r\n"));
  EXPECT_THAT(head, Not(HasSubstr("no-store")));
}

TEST(ResponseHead, lets_nobody_break_the_framing) {
  Response response;
  response.headers = {{"Content-Length", "7"}, {"Connection", "x"}, {"X-Evil", "a\r\nSet-Cookie: b"}};
  const std::string head = response_head(response, framing());
  EXPECT_THAT(head, Not(HasSubstr("Content-Length: 7")));
  EXPECT_THAT(head, Not(HasSubstr("Connection: x")));
  EXPECT_THAT(head, HasSubstr("X-Evil: a  Set-Cookie: b\r\n"));
}

TEST(ResponseHead, has_no_length_where_there_is_no_body) {
  for (const int status : {204, 304}) {
    Response response;
    response.status = status;
    EXPECT_THAT(response_head(response, framing()), Not(HasSubstr("Content-Length"))) << status;
  }
}

TEST(ResponseHead, says_whether_the_connection_stays) {
  Framing last = framing();
  last.keep_alive = false;
  EXPECT_THAT(response_head({}, last), HasSubstr("Connection: close\r\n"));
  Framing old = framing();
  old.http_1_0 = true;
  EXPECT_THAT(response_head({}, old), HasSubstr("Connection: keep-alive\r\n"));
}

TEST(ResponseHead, has_a_status_line_without_a_known_reason_too) {
  Response response;
  response.status = 418;
  EXPECT_THAT(response_head(response, framing()), StartsWith("HTTP/1.1 418 \r\n"));
}

}  // namespace
}  // namespace flumen::net
