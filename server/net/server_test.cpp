#include "net/server.hpp"

#include <algorithm>
#include <sys/resource.h>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/shard.hpp"
#include "net/test_server.hpp"

namespace flumen::net {
namespace {

using testing::Channel;
using ::testing::HasSubstr;
using testing::Reply;
using testing::TestClient;
using testing::TestServer;

base::Task<Response> hello(const Request&) {
  Response response;
  response.body = "hello";
  co_return response;
}

TEST(Server, says_why_it_cannot_listen) {
  TestServer first;
  first.start();
  TestServer second;
  second.options.port = first.server->port();
  Server taken(second.loops, second.options, second.router, second.endpoint, second.observer, base::Logger(second.log));
  const auto listening = taken.listen();
  ASSERT_FALSE(listening);
  EXPECT_EQ(listening.error().code, base::Errc::unavailable);
  EXPECT_THAT(listening.error().message, HasSubstr("Address already in use"));

  second.options.address = "not an address";
  Server wrong(second.loops, second.options, second.router, second.endpoint, second.observer, base::Logger(second.log));
  EXPECT_EQ(wrong.listen().error().code, base::Errc::invalid_argument);

  second.options.address = "127.0.0.1";
  second.options.trusted_proxies = {"proxy.example.org"};
  Server proxied(second.loops, second.options, second.router, second.endpoint, second.observer,
                 base::Logger(second.log));
  EXPECT_EQ(proxied.listen().error().code, base::Errc::invalid_argument);
}

TEST(Server, spreads_connections_over_the_loops) {
  TestServer server(2);
  Channel<std::size_t> loops;
  server.endpoint.handler = [&](WebSocketConnection& connection) {
    EXPECT_TRUE(connection.loop().is_current());
    loops.put(connection.loop().index());
    return nullptr;
  };
  server.start();
  std::size_t sum = 0;
  for (int i = 0; i < 4; ++i) {
    TestClient client = server.connect();
    ASSERT_EQ(client.upgrade().status, 101);
    sum += loops.take();
  }
  EXPECT_EQ(sum, 2U);
}

TEST(Server, refuses_more_connections_than_it_may_have) {
  TestServer server;
  server.options.max_connections = 2;
  server.start();
  TestClient first = server.connect();
  TestClient second = server.connect();
  ASSERT_EQ(first.get("/").status, 404);
  ASSERT_EQ(second.get("/").status, 404);
  EXPECT_EQ(server.server->connection_count(), 2U);
  TestClient third = server.connect();
  Reply reply = third.read_reply();
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.headers.contains("retry-after"));
  EXPECT_THAT(reply.body, HasSubstr(R"("code":"too_many_connections")"));
  EXPECT_TRUE(third.at_end());
  EXPECT_EQ(server.observer.refused.take(), "too_many_connections");
}

TEST(Server, refuses_more_connections_than_an_address_may_have) {
  TestServer server;
  server.options.max_connections_per_address = 1;
  server.start();
  TestClient first = server.connect();
  ASSERT_EQ(first.upgrade().status, 101);
  EXPECT_EQ(server.connect().read_reply().status, 503);
  EXPECT_EQ(server.observer.refused.take(), "too_many_connections_of_address");
  first.hang_up();
  server.observer.websockets_closed.take();
  // The place is free a moment after the session has ended.
  while (server.server->connection_count() > 0) std::this_thread::yield();
  EXPECT_EQ(server.connect().get("/").status, 404);
}

TEST(Server, refuses_more_connections_than_a_client_behind_a_proxy_may_have) {
  TestServer server;
  server.options.trusted_proxies = {"127.0.0.1"};
  server.options.max_connections_per_address = 1;
  server.router.add(Method::get, "/hello", hello);
  server.start();
  const std::string one = "X-Forwarded-For: 192.0.2.1\r\n";
  const std::string other = "X-Forwarded-For: 192.0.2.2\r\n";
  TestClient first = server.connect();
  ASSERT_EQ(first.upgrade("/ws/game", one).status, 101);

  TestClient second = server.connect();
  Reply reply = second.upgrade("/ws/game", one);
  EXPECT_EQ(reply.status, 503);
  EXPECT_TRUE(reply.headers.contains("retry-after"));
  EXPECT_THAT(reply.body, HasSubstr(R"("code":"too_many_connections")"));
  EXPECT_TRUE(second.at_end());
  EXPECT_EQ(server.observer.refused.take(), "too_many_connections_of_address");
  EXPECT_EQ(server.connect().get("/hello", one).status, 503);
  EXPECT_EQ(server.connect().upgrade("/ws/game", other).status, 101);
  EXPECT_EQ(server.connect().get("/hello").status, 200) << "what the proxy asks for itself";

  first.hang_up();
  second.hang_up();
  // The place is free a moment after the session has ended.
  while (server.server->connection_count() > 0) std::this_thread::yield();
  EXPECT_EQ(server.connect().upgrade("/ws/game", one).status, 101);
}

TEST(Server, lets_idle_connections_of_a_proxy_count_for_nobody) {
  TestServer server;
  server.options.trusted_proxies = {"127.0.0.1"};
  server.options.max_connections_per_address = 1;
  server.router.add(Method::get, "/hello", hello);
  server.start();
  const std::string client = "X-Forwarded-For: 192.0.2.1\r\n";
  TestClient idle = server.connect();
  ASSERT_EQ(idle.get("/hello", client).status, 200);
  // Its place is given back a moment after the answer, and surely before the next request is read.
  ASSERT_EQ(idle.get("/hello").status, 200);
  EXPECT_EQ(server.connect().get("/hello", client).status, 200);
}

TEST(Server, survives_running_out_of_descriptors) {
  TestServer server;
  server.router.add(Method::get, "/hello", hello);
  server.start();
  ASSERT_EQ(server.connect().get("/hello").status, 200);
  TestClient client(0);
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
  const rlimit none{0, limit.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
  client.connect(server.server->port());
  EXPECT_EQ(server.observer.refused.take(), "accept_failed");
  EXPECT_EQ(server.observer.refused.take(), "accept_failed");
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
  EXPECT_EQ(client.get("/hello").status, 200);
  const auto lines = server.log.lines();
  EXPECT_EQ(std::ranges::count_if(lines, [](const auto& line) { return line.starts_with("a connection could not"); }),
            1);
}

TEST(Server, stops_accepting_and_goes_on_serving) {
  TestServer server;
  server.router.add(Method::get, "/hello", hello);
  server.start();
  TestClient client = server.connect();
  ASSERT_EQ(client.get("/hello").status, 200);
  server.server->stop_accepting();
  EXPECT_EQ(client.get("/hello").status, 200);
  EXPECT_THROW(server.connect(), std::runtime_error);
  server.server->stop_accepting();
}

TEST(Server, closes_many_connections_of_every_kind) {
  TestServer server;
  server.start();
  std::vector<TestClient> websockets;
  std::vector<TestClient> idle;
  for (int i = 0; i < 100; ++i) {
    websockets.push_back(server.connect());
    ASSERT_EQ(websockets.back().upgrade().status, 101);
    idle.push_back(server.connect());
    ASSERT_EQ(idle.back().get("/").status, 404);
  }
  TestClient fresh = server.connect();
  server.server->stop_accepting();
  std::thread players([&] {
    for (TestClient& client : websockets) {
      EXPECT_EQ(client.read_close_code(), websocket::kGoingAway);
      client.send(TestClient::close_frame(websocket::kGoingAway));
      EXPECT_TRUE(client.at_end());
    }
  });
  EXPECT_EQ(server.server->close_all(websocket::kGoingAway, "bye", std::chrono::seconds(10)), 0U);
  players.join();
  EXPECT_EQ(server.server->connection_count(), 0U);
  for (TestClient& client : idle) EXPECT_TRUE(client.at_end());
  server.stop();
  EXPECT_EQ(server.observer.opened, server.observer.closed);
}

TEST(Server, drops_who_does_not_answer_the_close) {
  TestServer server;
  server.options.close_timeout = std::chrono::minutes(1);
  server.start();
  std::vector<TestClient> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(server.connect());
    ASSERT_EQ(clients.back().upgrade().status, 101);
  }
  EXPECT_EQ(server.stop(websocket::kGoingAway, std::chrono::milliseconds(20)), 20U);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(server.endpoint.ended.take().code, websocket::kGoingAway);
}

TEST(Server, finishes_the_request_under_way_when_it_closes) {
  TestServer server(1);
  Channel<Timer*> running;
  server.router.add(Method::get, "/slow", [&running](const Request&) -> base::Task<Response> {
    Timer until_told(co_await boost::asio::this_coro::executor, std::chrono::minutes(1));
    running.put(&until_told);
    boost::system::error_code cancelled;
    co_await until_told.async_wait(boost::asio::redirect_error(kAwait, cancelled));
    co_return Response{};
  });
  server.start();
  TestClient witness = server.connect();
  ASSERT_EQ(witness.upgrade().status, 101);
  TestClient client = server.connect();
  client.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
  Timer* handler = running.take();
  std::thread stopping([&] { EXPECT_EQ(server.stop(), 0U); });
  EXPECT_EQ(witness.read_close_code(), websocket::kGoingAway);
  witness.hang_up();
  boost::asio::post(server.loops[0].executor(), [handler] { handler->cancel(); });
  Reply reply = client.read_reply();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.headers["connection"], "close");
  client.hang_up();
  stopping.join();
}

