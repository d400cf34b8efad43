#include "bots/latency_book.hpp"

#include <atomic>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

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

TEST(LatencyBook, is_shared_with_processes_forked_later) {
  LatencyBook book(2);
  const auto user = base::UserId::random();
  const pid_t child = ::fork();
  if (child == 0) {
    book.introduce(1, user);
    book.sent(1, {5, -6}, kStart);
    ::_exit(0);
  }
  ASSERT_GT(child, 0);
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  EXPECT_EQ(book.intended({user, {5, -6}}), kStart);
}

TEST(LatencyBook, never_tells_the_time_of_another_move) {
  LatencyBook book(1);
  const auto user = base::UserId::random();
  book.introduce(0, user);
  // Place n was always sent at time n: anything else would be a torn read. Both go on until the reader has found
  // enough: on a busy machine one of them may not run for a long time.
  std::atomic<bool> done{false};
  std::thread writer([&] {
    for (std::int32_t i = 1; !done; ++i) book.sent(0, {i % 100, 0}, kStart + milliseconds(i % 100));
  });
  constexpr std::size_t kEnough = 200'000;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  std::size_t found = 0;
  while (found < kEnough && std::chrono::steady_clock::now() < deadline) {
    for (std::int32_t place = 0; place < 100; ++place) {
      const auto time = book.intended({user, {place, 0}});
      if (!time) continue;
      ++found;
      EXPECT_EQ(*time, kStart + milliseconds(place));
    }
  }
  done = true;
  writer.join();
  EXPECT_GT(found, 0U);
}

}  // namespace
}  // namespace flumen::bots
