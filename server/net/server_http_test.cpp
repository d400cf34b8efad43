#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/test_server.hpp"

namespace flumen::net {
namespace {

using ::testing::HasSubstr;
using testing::Reply;
using testing::TestClient;
using testing::TestServer;

base::Task<Response> hello(const Request& request) {
  Response response;
  response.body = "hello " + std::string(request.query_value("name").value_or("nobody"));
  response.content_type = "text/plain";
  co_return response;
}

base::Task<Response> echo_body(const Request& request) {
  Response response;
  response.status = 201;
  response.body = request.body;
  co_return response;
}

base::Task<Response> throwing(const Request&) {
  throw std::runtime_error("the handler broke");
  co_return Response{};
}

base::Task<Response> large(const Request&) {
  Response response;
  response.body.assign(4 * 1024 * 1024, 'x');
  co_return response;
}

base::Task<Response> sender(const Request& request) {
  Response response;
  response.body = request.remote_address;
  co_return response;
}

base::Task<Response> parameter(const Request& request) {
  Response response;
  response.body = request.parameters.at("id");
  co_return response;
}

class HttpServerTest : public testing::EitherTransport {
 protected:
  HttpServerTest() {
    server_.router.add(Method::get, "/hello", hello);
    server_.router.add(Method::post, "/echo", echo_body);
    server_.router.add(Method::get, "/throw", throwing);
    server_.router.add(Method::get, "/large", large);
    server_.router.add(Method::get, "/sender", sender);
    server_.router.add(Method::get, "/things/{id}", parameter);
  }

  TestClient connect() { return server_.connect(); }

  Reply ask(const std::string& request) {
    TestClient client = connect();
    client.send(request);
    return client.read_reply();
  }