TEST(Server, does_not_wait_for_a_request_that_is_still_arriving_when_it_closes) {
  TestServer server(1);
  server.router.add(Method::post, "/hello", hello);
  server.start();
  TestClient in_head = server.connect();
  in_head.send("GET /hello HTTP/1.1\r\nHost: t\r\n");
  TestClient in_body = server.connect();
  in_body.send("POST /hello HTTP/1.1\r\nHost: t\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n");
  ASSERT_EQ(in_body.read_reply().status, 100);
  // One loop serves them all, so what was sent before has been read when this is answered.
  ASSERT_EQ(server.connect().get("/").status, 404);
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(server.stop(), 0U);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(3));
  EXPECT_TRUE(in_head.at_end());
  EXPECT_TRUE(in_body.at_end());
}

TEST(Server, counts_what_passes) {
  TestServer server;
  server.start();
  TestClient client = server.connect();
  ASSERT_EQ(client.upgrade().status, 101);
  const std::size_t sent = server.observer.bytes_sent;
  const std::size_t received = server.observer.bytes_received;
  client.send(TestClient::text("hello"));
  ASSERT_EQ(client.read_frame().payload, "hello");
  server.stop(websocket::kGoingAway, std::chrono::milliseconds(0));
  EXPECT_EQ(server.observer.bytes_received, received + 11);
  EXPECT_GE(server.observer.bytes_sent, sent + 7);
}

TEST(Server, can_be_destroyed_without_having_started) {
  TestServer server;
  Server unused(server.loops, server.options, server.router, server.endpoint, server.observer,
                base::Logger(server.log));
  ASSERT_TRUE(unused.listen());
  EXPECT_NE(unused.port(), 0);
}

TEST(Shard, looks_at_deadlines_every_second_or_twice_within_the_shortest) {
  ServerOptions options;
  EXPECT_EQ(sweep_interval(options), std::chrono::seconds(1));
  options.idle_timeout = std::chrono::milliseconds(100);
  EXPECT_EQ(sweep_interval(options), std::chrono::milliseconds(50));
  options.idle_timeout = std::chrono::milliseconds(0);
  EXPECT_EQ(sweep_interval(options), std::chrono::milliseconds(5));
}

}  // namespace
}  // namespace flumen::net
