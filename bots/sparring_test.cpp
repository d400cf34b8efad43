#include "bots/sparring.hpp"

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

TEST(Sparring, tells_the_account_of_who_is_ready_only) {
  Sparring sparring(2);
  const auto user = base::UserId::random();
  sparring.set_ready(0, true);
  EXPECT_FALSE(sparring.ready(0)) << "nobody knows who that is";
  sparring.introduce(0, user);
  EXPECT_FALSE(sparring.ready(0));
  sparring.set_ready(0, true);
  EXPECT_EQ(sparring.ready(0), user);
  EXPECT_FALSE(sparring.ready(1));
  sparring.introduce(0, user);
  EXPECT_EQ(sparring.ready(0), user) << "who comes back is who it was";
  sparring.set_ready(0, false);
  EXPECT_FALSE(sparring.ready(0));
}

}  // namespace
}  // namespace flumen::bots