  static std::string post(const std::string& body, const std::string& headers = "") {
    return "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
  }
};

INSTANTIATE_TEST_SUITE_P(Over, HttpServerTest, ::testing::Bool(), testing::transport_name);

TEST_P(HttpServerTest, answers_a_request) {
  server_.start();
  TestClient client = connect();
  Reply reply = client.get("/hello?name=J%C3%BCrgen");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "hello Jürgen");
  EXPECT_EQ(reply.headers["content-type"], "text/plain");
  EXPECT_EQ(reply.headers["x-content-type-options"], "nosniff");
  EXPECT_EQ(reply.headers["cache-control"], "no-store");
  EXPECT_EQ(reply.headers["x-request-id"].size(), 36U);
  const auto seen = server_.observer.requests.take();
  EXPECT_EQ(seen.route, "/hello");
  EXPECT_EQ(seen.status, 200);
}

TEST_P(HttpServerTest, keeps_the_connection_for_the_next_request) {
  server_.start();
  TestClient client = connect();
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(client.get("/hello?name=" + std::to_string(i)).body, "hello " + std::to_string(i));
  EXPECT_EQ(server_.observer.opened, 1);
}

TEST_P(HttpServerTest, closes_when_the_client_asks_for_it) {
  server_.start();
  TestClient client = connect();
  EXPECT_EQ(client.get("/hello", "Connection: close\r\n").headers["connection"], "close");
  EXPECT_TRUE(client.at_end());

  TestClient old = connect();
  old.send("GET /hello HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.read_reply().status, 200);
  EXPECT_TRUE(old.at_end());
}

TEST_P(HttpServerTest, answers_pipelined_requests_in_order) {
  server_.start();
  TestClient client = connect();
  client.send("GET /hello?name=1 HTTP/1.1\r\nHost: t\r\n\r\n" + post("two") +
              "HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\n" + post("four"));
  EXPECT_EQ(client.read_reply().body, "hello 1");
  EXPECT_EQ(client.read_reply().body, "two");
  EXPECT_EQ(client.read_reply(false).status, 200);
  EXPECT_EQ(client.read_reply().body, "four");
}

TEST_P(HttpServerTest, reads_a_request_that_comes_byte_by_byte) {
  server_.start();
  TestClient client = connect();
  for (const char c : "\r\n" + post("slow")) client.send(std::string_view(&c, 1));
  EXPECT_EQ(client.read_reply().body, "slow");
}

TEST_P(HttpServerTest, reads_a_chunked_body) {
  server_.start();
  TestClient client = connect();
  client.send(
      "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(client.read_reply().body, "abcde");
  EXPECT_EQ(client.get("/hello").status, 200);
}

TEST_P(HttpServerTest, head_has_the_length_but_not_the_body) {
  server_.start();
  TestClient client = connect();
  client.send("HEAD /hello HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.read_reply(false).headers["content-length"], "12");
  EXPECT_TRUE(client.at_end());
}

TEST_P(HttpServerTest, hands_over_path_parameters_decoded) {
  server_.start();
  EXPECT_EQ(connect().get("/things/a%20b").body, "a b");
}

TEST_P(HttpServerTest, tells_unknown_paths_from_wrong_methods) {
  server_.start();
  TestClient client = connect();
  Reply reply = client.get("/nowhere");
  EXPECT_EQ(reply.status, 404);
  EXPECT_THAT(reply.body, HasSubstr(R"("code":"not_found")"));
  reply = client.get("/echo");
  EXPECT_EQ(reply.status, 405);
  EXPECT_EQ(reply.headers["allow"], "POST, OPTIONS");
  EXPECT_THAT(reply.body, HasSubstr(R"("code":"method_not_allowed")"));
  client.send("BREW /hello HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 405);
}

TEST_P(HttpServerTest, answers_a_preflight) {
  server_.start();
  TestClient client = connect();
  client.send("OPTIONS /echo HTTP/1.1\r\nHost: t\r\nOrigin: http://example.org\r\n\r\n");
  Reply reply = client.read_reply();
  EXPECT_EQ(reply.status, 204);
  EXPECT_EQ(reply.headers["access-control-allow-origin"], "*");
  EXPECT_THAT(reply.headers["access-control-allow-methods"], HasSubstr("POST"));
  EXPECT_THAT(reply.headers["access-control-allow-headers"], HasSubstr("Authorization"));
  client.send("OPTIONS /nowhere HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 404);
}

TEST_P(HttpServerTest, turns_an_exception_into_500_and_goes_on) {
  server_.start();
  TestClient client = connect();
  Reply reply = client.get("/throw");
  EXPECT_EQ(reply.status, 500);
  EXPECT_THAT(reply.body, HasSubstr(R"("code":"internal")"));
  EXPECT_EQ(reply.body.find("broke"), std::string::npos);
  EXPECT_EQ(client.get("/hello").status, 200);
  EXPECT_THAT(server_.log.lines(), ::testing::Contains(HasSubstr("the handler broke")));
}

TEST_P(HttpServerTest, does_not_let_a_handler_leave_the_exchange_open) {
  server_.router.add(Method::get, "/interim", [](const Request&) -> base::Task<Response> {
    Response response;
    response.status = 101;
    co_return response;
  });
  server_.start();
  EXPECT_EQ(connect().get("/interim").status, 500);
}

TEST_P(HttpServerTest, refuses_what_is_malformed) {
  server_.start();
  for (const char* request : {
           "nonsense\r\n\r\n",
           "GET /hello HTTP/3.0\r\nHost: t\r\n\r\n",
           "GET /hello HTTP/1.1\r\n\r\n",
           "GET /hello HTTP/1.1\r\nHost: t\r\nHost: u\r\n\r\n",
           "GET /hello HTTP/1.1\r\nHost: t\r\nBad header\r\n\r\n",
           "GET /%zz HTTP/1.1\r\nHost: t\r\n\r\n",
           "GET /a%00b HTTP/1.1\r\nHost: t\r\n\r\n",
           "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n",
           "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999\r\n\r\n",
           "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
           "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
           "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip\r\n\r\n",
           "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
       }) {
    TestClient client = connect();
    client.send(request);
    const Reply reply = client.read_reply();
    EXPECT_EQ(reply.status, 400) << request;
    EXPECT_THAT(reply.body, HasSubstr(R"("code":"bad_request")")) << request;
    EXPECT_TRUE(client.at_end()) << request;
  }
}

TEST_P(HttpServerTest, refuses_a_head_that_is_too_large) {
  server_.start();
  const Reply reply = ask("GET /hello HTTP/1.1\r\nHost: t\r\nX-Long: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(reply.status, 431);
  EXPECT_THAT(reply.body, HasSubstr(R"("code":"header_too_large")"));
}

TEST_P(HttpServerTest, refuses_a_body_that_is_too_large) {
  server_.options.max_body_bytes = 100;
  server_.start();
  EXPECT_EQ(ask(post(std::string(100, 'x'))).status, 201);
  Reply reply = ask(post(std::string(101, 'x')));
  EXPECT_EQ(reply.status, 413);
  EXPECT_THAT(reply.body, HasSubstr(R"("code":"payload_too_large")"));
  EXPECT_EQ(
      ask("POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n" + std::string(101, 'x')).status,
      413);
}

TEST_P(HttpServerTest, a_large_refused_body_does_not_cost_the_client_its_answer) {
  server_.start();
  TestClient client = connect();
  client.send(post(std::string(500'000, 'x')));
  EXPECT_EQ(client.read_reply().status, 413);
}

TEST_P(HttpServerTest, bounds_the_head_of_a_chunk) {
  server_.start();
  EXPECT_EQ(
      ask("POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3;" + std::string(100'000, 'x')).status,
      400);
}

TEST_P(HttpServerTest, invites_a_client_that_waits_before_its_body) {
  server_.start();
  TestClient client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 100);
  client.send("abc");
  EXPECT_EQ(client.read_reply().body, "abc");
}

TEST_P(HttpServerTest, does_not_invite_a_body_it_will_refuse) {
  server_.start();
  EXPECT_EQ(ask("POST /nowhere HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n").status, 404);
  EXPECT_EQ(ask("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n").status,
            413);
}

TEST_P(HttpServerTest, cuts_off_a_head_that_comes_a_byte_at_a_time) {
  server_.options.header_timeout = std::chrono::milliseconds(60);
  server_.options.close_timeout = std::chrono::milliseconds(50);
  server_.start();
  TestClient client = connect();
  const auto began = std::chrono::steady_clock::now();
  client.send("GET /hello HTTP/1.1\r\n");
  // Every byte comes well within the timeout, the whole never does.
  while (!client.hears_something(std::chrono::milliseconds(5)) &&
         std::chrono::steady_clock::now() - began < std::chrono::seconds(5)) {
    client.send("x");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
  EXPECT_EQ(client.read_reply().status, 408);
}

TEST_P(HttpServerTest, cuts_off_a_body_that_does_not_come) {
  server_.options.body_timeout = std::chrono::milliseconds(20);
  server_.start();
  TestClient client = connect();
  client.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\na");
  EXPECT_EQ(client.read_reply().status, 408);
  EXPECT_TRUE(client.at_end());
}

TEST_P(HttpServerTest, ends_a_connection_that_stays_idle) {
  server_.options.keep_alive_timeout = std::chrono::milliseconds(20);
  server_.options.header_timeout = std::chrono::milliseconds(20);
  server_.start();
  TestClient silent = connect();
  EXPECT_TRUE(silent.at_end());
  TestClient client = connect();
  EXPECT_EQ(client.get("/hello").status, 200);
  EXPECT_TRUE(client.at_end());
}

TEST_P(HttpServerTest, gives_up_on_a_client_that_does_not_read_its_answer) {
  server_.options.body_timeout = std::chrono::milliseconds(20);
  server_.start();
  TestClient client = server_.connect(4096);
  client.send("GET /large HTTP/1.1\r\nHost: t\r\n\r\n");
  EXPECT_EQ(server_.observer.requests.take().status, 200);
  EXPECT_EQ(server_.stop(), 0U);
}

TEST_P(HttpServerTest, sends_a_large_answer_whole) {
  server_.start();
  EXPECT_EQ(connect().get("/large").body.size(), 4U * 1024 * 1024);
}

TEST_P(HttpServerTest, believes_only_a_trusted_proxy) {
  server_.start();
  EXPECT_EQ(connect().get("/sender", "X-Forwarded-For: 192.0.2.1\r\n").body, "127.0.0.1");
  TestServer behind_proxy;
  behind_proxy.options.trusted_proxies = {"127.0.0.1"};
  behind_proxy.router.add(Method::get, "/sender", sender);
  behind_proxy.start();
  EXPECT_EQ(behind_proxy.connect().get("/sender", "X-Forwarded-For: 203.0.113.9, 192.0.2.1\r\n").body, "192.0.2.1");
}

TEST_P(HttpServerTest, never_logs_the_query) {
  server_.options.close_timeout = std::chrono::milliseconds(50);
  server_.start();
  TestClient client = connect();
  client.get("/hello?token=secret");
  client.get("/throw?token=secret");
  client.upgrade("/ws/game?token=secret");
  server_.stop();
  EXPECT_FALSE(server_.log.lines().empty());
  for (const std::string& line : server_.log.lines()) EXPECT_EQ(line.find("secret"), std::string::npos) << line;
}

}  // namespace
}  // namespace flumen::net
