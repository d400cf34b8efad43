#include "websocket/parser.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "websocket/testing/frame_generator.hpp"
#include "websocket/testing/recorder.hpp"

namespace flumen::websocket::testing {
namespace {

using std::string_literals::operator""s;

constexpr std::size_t kLimit = 4096;
constexpr std::array<std::uint8_t, 4> kKey = {0x37, 0xFA, 0x21, 0x3D};

std::string frame(Opcode opcode, std::string_view payload, bool final = true) {
  std::string out;
  append_client_frame(out, opcode, payload, kKey);
  if (!final) out[0] = static_cast<char>(out[0] & 0x7F);
  return out;
}

Outcome read(const std::string& bytes, std::size_t limit = kLimit) { return parse(Role::server, limit, bytes); }

void expect_refused(const std::string& bytes, std::uint16_t code, std::size_t limit = kLimit) {
  const Outcome outcome = read(bytes, limit);
  EXPECT_EQ(outcome.end, Outcome::End::refused);
  EXPECT_EQ(outcome.error, code);
  EXPECT_TRUE(outcome.events.empty());
}

TEST(Parser, reads_the_examples_of_the_rfc) {
  // RFC 6455, section 5.7.
  const auto server_text = parse(Role::client, kLimit, "\x81\x05Hello");
  EXPECT_EQ(server_text.events, (std::vector<Event>{{Opcode::text, "Hello", 0}}));
  const auto client_text = read("\x81\x85\x37\xFA\x21\x3D\x7F\x9F\x4D\x51\x58");
  EXPECT_EQ(client_text.events, (std::vector<Event>{{Opcode::text, "Hello", 0}}));
  const auto fragments = parse(Role::client, kLimit, "\x01\x03Hel\x80\x02lo");
  EXPECT_EQ(fragments.events, (std::vector<Event>{{Opcode::text, "Hello", 0}}));
}

TEST(Parser, hands_over_whole_frames_without_a_copy) {
  class Where final : public ParserEvents {
   public:
    bool on_message(Opcode, std::string_view payload) override { return seen.push_back(payload.data()), true; }
    bool on_control(Opcode, std::string_view payload) override { return seen.push_back(payload.data()), true; }
    void on_close(std::uint16_t, std::string_view) override {}
    std::vector<const char*> seen;
  } where;
  std::string bytes = frame(Opcode::text, "one") + frame(Opcode::ping, "two") + frame(Opcode::binary, "three");
  Parser parser(Role::server, kLimit);
  ASSERT_EQ(parser.feed(bytes.data(), bytes.size(), where), Parser::Status::open);
  EXPECT_EQ(where.seen, (std::vector<const char*>{bytes.data() + 6, bytes.data() + 15, bytes.data() + 24}));
}

TEST(Parser, gives_the_same_events_for_every_two_splits_of_a_stream) {
  std::string bytes = frame(Opcode::text, "first") + frame(Opcode::text, "Hél", false) + frame(Opcode::ping, "p") +
                      frame(Opcode::continuation, "", false) + frame(Opcode::continuation, "lo") +
                      frame(Opcode::binary, std::string(130, '\xFF')) +
                      frame(Opcode::close, close_payload(1001, "bye"));
  const Outcome whole = read(bytes);
  ASSERT_EQ(whole.events.size(), 5U);
  ASSERT_EQ(whole.end, Outcome::End::closed);
  for (std::size_t first = 1; first < bytes.size(); ++first) {
    for (std::size_t second = first; second < bytes.size(); ++second) {
      const std::array cuts = {first, second};
      ASSERT_EQ(parse(Role::server, kLimit, bytes, cuts), whole) << first << ", " << second;
    }
  }
}

TEST(Parser, gives_the_same_outcome_for_any_split_of_good_and_bad_streams) {
  FrameGenerator generator(7);
  for (int i = 0; i < 3000; ++i) {
    const Role role = i % 2 == 0 ? Role::server : Role::client;
    const std::string bytes = i % 3 == 0 ? generator.valid_stream(role, 300) : generator.damaged_stream(role, 300);
    std::vector<std::size_t> cuts;
    for (std::size_t at = generator.below(40); at < bytes.size(); at += 1 + generator.below(i % 5 == 0 ? 2 : 60)) {
      cuts.push_back(at);
    }
    ASSERT_EQ(parse(role, 256, bytes, cuts), parse(role, 256, bytes)) << "stream " << i;
  }
}

TEST(Parser, round_trips_messages_of_every_length_encoding) {
  FrameGenerator generator(11);
  for (const std::size_t size :
       {0UL, 1UL, 7UL, 8UL, 124UL, 125UL, 126UL, 127UL, 1000UL, 65'535UL, 65'536UL, 100'000UL}) {
    const std::string payload = generator.bytes(size);
    EXPECT_EQ(read(frame(Opcode::binary, payload), size).events, (std::vector<Event>{{Opcode::binary, payload, 0}}));
    std::string server_frame;
    append_server_frame(server_frame, Opcode::binary, payload);
    EXPECT_EQ(parse(Role::client, size, server_frame).events, (std::vector<Event>{{Opcode::binary, payload, 0}}));
  }
}

TEST(Parser, releases_its_buffers_when_a_message_is_complete) {
  const std::string bytes =
      frame(Opcode::binary, std::string(1000, 'a'), false) + frame(Opcode::continuation, std::string(2000, 'b'));
  Parser parser(Role::server, kLimit);
  Recorder recorder;
  std::string head = bytes.substr(0, 2000);
  ASSERT_EQ(parser.feed(head.data(), head.size(), recorder), Parser::Status::open);
  EXPECT_EQ(parser.buffered(), 2000U - 8U);
  std::string tail = bytes.substr(2000);
  ASSERT_EQ(parser.feed(tail.data(), tail.size(), recorder), Parser::Status::open);
  EXPECT_EQ(parser.buffered(), 0U);
  ASSERT_EQ(recorder.events().size(), 1U);
  EXPECT_EQ(recorder.events()[0].payload.size(), 3000U);
}

TEST(Parser, is_stopped_by_an_event_before_the_next_frame) {
  std::string bytes = frame(Opcode::text, "one") + frame(Opcode::text, "two") + frame(Opcode::text, "three");
  Parser parser(Role::server, kLimit);
  Recorder recorder(2);
  EXPECT_EQ(parser.feed(bytes.data(), bytes.size(), recorder), Parser::Status::stopped);
  EXPECT_EQ(recorder.events().size(), 2U);
  std::string more = frame(Opcode::text, "four");
  EXPECT_EQ(parser.feed(more.data(), more.size(), recorder), Parser::Status::stopped);
  EXPECT_EQ(recorder.events().size(), 2U);
}

TEST(Parser, reads_nothing_after_a_close_frame) {
  const Outcome outcome = read(frame(Opcode::close, close_payload(4002, "taken")) + frame(Opcode::text, "late"));
  EXPECT_EQ(outcome.end, Outcome::End::closed);
  EXPECT_EQ(outcome.events, (std::vector<Event>{{Opcode::close, "taken", 4002}}));
}

TEST(Parser, reports_a_close_frame_without_a_code_as_no_status) {
  EXPECT_EQ(read(frame(Opcode::close, "")).events, (std::vector<Event>{{Opcode::close, "", kNoStatus}}));
}

TEST(Parser, refuses_wrong_close_frames) {
  expect_refused(frame(Opcode::close, "\x03"), kProtocolError);
  for (const std::uint16_t code : {0, 999, 1004, 1006, 1015, 2999, 5000}) {
    expect_refused(frame(Opcode::close, close_payload(code, "")), kProtocolError);
  }
  expect_refused(frame(Opcode::close, "\x03\xED"s), kProtocolError);  // 1005 on the wire
  expect_refused(frame(Opcode::close, close_payload(1000, "\xC3(")), kInvalidPayload);
}

TEST(Parser, refuses_reserved_bits_and_unknown_opcodes) {
  for (const int bit : {0x40, 0x20, 0x10}) {
    for (const Opcode opcode : {Opcode::text, Opcode::binary, Opcode::ping, Opcode::close}) {
      std::string bytes = frame(opcode, "");
      bytes[0] = static_cast<char>(bytes[0] | bit);
      expect_refused(bytes, kProtocolError);
    }
  }
  for (const int opcode : {3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF}) {
    expect_refused(frame(static_cast<Opcode>(opcode), "x"), kProtocolError);
  }
}

TEST(Parser, refuses_a_mask_where_none_may_be_and_none_where_one_must) {
  std::string unmasked;
  append_server_frame(unmasked, Opcode::text, "x");
  expect_refused(unmasked, kProtocolError);
  const Outcome outcome = parse(Role::client, kLimit, frame(Opcode::text, "x"));
  EXPECT_EQ(outcome.end, Outcome::End::refused);
  EXPECT_EQ(outcome.error, kProtocolError);
}

TEST(Parser, refuses_long_and_fragmented_control_frames) {
  for (const Opcode opcode : {Opcode::ping, Opcode::pong, Opcode::close}) {
    expect_refused(frame(opcode, std::string(126, 'a')), kProtocolError);
    expect_refused(frame(opcode, "", false), kProtocolError);
  }
  EXPECT_EQ(read(frame(Opcode::ping, std::string(125, 'a'))).events.size(), 1U);
}

TEST(Parser, refuses_fragments_out_of_order) {
  expect_refused(frame(Opcode::continuation, "x"), kProtocolError);
  expect_refused(frame(Opcode::continuation, "x", false), kProtocolError);
  expect_refused(frame(Opcode::text, "a", false) + frame(Opcode::text, "b"), kProtocolError);
  expect_refused(frame(Opcode::text, "", false) + frame(Opcode::binary, "b", false), kProtocolError);
  const Outcome outcome = read(frame(Opcode::text, "a") + frame(Opcode::continuation, "b"));
  EXPECT_EQ(outcome.error, kProtocolError);
  EXPECT_EQ(outcome.events.size(), 1U);
}

TEST(Parser, refuses_lengths_that_are_not_minimal) {
  expect_refused("\x82\xFE\x00\x7D"s, kProtocolError);
  expect_refused("\x82\xFF\x00\x00\x00\x00\x00\x00\xFF\xFF"s, kProtocolError, 100'000);
  expect_refused("\x82\xFF\x00\x00\x00\x00\x00\x00\x00\x00"s, kProtocolError);
}

TEST(Parser, refuses_a_length_with_its_highest_bit_set) {
  expect_refused("\x82\xFF\x80\x00\x00\x00\x00\x00\x00\x01"s, kProtocolError);
  expect_refused("\x82\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, kProtocolError, std::numeric_limits<std::size_t>::max());
}

TEST(Parser, refuses_a_message_that_is_too_big_by_its_declared_length) {
  // Not one byte of the payload has come.
  expect_refused("\x82\xFE\x10\x01"s, kMessageTooBig);
  expect_refused("\x82\xFF\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, kMessageTooBig);
  EXPECT_EQ(read(frame(Opcode::binary, std::string(kLimit, 'a'))).events.size(), 1U);
}

TEST(Parser, refuses_fragments_that_are_too_big_together) {
  const std::string half(kLimit / 2, 'a');
  const std::string begin = frame(Opcode::binary, half, false) + frame(Opcode::continuation, half, false);
  expect_refused(begin + frame(Opcode::continuation, "b"), kMessageTooBig);
  EXPECT_EQ(read(begin + frame(Opcode::ping, "p") + frame(Opcode::continuation, "")).events.size(), 2U);
}

TEST(Parser, refuses_text_that_is_not_utf8_even_across_fragments) {
  expect_refused(frame(Opcode::text, "\xFF"), kInvalidPayload);
  expect_refused(frame(Opcode::text, "caf\xC3"), kInvalidPayload);
  expect_refused(frame(Opcode::text, "caf\xC3", false) + frame(Opcode::continuation, ""), kInvalidPayload);
  const std::string water = "水";
  const auto split =
      read(frame(Opcode::text, water.substr(0, 1), false) + frame(Opcode::continuation, water.substr(1)));
  EXPECT_EQ(split.events, (std::vector<Event>{{Opcode::text, water, 0}}));
  EXPECT_EQ(read(frame(Opcode::binary, "\xFF")).events.size(), 1U);
}

TEST(Parser, says_why_it_refused_and_keeps_nothing) {
  Parser parser(Role::server, kLimit);
  Recorder recorder;
  std::string bytes = frame(Opcode::text, std::string(100, 'a'), false) + frame(Opcode::text, "b");
  ASSERT_EQ(parser.feed(bytes.data(), bytes.size(), recorder), Parser::Status::failed);
  EXPECT_STREQ(parser.error_reason(), "a new message inside a fragmented one");
  EXPECT_EQ(parser.buffered(), 0U);
  std::string more = frame(Opcode::text, "c");
  EXPECT_EQ(parser.feed(more.data(), more.size(), recorder), Parser::Status::failed);
  EXPECT_TRUE(recorder.events().empty());
}

}  // namespace
}  // namespace flumen::websocket::testing
