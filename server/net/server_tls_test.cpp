#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/test_server.hpp"

namespace flumen::net {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::TestClient;
using testing::TestServer;

base::Task<Response> hello(const Request& request) {
  Response response;
  response.body = "hello " + request.body;
  co_return response;
}

/// What both transports have in common is tested with each: server_http_test.cpp, server_websocket_test.cpp.
class TlsServerTest : public ::testing::Test {
 protected:
  TlsServerTest() {
    server_.use_tls();
    server_.router.add(Method::get, "/hello", hello);
    server_.router.add(Method::post, "/hello", hello);
  }

  [[nodiscard]] TestClient connect_raw() const { return TestClient(server_.server->port()); }

  TestServer server_;
};

TEST_F(TlsServerTest, says_goodbye_before_it_hangs_up) {
  server_.start();
  TestClient http = server_.connect();
  EXPECT_EQ(http.get("/hello", "Connection: close\r\n").status, 200);
  EXPECT_TRUE(http.at_end());
  EXPECT_TRUE(http.heard_goodbye());

  TestClient websocket = server_.connect();
  ASSERT_EQ(websocket.upgrade().status, 101);
  websocket.send(TestClient::close_frame(websocket::kNormal));
  EXPECT_EQ(websocket.read_close_code(), websocket::kNormal);
  EXPECT_TRUE(websocket.at_end());
  EXPECT_TRUE(websocket.heard_goodbye());
}

TEST_F(TlsServerTest, tells_plain_http_what_the_port_speaks) {
  server_.start();
  TestClient client = connect_raw();
  const auto reply = client.get("/hello");
  EXPECT_EQ(reply.status, 400);
  EXPECT_THAT(reply.body, HasSubstr("This port speaks HTTPS only."));
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(server_.observer.refused.take(), "tls_handshake");
}

TEST_F(TlsServerTest, hangs_up_on_garbage) {
  server_.start();
  TestClient client = connect_raw();
  client.send(std::string(1000, '\x42'));
  EXPECT_EQ(server_.observer.refused.take(), "tls_handshake");
  while (!client.at_end()) static_cast<void>(client.read(1));  // an alert
  EXPECT_EQ(server_.connect().get("/hello").status, 200);
}

TEST_F(TlsServerTest, cuts_off_a_handshake_that_does_not_come_to_an_end) {
  server_.options.header_timeout = 100ms;
  server_.start();
  TestClient silent = connect_raw();
  TestClient slow = connect_raw();
  slow.send(std::string("\x16\x03\x01\x00\x80\x01", 6));  // the first bytes of a ClientHello
  EXPECT_TRUE(silent.at_end());
  EXPECT_TRUE(slow.at_end());
  EXPECT_EQ(server_.observer.refused.take(), "tls_handshake");
  EXPECT_EQ(server_.observer.refused.take(), "tls_handshake");
}

TEST_F(TlsServerTest, does_not_wait_for_handshakes_when_it_closes) {
  server_.start();
  TestClient silent = connect_raw();
  TestClient slow = connect_raw();
  slow.send(std::string("\x16\x03\x01\x00\x80\x01", 6));
  TestClient served = server_.connect();  // the loops have seen the others by the time it is
  ASSERT_EQ(served.get("/hello").status, 200);
  EXPECT_EQ(server_.stop(), 0U);
  EXPECT_TRUE(silent.at_end());
  EXPECT_TRUE(slow.at_end());
}

TEST_F(TlsServerTest, reads_what_came_in_one_piece_with_the_record_before) {
  server_.start();
  TestClient client = server_.connect();
  const std::string request = "GET /hello HTTP/1.1\r\nHost: t\r\n\r\n";
  std::string records;
  for (int i = 0; i < 3; ++i) records += client.encrypt(request);
  client.send_raw(records);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.read_reply().status, 200);
}

TEST_F(TlsServerTest, reads_records_of_full_size) {
  server_.options.max_body_bytes = 200'000;
  server_.start();
  TestClient client = server_.connect();
  const std::string body(200'000, 'b');
  // A record holds several times what one read of the server takes: the rest must not wait for the next.
  client.send("POST /hello HTTP/1.1\r\nHost: t\r\nContent-Length: 200000\r\n\r\n" + body);
  EXPECT_TRUE(client.read_reply().body == "hello " + body);
}

TEST_F(TlsServerTest, reads_frames_of_one_record_before_and_after_the_first_message) {
  server_.endpoint.service = [&](WebSocketConnection& connection) -> base::Task<testing::TestEndpoint::Handler> {
    const auto first = co_await connection.read_message(10s);
    connection.append(testing::server_frame("first " + *first));
    connection.flush();
    co_return std::make_unique<testing::EchoHandler>(connection, server_.endpoint.ended);
  };
  server_.start();
  TestClient client = server_.connect();
  ASSERT_EQ(client.upgrade().status, 101);
  std::string frames;
  for (int i = 0; i < 15; ++i) frames += TestClient::text(std::string(1000, static_cast<char>('a' + i)));
  client.send_raw(client.encrypt(frames));
  EXPECT_EQ(client.read_frame().payload, "first " + std::string(1000, 'a'));
  for (int i = 1; i < 15; ++i) EXPECT_EQ(client.read_frame().payload[0], static_cast<char>('a' + i));
}

TEST_F(TlsServerTest, ends_a_session_whose_record_was_tampered_with) {
  server_.start();
  TestClient client = server_.connect();
  ASSERT_EQ(client.upgrade().status, 101);
  std::string record = client.encrypt(TestClient::text("hello"));
  record.back() = static_cast<char>(record.back() ^ 1);
  client.send_raw(record);
  EXPECT_EQ(server_.endpoint.ended.take().code, websocket::kAbnormal);
}

TEST_F(TlsServerTest, gives_new_connections_the_new_certificate) {
  server_.start();
  TestClient before = server_.connect();
  ASSERT_EQ(before.get("/hello").status, 200);

  const auto old_trust = server_.trust;
  const auto first = server_.options.tls;
  server_.use_tls();
  server_.server->renew_tls(server_.options.tls);
  // Both loops must have taken it.
  const auto refuses_old = [&] {
    TestClient client = connect_raw();
    try {
      client.start_tls(old_trust);
    } catch (const std::runtime_error&) {
      return true;
    }
    return false;
  };
  while (!refuses_old() || !refuses_old()) {
  }
  EXPECT_EQ(server_.connect().get("/hello").status, 200);
  EXPECT_EQ(before.get("/hello").status, 200) << "a connection that was there goes on";
}

TEST_F(TlsServerTest, refuses_one_connection_too_many_without_a_word) {
  server_.options.max_connections = 1;
  server_.start();
  TestClient first = server_.connect();
  ASSERT_EQ(first.get("/hello").status, 200);
  EXPECT_TRUE(connect_raw().at_end());
  EXPECT_EQ(server_.observer.refused.take(), "too_many_connections");
}

TEST_F(TlsServerTest, serves_a_storm_of_handshakes) {
  server_.start();
  std::vector<TestClient> clients;
  for (int i = 0; i < 100; ++i) clients.push_back(connect_raw());
  std::vector<std::unique_ptr<tls::Session>> sessions;
  for (TestClient& client : clients) sessions.push_back(client.begin_tls(server_.trust));
  for (std::size_t i = 0; i < clients.size(); ++i) clients[i].finish_tls(std::move(sessions[i]));
  for (TestClient& client : clients) EXPECT_EQ(client.get("/hello").status, 200);
}

}  // namespace
}  // namespace flumen::net
