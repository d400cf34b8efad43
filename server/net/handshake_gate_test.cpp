#include "net/handshake_gate.hpp"

#include <deque>
#include <memory>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

namespace flumen::net {
namespace {

using Turn = HandshakeGate::Turn;

class HandshakeGateTest : public ::testing::Test {
 protected:
  /// Lets one more wait; what became of it stands in outcomes_ then.
  std::size_t come() {
    const std::size_t number = turns_.size();
    turns_.push_back(std::make_unique<Turn>(gate_));
    boost::asio::co_spawn(context_, wait(number), boost::asio::detached);
    return number;
  }

  base::Task<void> wait(std::size_t number) {
    const bool admitted = co_await turns_[number]->wait();
    (admitted ? admitted_ : sent_away_).push_back(number);
  }

  boost::asio::io_context context_;
  HandshakeGate gate_{context_.get_executor()};
  std::deque<std::unique_ptr<Turn>> turns_;
  std::vector<std::size_t> admitted_;
  std::vector<std::size_t> sent_away_;
};

TEST_F(HandshakeGateTest, admits_a_batch_at_once_and_the_next_after_a_pause) {
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < 3 * HandshakeGate::kBatch; ++i) come();
  while (admitted_.size() < HandshakeGate::kBatch) context_.run_one();
  EXPECT_FALSE(gate_.crowded()) << "those who wait, wait for the pause only";
  while (admitted_.size() < 3 * HandshakeGate::kBatch) context_.run_one();
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 2 * HandshakeGate::kBetweenBatches);
  for (std::size_t i = 0; i < admitted_.size(); ++i) EXPECT_EQ(admitted_[i], i);
}

TEST_F(HandshakeGateTest, admits_nobody_until_a_place_is_free) {
  for (std::size_t i = 0; i < HandshakeGate::kMostAtOnce + 1; ++i) come();
  while (admitted_.size() < HandshakeGate::kMostAtOnce) context_.run_one();
  context_.poll();
  ASSERT_EQ(admitted_.size(), HandshakeGate::kMostAtOnce);
  EXPECT_TRUE(gate_.crowded());
  turns_[7].reset();
  context_.restart();
  while (admitted_.size() <= HandshakeGate::kMostAtOnce) context_.run_one();
  EXPECT_EQ(admitted_.back(), HandshakeGate::kMostAtOnce);
  EXPECT_FALSE(gate_.crowded());
}

TEST_F(HandshakeGateTest, lets_go_of_who_gives_up) {
  for (std::size_t i = 0; i < HandshakeGate::kBatch; ++i) come();
  const std::size_t impatient = come();
  const std::size_t patient = come();
  while (admitted_.size() < HandshakeGate::kBatch) context_.run_one();
  turns_[impatient]->give_up();
  while (sent_away_.empty()) context_.run_one();
  turns_[impatient].reset();
  while (admitted_.size() <= HandshakeGate::kBatch) context_.run_one();
  EXPECT_EQ(admitted_.back(), patient);
}

}  // namespace
}  // namespace flumen::net
