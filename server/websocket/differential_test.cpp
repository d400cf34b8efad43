#include <gtest/gtest.h>

#include "websocket/testing/beast_reference.hpp"
#include "websocket/testing/frame_generator.hpp"

namespace flumen::websocket::testing {
namespace {

constexpr std::size_t kLimit = 4096;
constexpr int kStreams = 1500;

std::string hex(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char byte : bytes.substr(0, 300)) {
    out += kDigits[static_cast<std::uint8_t>(byte) >> 4];
    out += kDigits[static_cast<std::uint8_t>(byte) & 0xF];
  }
  return out;
}

class Differential : public ::testing::TestWithParam<Role> {};

TEST_P(Differential, beast_reads_the_same_from_valid_streams) {
  FrameGenerator generator(2024);
  for (int i = 0; i < kStreams; ++i) {
    const std::string bytes = generator.valid_stream(GetParam(), 700);
    const Outcome ours = parse(GetParam(), kLimit, bytes);
    ASSERT_EQ(ours, parse_with_beast(GetParam(), kLimit, bytes)) << "stream " << i << ": " << hex(bytes);
    ASSERT_NE(ours.end, Outcome::End::refused) << "stream " << i << ": " << hex(bytes);
  }
}

TEST_P(Differential, beast_refuses_and_reads_the_same_from_damaged_streams) {
  FrameGenerator generator(2025);
  int refused = 0;
  for (int i = 0; i < kStreams; ++i) {
    // A limit below some of the messages, so that both have something too big to refuse.
    const std::string bytes = generator.damaged_stream(GetParam(), 700);
    const Outcome ours = parse(GetParam(), 256, bytes);
    const auto differs = difference(ours, parse_with_beast(GetParam(), 256, bytes));
    ASSERT_FALSE(differs) << "stream " << i << ": " << *differs << "\n" << hex(bytes);
    refused += ours.end == Outcome::End::refused ? 1 : 0;
  }
  EXPECT_GT(refused, kStreams / 4) << "the generator does too little damage";
}

TEST(DifferentialComparison, notices_a_lost_message_and_a_wrong_verdict) {
  Outcome ours{{{Opcode::text, "a", 0}}, Outcome::End::open, 0, false};
  Outcome beast = ours;
  EXPECT_FALSE(difference(ours, beast));
  beast.events.push_back({Opcode::text, "b", 0});
  EXPECT_TRUE(difference(ours, beast));
  beast = ours;
  beast.end = Outcome::End::refused;
  beast.error = kProtocolError;
  EXPECT_TRUE(difference(ours, beast));
}

INSTANTIATE_TEST_SUITE_P(Roles, Differential, ::testing::Values(Role::server, Role::client),
                         [](const auto& role) { return role.param == Role::server ? "server" : "client"; });

}  // namespace
}  // namespace flumen::websocket::testing
