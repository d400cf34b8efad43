#include "bots/testing/faulty_server.hpp"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bots/campaign.hpp"
#include "websocket/frame.hpp"

namespace flumen::bots {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

Options impatient(std::uint16_t port) {
  Options options;
  options.url = {"127.0.0.1", port};
  options.count = 2;
  options.scenario = Scenario::idle;
  options.scenario_name = "w4";
  options.duration = milliseconds(300);
  options.ready_timeout = milliseconds(200);
  options.answer_timeout = milliseconds(250);
  options.setup_timeout = milliseconds(3'000);
  return options;
}

struct Outcome {
  int code = 0;
  std::string said;  // on the standard output and the standard error
};

Outcome run(const Options& options) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const auto begin = std::chrono::steady_clock::now();
  Outcome out;
  out.code = run_campaign(options);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << "it hung";
  out.said = ::testing::internal::GetCapturedStdout() + ::testing::internal::GetCapturedStderr();
  return out;
}

/// Runs against a server that does one thing wrong.
Outcome meet(Step step, const FaultyServer::Fault& fault) {
  const FaultyServer server(step, fault);
  Outcome out = run(impatient(server.port()));
  EXPECT_TRUE(server.was_met()) << "the test tests nothing: " << out.said;
  return out;
}

void expect_failure(Step step, const FaultyServer::Fault& fault, const std::string& sentence) {
  const Outcome out = meet(step, fault);
  EXPECT_EQ(out.code, kServerFailed) << out.said;
  EXPECT_THAT(out.said, HasSubstr(sentence));
}

FaultyServer::Fault says(std::string bytes) {
  return [bytes = std::move(bytes)](Peer& peer) { peer.send(bytes); };
}
void stalls(Peer& peer) { peer.stall(); }
void hangs_up(Peer&) {}
void drips(Peer& peer) { peer.drip("HTTP/1.1 200 OK\r\nX-Nothing: yet"); }
void floods(Peer& peer) {
  peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
  peer.flood(std::string(65'536, 'x'));
}

TEST(FaultyServer, is_no_fault_at_all_when_it_does_everything_right) {
  // Otherwise the other tests could fail for another reason than theirs.
  const FaultyServer server(Step::world, [](Peer& peer) {
    peer.send(text_frame(welcome_message()));
    peer.swallow();
  });
  const Outcome out = run(impatient(server.port()));
  EXPECT_EQ(out.code, kAllWell) << out.said;
  EXPECT_THAT(out.said, HasSubstr("2 in the world at the end"));
}

TEST(FaultyServer, that_refuses_connections_is_told) {
  std::uint16_t port = 0;
  {
    const FaultyServer gone(Step::ready, hangs_up);
    port = gone.port();
  }
  const Outcome out = run(impatient(port));
  EXPECT_EQ(out.code, kServerFailed);
  EXPECT_THAT(out.said, HasSubstr("cannot connect to 127.0.0.1"));
}

TEST(FaultyServer, that_is_not_ready_is_told) {
  expect_failure(Step::ready, says(http_answer("503 Service Unavailable", "{}")), "/readyz was answered 503");
  expect_failure(Step::ready, says("HTTP/1.1 301 Moved\r\nLocation: https://elsewhere/\r\nContent-Length: 0\r\n\r\n"),
                 "a redirection");
  expect_failure(Step::ready, says("SSH-2.0-OpenSSH_9.2\r\n\r\n"), "did not answer");
  expect_failure(Step::ready, stalls, "did not answer");
  expect_failure(Step::ready, drips, "did not answer");
  expect_failure(Step::ready, floods, "did not answer");
  expect_failure(Step::ready, hangs_up, "did not answer");
}

TEST(FaultyServer, that_has_no_maps_is_told) {
  expect_failure(Step::map, says(http_answer("200 OK", "no json")), "map document");
  expect_failure(Step::map, says(http_answer("200 OK", R"({"id":"map_0_0","walkable":["."],"transitions":[]})")),
                 "49 rows");
  expect_failure(Step::map, says(http_answer("404 Not Found", "{}")), "was answered 404");
  expect_failure(Step::map, stalls, "did not answer");
  expect_failure(Step::map, floods, "did not answer");
}

TEST(FaultyServer, that_lets_nobody_register_is_told) {
  expect_failure(Step::registration, says(http_answer("400 Bad Request", R"({"error":"no such luck"})")),
                 "no such luck");
  expect_failure(Step::registration, says(http_answer("503 Service Unavailable", "{}")), "nobody new has come in");
  expect_failure(Step::registration, stalls, "nobody new has come in");
}

TEST(FaultyServer, that_lets_nobody_log_in_is_told) {
  expect_failure(Step::login, says(http_answer("200 OK", "{")), "was answered 200");
  expect_failure(Step::login, says(http_answer("200 OK", R"({"token":7})")), "was answered 200");
  expect_failure(Step::login, says(http_answer("401 Unauthorized", "{}")), "--password");
  expect_failure(Step::login, drips, "nobody new has come in");
  expect_failure(Step::login, hangs_up, "nobody new has come in");
}

TEST(FaultyServer, that_upgrades_nobody_is_told) {
  expect_failure(Step::upgrade, says(http_answer("200 OK", "{}")), "the upgrade was answered 200");
  expect_failure(Step::upgrade, says("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: nonsense\r\n\r\n"),
                 "wrong Sec-WebSocket-Accept");
  expect_failure(Step::upgrade, stalls, "the upgrade was not answered");
  expect_failure(Step::upgrade, drips, "the upgrade was not answered");
  expect_failure(Step::upgrade, hangs_up, "the upgrade was not answered");
}

TEST(FaultyServer, that_talks_nonsense_in_the_world_is_told) {
  expect_failure(Step::world, says("\xFF\xFF\xFF\xFF"), "it broke the protocol");
  expect_failure(Step::world, says(text_frame("{\"type\":\"welcome\"")), "nobody new has come in");
  expect_failure(Step::world, says(text_frame(R"({"type":"welcome","data":{"x":"here"}})")), "nobody new has come in");
  // Of the length of a message that never comes.
  expect_failure(Step::world, says(std::string("\x81\x7F\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 10)),
                 "it broke the protocol");
  expect_failure(Step::world, hangs_up, "the connection ended");
  expect_failure(
      Step::world, [](Peer& peer) { peer.drip(text_frame(std::string(1000, 'x'))); }, "nobody new has come in");
  expect_failure(
      Step::world, [](Peer& peer) { peer.flood(text_frame(std::string(10'000, ' '))); }, "nobody new has come in");
}

TEST(FaultyServer, that_welcomes_nobody_is_told_and_is_not_taken_for_one_that_closed) {
  const Outcome out = meet(Step::world, stalls);
  EXPECT_EQ(out.code, kServerFailed) << out.said;
  EXPECT_THAT(out.said, HasSubstr("nobody new has come in"));
  EXPECT_THAT(out.said, HasSubstr("the last problem was: no welcome came in time"));
  EXPECT_THAT(out.said, Not(HasSubstr("closed with")));
}

TEST(FaultyServer, that_throws_everybody_out_again_is_told) {
  expect_failure(
      Step::world,
      [](Peer& peer) {
        peer.send(text_frame(welcome_message()));
        std::string close;
        websocket::append_server_frame(close, websocket::Opcode::close,
                                       websocket::close_payload(websocket::kInternalError, "a bad day"));
        peer.send(close);
      },
      "the server closed with 1011: a bad day");
}

TEST(FaultyServer, that_stops_reading_ends_nothing_but_the_measurement) {
  // A silent bot sends next to nothing: the kernel takes it. What counts is that the end comes all the same.
  const Outcome out = meet(Step::world, [](Peer& peer) {
    peer.send(text_frame(welcome_message()));
    peer.stall();
  });
  EXPECT_EQ(out.code, kAllWell) << out.said;
}

TEST(FaultyServer, that_delivers_nothing_is_told) {
  const FaultyServer server(Step::world, [](Peer& peer) {
    peer.send(text_frame(welcome_message()));
    peer.swallow();
  });
  Options options = impatient(server.port());
  options.scenario = Scenario::wander;
  options.moves_per_second = 20;
  options.listeners = 2;
  const Outcome out = run(options);
  EXPECT_EQ(out.code, kServerFailed) << out.said;
  EXPECT_THAT(out.said, HasSubstr("nobody received any"));
}

}  // namespace
}  // namespace flumen::bots
