#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/test_server.hpp"

namespace flumen::net {
namespace {

using testing::Channel;
using testing::EchoHandler;
using testing::Frame;
using ::testing::HasSubstr;
using testing::Reply;
using testing::server_frame;
using testing::TestClient;
using testing::TestEndpoint;
using websocket::Opcode;

class WebSocketServerTest : public testing::EitherTransport {
 protected:
  TestClient open() {
    TestClient client = server_.connect();
    if (client.upgrade().status != 101) throw std::runtime_error("not upgraded");
    return client;
  }
};

INSTANTIATE_TEST_SUITE_P(Over, WebSocketServerTest, ::testing::Bool(), testing::transport_name);

TEST_P(WebSocketServerTest, upgrades_and_echoes) {
  server_.start();
  TestClient client = server_.connect();
  Reply reply = client.upgrade();
  EXPECT_EQ(reply.status, 101);
  EXPECT_EQ(reply.headers["sec-websocket-accept"], "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  EXPECT_EQ(reply.headers["upgrade"], "websocket");
  EXPECT_FALSE(reply.headers.contains("sec-websocket-protocol"));
  client.send(TestClient::text("hello"));
  const Frame frame = client.read_frame();
  EXPECT_EQ(frame.opcode, Opcode::text);
  EXPECT_EQ(frame.payload, "hello");
  EXPECT_EQ(server_.observer.websockets_opened, 1);
}

TEST_P(WebSocketServerTest, negotiates_a_subprotocol_that_was_offered) {
  server_.endpoint.admit = [](const Request&) { return TestEndpoint::Answer(TestEndpoint::Admission{nullptr, "b"}); };
  server_.start();
  TestClient client = server_.connect();
  EXPECT_EQ(client.upgrade("/ws/game", "Sec-WebSocket-Protocol: a, b\r\n").headers["sec-websocket-protocol"], "b");
  EXPECT_EQ(server_.endpoint.subprotocols.take(), "b");
  EXPECT_EQ(server_.connect().upgrade("/ws/game", "Sec-WebSocket-Protocol: a\r\n").status, 500);
}

TEST_P(WebSocketServerTest, refuses_an_upgrade_with_the_endpoints_answer_and_goes_on_with_http) {
  server_.endpoint.admit = [](const Request& request) {
    Response refusal;
    refusal.status = 401;
    refusal.body = std::string(request.query_value("token").value_or(""));
    return TestEndpoint::Answer(refusal);
  };
  server_.start();
  TestClient client = server_.connect();
  for (int i = 0; i < 2; ++i) {
    const Reply reply = client.upgrade("/ws/game?token=bad");
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(reply.body, "bad");
  }
  EXPECT_EQ(server_.observer.requests.take().route, "/ws/game");
}

TEST_P(WebSocketServerTest, refuses_what_is_no_upgrade) {
  server_.start();
  TestClient client = server_.connect();
  Reply reply = client.get("/ws/game");
  EXPECT_EQ(reply.status, 426);
  EXPECT_EQ(reply.headers["sec-websocket-version"], "13");
  EXPECT_EQ(reply.headers["upgrade"], "websocket");
  client.send("POST /ws/game HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(client.read_reply().status, 405);
  EXPECT_EQ(client.get("/ws/game", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 7\r\n").status,
            426);
  EXPECT_EQ(client.get("/ws/game", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n").status,
            400);
  EXPECT_EQ(client.upgrade("/elsewhere").status, 404);
}

TEST_P(WebSocketServerTest, refuses_an_upgrade_with_a_body) {
  server_.start();
  for (const char* body : {"Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
    TestClient client = server_.connect();
    std::string request = TestClient::upgrade_request();
    client.send(request.substr(0, request.size() - 2) + body);
    EXPECT_EQ(client.read_reply().status, 400) << body;
    EXPECT_EQ(client.upgrade("/ws/game", "Content-Length: 0\r\n").status, 101);
  }
}

TEST_P(WebSocketServerTest, invites_no_body_of_an_upgrade_and_answers_it_once) {
  server_.start();
  for (const char* length : {"Content-Length: 9\r\n", "Transfer-Encoding: chunked\r\n"}) {
    TestClient client = server_.connect();
    EXPECT_EQ(client.upgrade("/ws/game", std::string(length) + "Expect: 100-continue\r\n").status, 400) << length;
    EXPECT_TRUE(client.at_end());
    EXPECT_EQ(server_.observer.requests.take().status, 400);
  }
  EXPECT_EQ(server_.observer.websockets_opened, 0);
  server_.stop();
  EXPECT_TRUE(server_.observer.requests.empty());
}

TEST_P(WebSocketServerTest, answers_500_when_authorize_throws) {
  server_.endpoint.admit = [](const Request&) -> TestEndpoint::Answer { throw std::runtime_error("authorize broke"); };
  server_.start();
  EXPECT_EQ(server_.connect().upgrade().status, 500);
  EXPECT_THAT(server_.log.lines(), ::testing::Contains(HasSubstr("authorize broke")));
}

TEST_P(WebSocketServerTest, loses_nothing_that_came_behind_the_upgrade) {
  server_.start();
  TestClient client = server_.connect();
  std::string long_text(3000, 'x');
  client.send(TestClient::upgrade_request() + TestClient::text("early") + TestClient::text(long_text) +
              TestClient::text("third").substr(0, 4));
  EXPECT_EQ(client.read_reply().status, 101);
  EXPECT_EQ(client.read_frame().payload, "early");
  EXPECT_EQ(client.read_frame().payload, long_text);
  client.send(TestClient::text("third").substr(4));
  EXPECT_EQ(client.read_frame().payload, "third");
}

TEST_P(WebSocketServerTest, joins_fragments_and_answers_pings_between_them) {
  server_.start();
  TestClient client = open();
  client.send(TestClient::fragment(Opcode::text, "one ") + TestClient::frame(Opcode::ping, "now?") +
              TestClient::fragment(Opcode::continuation, "two ") + TestClient::frame(Opcode::continuation, "three"));
  std::vector<Frame> frames{client.read_frame(), client.read_frame()};
  if (frames[0].opcode == Opcode::text) std::swap(frames[0], frames[1]);
  EXPECT_EQ(frames[0].opcode, Opcode::pong);
  EXPECT_EQ(frames[0].payload, "now?");
  EXPECT_EQ(frames[1].payload, "one two three");
}

TEST_P(WebSocketServerTest, reads_frames_that_come_byte_by_byte) {
  server_.start();
  TestClient client = open();
  for (const char c : TestClient::text("slowly")) client.send(std::string_view(&c, 1));
  EXPECT_EQ(client.read_frame().payload, "slowly");
}

TEST_P(WebSocketServerTest, tells_the_peer_what_it_did_wrong) {
  server_.options.max_message_bytes = 100;
  server_.start();
  std::string unmasked;
  websocket::append_server_frame(unmasked, Opcode::text, "bare");
  const std::vector<std::pair<std::string, int>> mistakes{
      {TestClient::text(std::string(101, 'x')), websocket::kMessageTooBig},
      {unmasked, websocket::kProtocolError},
      {TestClient::text("\xC0\xAF"), websocket::kInvalidPayload},
      {TestClient::frame(static_cast<Opcode>(3), ""), websocket::kProtocolError},
  };
  for (const auto& [bytes, code] : mistakes) {
    TestClient client = open();
    client.send(bytes + TestClient::text("more"));
    EXPECT_EQ(client.read_close_code(), code);
    EXPECT_TRUE(client.at_end());
    client.hang_up();
    const CloseInfo info = server_.endpoint.ended.take();
    EXPECT_EQ(info.code, code);
    EXPECT_FALSE(info.by_peer);
    EXPECT_EQ(server_.observer.websockets_closed.take(), code);
  }
}

TEST_P(WebSocketServerTest, answers_the_peers_close) {
  server_.start();
  TestClient client = open();
  client.send(TestClient::text("last") + TestClient::close_frame(websocket::kGoingAway));
  EXPECT_EQ(client.read_frame().payload, "last");
  EXPECT_EQ(client.read_frame().close_code(), websocket::kGoingAway);
  EXPECT_TRUE(client.at_end());
  const CloseInfo info = server_.endpoint.ended.take();
  EXPECT_EQ(info.code, websocket::kGoingAway);
  EXPECT_TRUE(info.by_peer);
}

TEST_P(WebSocketServerTest, answers_a_close_without_a_code) {
  server_.start();
  TestClient client = open();
  client.send(TestClient::frame(Opcode::close, ""));
  EXPECT_EQ(client.read_frame().payload, "");
  EXPECT_EQ(server_.endpoint.ended.take().code, websocket::kNoStatus);
}

TEST_P(WebSocketServerTest, notices_a_peer_that_just_goes) {
  server_.start();
  open().hang_up();
  const CloseInfo info = server_.endpoint.ended.take();
  EXPECT_EQ(info.code, websocket::kAbnormal);
  EXPECT_TRUE(info.by_peer);
}

/// Closes on "bye" and counts what it is given.
class ClosingHandler final : public EchoHandler {
 public:
  ClosingHandler(WebSocketConnection& connection, Channel<CloseInfo>& ended, std::atomic<int>& messages)
      : EchoHandler(connection, ended), messages_(messages) {}
  bool on_message(Opcode opcode, std::string_view payload) override {
    ++messages_;
    if (payload != "bye") return EchoHandler::on_message(opcode, payload);
    connection_.append(server_frame("farewell"));
    connection_.close(4001, "as asked");
    return false;
  }

 private:
  std::atomic<int>& messages_;
};

TEST_P(WebSocketServerTest, closes_after_what_waits_and_hears_no_more) {
  std::atomic<int> heard{0};
  server_.endpoint.handler = [&](WebSocketConnection& connection) {
    return std::make_unique<ClosingHandler>(connection, server_.endpoint.ended, heard);
  };
  server_.start();
  TestClient client = open();
  client.send(TestClient::text("bye") + TestClient::text("ignored"));
  EXPECT_EQ(client.read_frame().payload, "farewell");
  const Frame close = client.read_frame();
  EXPECT_EQ(close.close_code(), 4001);
  EXPECT_EQ(close.payload.substr(2), "as asked");
  EXPECT_TRUE(server_.endpoint.ended.empty()) << "the peer has not answered yet";
  client.send(TestClient::text("ignored too") + TestClient::close_frame(4001));
  EXPECT_EQ(server_.endpoint.ended.take().code, 4001);
  EXPECT_EQ(heard, 1);
  EXPECT_TRUE(client.at_end());
}

TEST_P(WebSocketServerTest, does_not_wait_for_ever_for_the_peers_close) {
  server_.options.close_timeout = std::chrono::milliseconds(20);
  std::atomic<int> heard{0};
  server_.endpoint.handler = [&](WebSocketConnection& connection) {
    return std::make_unique<ClosingHandler>(connection, server_.endpoint.ended, heard);
  };
  server_.start();
  TestClient client = open();
  client.send(TestClient::text("bye"));
  EXPECT_EQ(server_.endpoint.ended.take().code, 4001);
}

TEST_P(WebSocketServerTest, pings_and_closes_who_stays_silent) {
  server_.options.ping_interval = std::chrono::milliseconds(20);
  server_.options.idle_timeout = std::chrono::milliseconds(100);
  server_.start();
  TestClient client = open();
  EXPECT_EQ(client.read_frame().opcode, Opcode::ping);
  EXPECT_EQ(client.read_close_code(), websocket::kIdle);
  client.send(TestClient::close_frame(websocket::kIdle));
  EXPECT_EQ(server_.endpoint.ended.take().code, websocket::kIdle);
}

TEST_P(WebSocketServerTest, a_pong_is_a_sign_of_life) {
  server_.options.ping_interval = std::chrono::milliseconds(20);
  server_.options.idle_timeout = std::chrono::milliseconds(400);
  server_.start();
  TestClient client = open();
  const auto began = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - began < 2 * server_.options.idle_timeout) {
    ASSERT_EQ(client.read_frame().opcode, Opcode::ping);
    client.send(TestClient::frame(Opcode::pong, ""));
  }
}

/// Sends `count` frames of 1,000 bytes at the first message, as fast as it can.
class FloodingHandler final : public EchoHandler {
 public:
  FloodingHandler(WebSocketConnection& connection, Channel<CloseInfo>& ended, int count, Channel<std::string>& events)
      : EchoHandler(connection, ended), count_(count), events_(events) {}
  bool on_message(Opcode, std::string_view) override {
    const base::Slice frame = server_frame(std::string(1000, 'x'));
    for (int i = 0; i < count_; ++i) {
      connection_.append(frame);
      connection_.flush();
    }
    if (connection_.congested()) events_.put("congested");
    return true;
  }
  void on_drained() override { events_.put(connection_.congested() ? "still congested" : "drained"); }

 private:
  int count_;
  Channel<std::string>& events_;
};

TEST_P(WebSocketServerTest, closes_a_client_that_does_not_read) {
  server_.options.outbox_bytes = 50'000;
  server_.options.close_timeout = std::chrono::milliseconds(50);
  Channel<std::string> events;
  server_.endpoint.handler = [&](WebSocketConnection& connection) {
    return std::make_unique<FloodingHandler>(connection, server_.endpoint.ended, 20'000, events);
  };
  server_.start();
  TestClient client = server_.connect(4096);
  ASSERT_EQ(client.upgrade().status, 101);
  client.send(TestClient::text("go"));
  EXPECT_EQ(server_.endpoint.ended.take().code, websocket::kTooSlow);
  EXPECT_EQ(events.take(), "congested");
}

TEST_P(WebSocketServerTest, tells_a_slow_client_why_if_it_reads_at_last) {
  server_.options.outbox_bytes = 50'000;
  Channel<std::string> events;
  server_.endpoint.handler = [&](WebSocketConnection& connection) {
    return std::make_unique<FloodingHandler>(connection, server_.endpoint.ended, 20'000, events);
  };
  server_.start();
  TestClient client = server_.connect(4096);
  ASSERT_EQ(client.upgrade().status, 101);
  client.send(TestClient::text("go"));
  EXPECT_EQ(events.take(), "congested");
  EXPECT_EQ(client.read_close_code(), websocket::kTooSlow);
}

TEST_P(WebSocketServerTest, says_when_a_congested_outbox_has_drained) {
  constexpr int kFrames = 10'000;
  server_.options.outbox_bytes = 100'000'000;
  Channel<std::string> events;
  server_.endpoint.handler = [&](WebSocketConnection& connection) {
    return std::make_unique<FloodingHandler>(connection, server_.endpoint.ended, kFrames, events);
  };
  server_.start();
  TestClient client = server_.connect(4096);
  ASSERT_EQ(client.upgrade().status, 101);
  client.send(TestClient::text("go"));
  EXPECT_EQ(events.take(), "congested");
  for (int i = 0; i < kFrames; ++i) ASSERT_EQ(client.read_frame().payload.size(), 1000U);
  EXPECT_EQ(events.take(), "drained");
}

TEST_P(WebSocketServerTest, answers_only_the_newest_of_the_pings_that_wait) {
  constexpr int kFrames = 10'000;
  server_.options.outbox_bytes = 100'000'000;
  Channel<std::string> events;
  server_.endpoint.handler = [&](WebSocketConnection& connection) {
    return std::make_unique<FloodingHandler>(connection, server_.endpoint.ended, kFrames, events);
  };
  server_.start();
  TestClient client = server_.connect(4096);
  ASSERT_EQ(client.upgrade().status, 101);
  std::string bytes = TestClient::text("go");
  for (int i = 0; i < 50; ++i) bytes += TestClient::frame(Opcode::ping, std::to_string(i));
  client.send(bytes);
  EXPECT_EQ(events.take(), "congested");
  for (int i = 0; i < kFrames; ++i) ASSERT_EQ(client.read_frame().payload.size(), 1000U);
  const Frame pong = client.read_frame();
  EXPECT_EQ(pong.opcode, Opcode::pong);
  EXPECT_EQ(pong.payload, "49");
  EXPECT_EQ(events.take(), "drained");
  client.send(TestClient::frame(Opcode::ping, "again"));
  EXPECT_EQ(client.read_frame().payload, "again") << "no other pong may have waited";
}

/// Once the socket takes no more, queues many small frames.
class CrumblingHandler final : public EchoHandler {
 public:
  CrumblingHandler(WebSocketConnection& connection, Channel<CloseInfo>& ended, Channel<std::size_t>& queued)
      : EchoHandler(connection, ended), queued_(queued) {}
  bool on_message(Opcode, std::string_view) override {
    const base::Slice large = server_frame(std::string(1000, 'x'));
    while (!connection_.congested()) {
      connection_.append(large);
      connection_.flush();
    }
    const base::Slice small = server_frame("x");
    std::size_t most = 0;
    for (int i = 0; i < 20'000; ++i) {
      connection_.append(small);
      most = std::max(most, connection_.queued_bytes());
    }
    queued_.put(most);
    return true;
  }

 private:
  Channel<std::size_t>& queued_;
};

TEST_P(WebSocketServerTest, counts_what_small_frames_cost_against_the_outbox_bound) {
  server_.options.outbox_bytes = 1'000'000;
  server_.options.close_timeout = std::chrono::milliseconds(50);
  Channel<std::size_t> queued;
  server_.endpoint.handler = [&](WebSocketConnection& connection) {
    return std::make_unique<CrumblingHandler>(connection, server_.endpoint.ended, queued);
  };
  server_.start();
  TestClient client = server_.connect(4096);
  ASSERT_EQ(client.upgrade().status, 101);
  client.send(TestClient::text("go"));
  EXPECT_LT(queued.take(), 35'000U);
  EXPECT_EQ(server_.endpoint.ended.take().code, websocket::kTooSlow);
}

TEST_P(WebSocketServerTest, closes_who_floods_it_with_control_frames) {
  server_.start();
  for (const Opcode opcode : {Opcode::ping, Opcode::pong}) {
    TestClient client = open();
    std::string flood;
    for (int i = 0; i < 200; ++i) flood += TestClient::frame(opcode, "");
    client.send(flood);
    EXPECT_EQ(client.read_close_code(), websocket::kPolicyViolation);
    client.send(TestClient::close_frame(websocket::kPolicyViolation));
    EXPECT_EQ(server_.endpoint.ended.take().code, websocket::kPolicyViolation);
  }
}

TEST_P(WebSocketServerTest, closes_a_flood_of_control_frames_before_the_first_message) {
  Channel<base::Errc> why;
  server_.endpoint.service = [&](WebSocketConnection& connection) -> base::Task<TestEndpoint::Handler> {
    const auto message = co_await connection.read_message(std::chrono::seconds(10));
    why.put(message ? base::Errc::internal : message.error().code);
    co_return nullptr;
  };
  server_.start();
  TestClient client = open();
  std::string flood;
  for (int i = 0; i < 200; ++i) flood += TestClient::frame(Opcode::ping, "");
  client.send(flood);
  EXPECT_EQ(why.take(), base::Errc::unavailable);
  EXPECT_EQ(client.read_close_code(), websocket::kPolicyViolation);
}

TEST_P(WebSocketServerTest, bears_a_burst_of_control_frames) {
  server_.start();
  TestClient client = open();
  std::string burst;
  for (int i = 0; i < 60; ++i) burst += TestClient::frame(Opcode::pong, "");
  client.send(burst + TestClient::text("still here"));
  EXPECT_EQ(client.read_frame().payload, "still here");
}

TEST_P(WebSocketServerTest, sends_one_message_larger_than_the_outbox_bound) {
  server_.options.outbox_bytes = 1000;
  server_.options.max_message_bytes = 10'000'000;
  server_.start();
  TestClient client = open();
  const std::string large(6'000'000, 'x');
  std::thread sender([&client, message = client.prepare(TestClient::text(large))] { client.send_raw(message); });
  EXPECT_EQ(client.read_frame().payload.size(), large.size());
  sender.join();
}

TEST_P(WebSocketServerTest, reads_single_messages_before_there_is_a_handler) {
  Channel<std::string> first;
  server_.endpoint.service = [&](WebSocketConnection& connection) -> base::Task<TestEndpoint::Handler> {
    for (int i = 0; i < 2; ++i) {
      const auto message = co_await connection.read_message(std::chrono::seconds(10));
      first.put(message ? *message : message.error().message);
    }
    co_return std::make_unique<EchoHandler>(connection, server_.endpoint.ended);
  };
  server_.start();
  TestClient client = server_.connect();
  client.send(TestClient::upgrade_request() + TestClient::text("one") + TestClient::text("two") +
              TestClient::text("three"));
  EXPECT_EQ(client.read_reply().status, 101);
  EXPECT_EQ(first.take(), "one");
  EXPECT_EQ(first.take(), "two");
  EXPECT_EQ(client.read_frame().payload, "three");
}

TEST_P(WebSocketServerTest, says_why_no_message_was_read) {
  server_.options.ping_interval = std::chrono::milliseconds(20);
  Channel<base::Errc> why;
  server_.endpoint.service = [&](WebSocketConnection& connection) -> base::Task<TestEndpoint::Handler> {
    const auto message = co_await connection.read_message(std::chrono::milliseconds(30));
    why.put(message ? base::Errc::internal : message.error().code);
    connection.close(websocket::kUnauthorised, "no token came");
    co_return nullptr;
  };
  server_.start();
  TestClient silent = open();
  EXPECT_EQ(why.take(), base::Errc::timed_out);
  EXPECT_EQ(silent.read_close_code(), websocket::kUnauthorised);
  open().hang_up();
  EXPECT_EQ(why.take(), base::Errc::unavailable);
  TestClient binary = open();
  binary.send(TestClient::frame(Opcode::binary, "x"));
  EXPECT_EQ(why.take(), base::Errc::invalid_argument);
  EXPECT_EQ(binary.read_close_code(), websocket::kUnsupportedData);
}

TEST_P(WebSocketServerTest, closes_with_1011_when_the_service_throws) {
  server_.endpoint.service = [](WebSocketConnection&) -> base::Task<TestEndpoint::Handler> {
    throw std::runtime_error("the service broke");
    co_return nullptr;
  };
  server_.start();
  TestClient client = open();
  EXPECT_EQ(client.read_close_code(), websocket::kInternalError);
  client.send(TestClient::close_frame(websocket::kInternalError));
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(server_.observer.websockets_closed.take(), websocket::kInternalError);
  server_.stop();
  const auto lines = server_.log.lines();
  EXPECT_THAT(lines, ::testing::Contains(::testing::AllOf(HasSubstr("the service broke"), HasSubstr("session_id="))));
}

/// Breaks at the first message, and when it is told of the end.
class BrokenHandler final : public EchoHandler {
 public:
  using EchoHandler::EchoHandler;
  bool on_message(Opcode, std::string_view) override { throw std::runtime_error("the handler broke"); }
  base::Task<void> on_closed(CloseInfo info) override {
    co_await EchoHandler::on_closed(std::move(info));
    throw std::runtime_error("the handler's end broke");
  }
};

TEST_P(WebSocketServerTest, closes_with_1011_when_the_handler_throws) {
  server_.endpoint.handler = [&](WebSocketConnection& connection) {
    return std::make_unique<BrokenHandler>(connection, server_.endpoint.ended);
  };
  server_.start();
  TestClient client = open();
  client.send(TestClient::text("hello"));
  EXPECT_EQ(client.read_close_code(), websocket::kInternalError);
  client.send(TestClient::close_frame(websocket::kInternalError));
  EXPECT_TRUE(client.at_end());
  EXPECT_EQ(server_.endpoint.ended.take().code, websocket::kInternalError);
  EXPECT_EQ(server_.observer.websockets_closed.take(), websocket::kInternalError);
  server_.stop();
  EXPECT_THAT(server_.log.lines(), ::testing::AllOf(::testing::Contains(HasSubstr("the handler broke")),
                                                    ::testing::Contains(HasSubstr("the handler's end broke"))));
}

}  // namespace
}  // namespace flumen::net
