#include <string>

#include <gtest/gtest.h>

#include "cache/cache.hpp"
#include "support/run_task.hpp"

namespace flumen::cache {
namespace {

using namespace std::chrono_literals;
using support::run_task;

TEST(MemoryCache, drops_what_is_closest_to_its_expiry_when_full_and_says_so) {
  base::ManualClock clock;
  const auto cache = make_memory_cache(clock, 2);
  ASSERT_TRUE(run_task(cache->set("soon", "1", 1min)));
  ASSERT_TRUE(run_task(cache->set("late", "2", 1h)));
  const auto before = cache->generation();
  ASSERT_TRUE(run_task(cache->set("middle", "3", 10min)));
  EXPECT_FALSE(run_task(cache->get("soon")).value().has_value());
  EXPECT_EQ(run_task(cache->get("late")).value(), "2");
  EXPECT_EQ(run_task(cache->get("middle")).value(), "3");
  EXPECT_NE(cache->generation(), before);
}

TEST(MemoryCache, overwriting_when_full_drops_nothing) {
  base::ManualClock clock;
  const auto cache = make_memory_cache(clock, 2);
  ASSERT_TRUE(run_task(cache->set("a", "1", 1min)));
  ASSERT_TRUE(run_task(cache->set("b", "2", 1h)));
  const auto before = cache->generation();
  ASSERT_TRUE(run_task(cache->set("b", "3", 1h)));
  EXPECT_EQ(run_task(cache->get("a")).value(), "1");
  EXPECT_EQ(run_task(cache->get("b")).value(), "3");
  EXPECT_EQ(cache->generation(), before);
}

TEST(MemoryCache, expired_entries_make_room_without_a_loss) {
  base::ManualClock clock;
  const auto cache = make_memory_cache(clock, 100);
  const auto before = cache->generation();
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_TRUE(run_task(cache->set("key" + std::to_string(i), "x", 50ms)));
    clock.advance(1ms);
  }
  EXPECT_EQ(cache->generation(), before);
}

}  // namespace
}  // namespace flumen::cache
