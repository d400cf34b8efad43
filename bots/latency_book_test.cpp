#include "bots/latency_book.hpp"

#include <gtest/gtest.h>

#include "bots/census.hpp"

namespace flumen::bots {
namespace {

using std::chrono::milliseconds;

const base::SteadyTime kStart{std::chrono::hours(1)};

TEST(LatencyBook, tells_when_a_move_was_intended) {
  LatencyBook book(2);
  const auto user = base::UserId::random();
  book.introduce(1, user);
  book.sent(1, {100, 200}, kStart);
  book.sent(1, {110, 200}, kStart + milliseconds(500));
  EXPECT_EQ(book.intended({user, {100, 200}}), kStart);
  EXPECT_EQ(book.intended({user, {110, 200}}), kStart + milliseconds(500));
  EXPECT_EQ(book.intended({user, {100, 200}}), kStart) << "a second listener asks, too";
  EXPECT_EQ(book.intended({user, {7, 7}}), std::nullopt);
  EXPECT_EQ(book.intended({base::UserId::random(), {100, 200}}), std::nullopt);
}

TEST(LatencyBook, takes_the_last_visit_of_a_place) {
  LatencyBook book(1);
  const auto user = base::UserId::random();
  book.introduce(0, user);
  book.sent(0, {1, 1}, kStart);
  book.sent(0, {2, 2}, kStart + milliseconds(1));
  book.sent(0, {1, 1}, kStart + milliseconds(2));
  EXPECT_EQ(book.intended({user, {1, 1}}), kStart + milliseconds(2));
}

TEST(LatencyBook, forgets_moves_long_gone) {
  LatencyBook book(1);
  const auto user = base::UserId::random();
  book.introduce(0, user);
  for (std::size_t i = 0; i <= LatencyBook::kKept; ++i) {
    book.sent(0, {static_cast<std::int32_t>(i), 0}, kStart + milliseconds(i));
  }
  EXPECT_EQ(book.intended({user, {0, 0}}), std::nullopt);
  EXPECT_EQ(book.intended({user, {1, 0}}), kStart + milliseconds(1));
}

TEST(Census, has_two_listeners_on_a_map_and_replaces_one_who_leaves) {
  Census census;
  const base::MapId map{3, 4};
  EXPECT_TRUE(census.enter(map));
  EXPECT_TRUE(census.enter(map));
  EXPECT_FALSE(census.enter(map));
  EXPECT_EQ(census.bots_on(map), 3U);
  census.leave(map, true);
  EXPECT_TRUE(census.enter(map));
  EXPECT_FALSE(census.enter(map));
  EXPECT_EQ(census.bots_on({0, 0}), 0U);
}

}  // namespace
}  // namespace flumen::bots
