#include <algorithm>

#include <gtest/gtest.h>

#include "database/contract_fixture.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using std::chrono::hours;
using support::run_task;
using support::run_tasks;

class TokenRepositoryTest : public ContractTest {
 protected:
  void SetUp() override {
    ContractTest::SetUp();
    owner_ = create_account("alice").id;
  }
  RefreshToken make_token(const std::string& hash) const {
    return {.id = base::Uuid::random(),
            .family_id = base::Uuid::random(),
            .user_id = owner_,
            .token_hash = hash,
            .created_at = kNow,
            .expires_at = kNow + hours(24)};
  }
  RefreshToken inserted(const std::string& hash) {
    const RefreshToken token = make_token(hash);
    EXPECT_TRUE(run_task(tokens().insert(token)));
    return token;
  }
  base::Result<RefreshToken> rotate(const std::string& from, const std::string& to, base::SystemTime now = kNow) {
    return run_task(tokens().rotate(from, make_token(to), now));
  }

  base::UserId owner_;
};

INSTANTIATE_TEST_SUITE_P(All, TokenRepositoryTest, kAllStores, store_name);

TEST_P(TokenRepositoryTest, rotates_within_the_family_of_the_old_token) {
  const RefreshToken first = inserted("one");
  RefreshToken next = make_token("two");
  next.user_id = base::UserId::random();
  const auto second = run_task(tokens().rotate("one", next, kNow));
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->id, next.id);
  EXPECT_EQ(second->family_id, first.family_id);
  EXPECT_EQ(second->user_id, owner_);
  EXPECT_EQ(second->token_hash, "two");
  EXPECT_TRUE(rotate("two", "three"));
}

TEST_P(TokenRepositoryTest, revokes_the_family_when_a_spent_token_is_used_again) {
  inserted("one");
  inserted("other family");
  ASSERT_TRUE(rotate("one", "two"));
  EXPECT_EQ(rotate("one", "stolen").error().code, Errc::conflict);
  EXPECT_EQ(rotate("two", "three").error().code, Errc::unauthenticated);
  EXPECT_EQ(rotate("stolen", "x").error().code, Errc::not_found);
  EXPECT_TRUE(rotate("other family", "untouched"));
}

TEST_P(TokenRepositoryTest, lets_exactly_one_of_many_rotate_a_token) {
  inserted("one");
  std::vector<base::Task<base::Result<RefreshToken>>> attempts;
  for (int i = 0; i < 16; ++i) attempts.push_back(tokens().rotate("one", make_token(std::to_string(i)), kNow));
  int winner = -1;
  const auto results = run_tasks(context_, std::move(attempts));
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i]) {
      EXPECT_EQ(winner, -1);
      winner = static_cast<int>(i);
    } else {
      EXPECT_EQ(results[i].error().code, Errc::conflict);
    }
  }
  ASSERT_NE(winner, -1);
  // The losers' tries were uses of a spent token.
  EXPECT_EQ(rotate(std::to_string(winner), "next").error().code, Errc::unauthenticated);
}

TEST_P(TokenRepositoryTest, leaves_no_living_token_when_reuse_and_rotation_meet) {
  for (int round = 0; round < 20; ++round) {
    const std::string tag = std::to_string(round);
    inserted("spent" + tag);
    ASSERT_TRUE(rotate("spent" + tag, "live" + tag));
    std::vector<base::Task<base::Result<RefreshToken>>> both;
    both.push_back(tokens().rotate("live" + tag, make_token("next" + tag), kNow));
    both.push_back(tokens().rotate("spent" + tag, make_token("thief" + tag), kNow));
    const auto results = run_tasks(context_, std::move(both));
    EXPECT_EQ(results[1].error().code, Errc::conflict);
    EXPECT_FALSE(rotate("next" + tag, "after" + tag));
  }
}

TEST_P(TokenRepositoryTest, refuses_what_is_unknown_or_expired) {
  inserted("one");
  EXPECT_EQ(rotate("nothing", "x").error().code, Errc::not_found);
  EXPECT_EQ(rotate(std::string("one\0x", 5), "x").error().code, Errc::not_found);
  EXPECT_EQ(rotate("one", "x", kNow + hours(24)).error().code, Errc::unauthenticated);
  EXPECT_TRUE(rotate("one", "two", kNow + hours(24) - std::chrono::milliseconds(1)));
}

TEST_P(TokenRepositoryTest, spends_nothing_when_the_next_token_cannot_be_stored) {
  inserted("one");
  inserted("two");
  EXPECT_EQ(rotate("one", "two").error().code, Errc::already_exists);
  EXPECT_TRUE(rotate("one", "three"));
}

TEST_P(TokenRepositoryTest, needs_an_account) {
  RefreshToken token = make_token("one");
  token.user_id = base::UserId::random();
  EXPECT_EQ(run_task(tokens().insert(token)).error().code, Errc::not_found);
}

TEST_P(TokenRepositoryTest, revokes_a_family_for_its_owner_only) {
  inserted("one");
  ASSERT_TRUE(rotate("one", "two"));
  EXPECT_TRUE(run_task(tokens().revoke_family("two", base::UserId::random(), kNow)));
  ASSERT_TRUE(rotate("two", "three"));
  EXPECT_TRUE(run_task(tokens().revoke_family("one", owner_, kNow)));
  EXPECT_EQ(rotate("three", "four").error().code, Errc::unauthenticated);
  EXPECT_TRUE(run_task(tokens().revoke_family("unknown", owner_, kNow)));
}

TEST_P(TokenRepositoryTest, remembers_revoked_access_tokens_until_they_expire) {
  ASSERT_TRUE(run_task(tokens().revoke_access("jti-1", kNow + hours(1))));
  ASSERT_TRUE(run_task(tokens().revoke_access("jti-1", kNow + hours(1))));
  ASSERT_TRUE(run_task(tokens().revoke_access("jti-2", kNow + hours(2))));
  EXPECT_TRUE(run_task(tokens().is_access_revoked("jti-1")).value());
  EXPECT_FALSE(run_task(tokens().is_access_revoked("JTI-1")).value());
  EXPECT_FALSE(run_task(tokens().is_access_revoked("jti-3")).value());

  auto all = run_task(tokens().revoked_access(kNow)).value();
  std::sort(all.begin(), all.end());
  const std::vector<std::pair<std::string, base::SystemTime>> expected = {{"jti-1", kNow + hours(1)},
                                                                          {"jti-2", kNow + hours(2)}};
  EXPECT_EQ(all, expected);
  EXPECT_EQ(run_task(tokens().revoked_access(kNow + hours(1)))->size(), 1u);
}

TEST_P(TokenRepositoryTest, purges_only_what_has_expired) {
  inserted("one");
  RefreshToken longer = make_token("two");
  longer.expires_at = kNow + hours(48);
  ASSERT_TRUE(run_task(tokens().insert(longer)));
  ASSERT_TRUE(run_task(tokens().revoke_access("jti", kNow + hours(1))));
  EXPECT_EQ(run_task(tokens().purge(kNow)).value(), 0u);
  EXPECT_EQ(run_task(tokens().purge(kNow + hours(24))).value(), 2u);
  EXPECT_EQ(rotate("one", "x").error().code, Errc::not_found);
  EXPECT_TRUE(rotate("two", "three", kNow + hours(25)));
  EXPECT_FALSE(run_task(tokens().is_access_revoked("jti")).value());
}

}  // namespace
}  // namespace flumen::database
