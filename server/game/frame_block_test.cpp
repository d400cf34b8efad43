#include "game/frame_block.hpp"

#include <gtest/gtest.h>

namespace flumen::game {
namespace {

FrameBlock block_of_three_events_and_two_moves() {
  FrameBlock block;
  block.bytes = "AAABBBCCC111222";
  block.events = {{11, 0}, {12, 3}, {13, 6}};
  block.moves_begin = 9;
  block.moves = {{2, 9, 12}, {7, 12, 15}};
  return block;
}

TEST(FrameBlock, gives_a_newcomer_only_what_happened_after_the_arrival) {
  const FrameBlock block = block_of_three_events_and_two_moves();
  EXPECT_EQ(block.events_after(0), 0U);
  EXPECT_EQ(block.events_after(10), 0U);
  EXPECT_EQ(block.events_after(11), 3U);
  EXPECT_EQ(block.events_after(12), 6U);
  EXPECT_EQ(block.events_after(13), block.moves_begin);
}

TEST(FrameBlock, finds_the_own_move_to_leave_it_out) {
  const FrameBlock block = block_of_three_events_and_two_moves();
  EXPECT_EQ(block.move_of(2).begin, 9U);
  EXPECT_EQ(block.move_of(2).end, 12U);
  EXPECT_EQ(block.move_of(7).begin, 12U);
  for (const Slot stood : {0U, 3U, 9U}) {
    EXPECT_EQ(block.move_of(stood).begin, block.bytes.size());
    EXPECT_EQ(block.move_of(stood).end, block.bytes.size());
  }
}

TEST(FrameBlock, without_events_the_moves_begin_at_once) {
  FrameBlock block;
  block.bytes = "111";
  block.moves = {{0, 0, 3}};
  EXPECT_EQ(block.events_after(0), 0U);
  EXPECT_EQ(block.events_after(99), 0U);
}

}  // namespace
}  // namespace flumen::game
