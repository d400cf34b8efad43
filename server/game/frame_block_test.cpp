#include "game/frame_block.hpp"

#include <gtest/gtest.h>

namespace flumen::game {
namespace {

FrameBlock block_of_three_events_and_two_moves() {
  FrameBlock block;
  block.bytes = "AAABBBCCC##111222";
  block.events = {{11, 0}, {12, 3}, {13, 6}};
  block.moves_begin = 9;
  block.texts_begin = 11;
  block.move_count = 2;
  block.first_mover = 2;
  block.texts = {{2, 11, 14}, {7, 14, 17}};
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
  EXPECT_EQ(block.text_of(2).begin, 11U);
  EXPECT_EQ(block.text_of(2).end, 14U);
  EXPECT_EQ(block.text_of(7).begin, 14U);
  for (const Slot stood : {0U, 3U, 9U}) {
    EXPECT_EQ(block.text_of(stood).begin, block.bytes.size());
    EXPECT_EQ(block.text_of(stood).end, block.bytes.size());
  }
}

TEST(FrameBlock, knows_who_moved_alone) {
  FrameBlock block;
  EXPECT_FALSE(block.moved_alone(0)) << "nobody moved";
  block.move_count = 1;
  block.first_mover = 3;
  EXPECT_TRUE(block.moved_alone(3));
  EXPECT_FALSE(block.moved_alone(0));
  block.move_count = 2;
  EXPECT_FALSE(block.moved_alone(3));
}

TEST(FrameBlock, without_events_the_moves_begin_at_once) {
  FrameBlock block;
  block.bytes = "111";
  block.texts = {{0, 0, 3}};
  EXPECT_EQ(block.events_after(0), 0U);
  EXPECT_EQ(block.events_after(99), 0U);
}

}  // namespace
}  // namespace flumen::game
