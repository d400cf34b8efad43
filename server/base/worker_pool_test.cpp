#include "base/worker_pool.hpp"

#include <future>
#include <sys/resource.h>

#include <gtest/gtest.h>

namespace flumen::base {
namespace {

TEST(WorkerPool, turns_away_what_is_beyond_its_capacity) {
  WorkerPool pool("calls", 1, 2);
  std::promise<void> release;
  ASSERT_TRUE(pool.try_post([gate = release.get_future().share()] { gate.wait(); }));
  ASSERT_TRUE(pool.try_post([] {}));
  EXPECT_FALSE(pool.try_post([] {}));
  EXPECT_EQ(pool.depth(), 2U);
  release.set_value();
}

TEST(WorkerPool, finishes_what_is_queued) {
  int done = 0;
  WorkerPool pool("calls", 1, 100);
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(pool.try_post([&done] { ++done; }));
  pool.finish();
  EXPECT_EQ(done, 100);
  EXPECT_EQ(pool.depth(), 0U);
}

TEST(WorkerPool, lets_other_threads_go_first) {
  const int own = ::getpriority(PRIO_PROCESS, 0);
  WorkerPool pool("calls", 2, 8);
  std::promise<int> nice;
  ASSERT_TRUE(pool.try_post([&nice] { nice.set_value(::getpriority(PRIO_PROCESS, 0)); }));
  EXPECT_GE(nice.get_future().get(), 10);
  EXPECT_EQ(::getpriority(PRIO_PROCESS, 0), own) << "whoever makes a pool is not put back itself";
}

}  // namespace
}  // namespace flumen::base
