#include "handlers/presence_keeper.hpp"

#include <gtest/gtest.h>

#include "handlers/testing/api_fixture.hpp"

namespace flumen::handlers {
namespace {

using support::run_task;

class PresenceKeeperTest : public ::testing::Test {
 protected:
  /// Lets a keeper hear of a player who comes, and says whether the cache knows.
  bool is_known_after_coming() {
    PresenceKeeper keeper(
        loops_[0], cache_, "here", [](const cache::SessionRecord&) {}, base::Logger(log_));
    keeper.add(record_);
    loops_[0].context().poll();
    cache::Presence presence(cache_, std::chrono::minutes(1));
    return run_task(presence.find(record_.user_id)).value() == record_;
  }

  base::NullLogSink log_;
  base::ManualClock clock_;
  testing::FragileCache cache_{clock_};
  base::EventLoops loops_{1};
  const cache::SessionRecord record_{base::UserId::random(), base::CharacterId::random(), base::Uuid::random(), "here"};
};

TEST_F(PresenceKeeperTest, tells_a_shared_cache_who_is_here) {
  cache_.shared = true;
  EXPECT_TRUE(is_known_after_coming());
}

TEST_F(PresenceKeeperTest, keeps_nothing_in_a_cache_that_nobody_else_asks) { EXPECT_FALSE(is_known_after_coming()); }

}  // namespace
}  // namespace flumen::handlers
