#include "auth/password_hash.hpp"

#include <gtest/gtest.h>

namespace flumen::auth {
namespace {

constexpr Argon2Cost kCheap{.memory_kib = 8, .passes = 1};

TEST(PasswordHash, knows_its_password_and_no_other) {
  const PasswordHasher hasher(kCheap);
  const std::string hash = hasher.hash("correct horse").value();
  EXPECT_TRUE(hasher.verify(hash, "correct horse").value());
  for (const char* wrong : {"", "correct hors", "correct horse ", "Correct horse"}) {
    EXPECT_FALSE(hasher.verify(hash, wrong).value()) << wrong;
  }
}

TEST(PasswordHash, is_salted_and_is_argon2id_with_its_cost) {
  const PasswordHasher hasher({.memory_kib = 64, .passes = 3});
  const std::string first = hasher.hash("correct horse").value();
  EXPECT_NE(first, hasher.hash("correct horse").value());
  EXPECT_TRUE(first.starts_with("$argon2id$v=19$m=64,t=3,p=1$")) << first;
}

TEST(PasswordHash, of_another_cost_is_still_verified_and_wants_a_new_hash) {
  const PasswordHasher old_hasher(kCheap);
  const PasswordHasher new_hasher({.memory_kib = 16, .passes = 2});
  const std::string hash = old_hasher.hash("correct horse").value();
  EXPECT_TRUE(new_hasher.verify(hash, "correct horse").value());
  EXPECT_TRUE(new_hasher.needs_rehash(hash));
  EXPECT_FALSE(old_hasher.needs_rehash(hash));
}

TEST(PasswordHash, that_is_none_is_corrupt) {
  const PasswordHasher hasher(kCheap);
  for (const std::string& hash : {std::string(), std::string("x"), std::string("$argon2i$v=19$m=8,t=1,p=1$a$b"),
                                  "$argon2id$" + std::string(1'000, 'a')}) {
    const auto verified = hasher.verify(hash, "correct horse");
    ASSERT_FALSE(verified) << hash;
    EXPECT_EQ(verified.error().code, base::Errc::corrupt) << hash;
  }
}

TEST(PasswordHash, nobody_costs_one_hash_and_is_never_right) {
  const PasswordHasher hasher(kCheap);
  const auto before = hasher.computed();
  EXPECT_FALSE(hasher.verify_against_nobody("correct horse").value());
  EXPECT_EQ(hasher.computed() - before, 1u);
}

TEST(PasswordHash, at_an_impossible_cost_is_an_error) {
  const PasswordHasher hasher({.memory_kib = 1, .passes = 1});
  const auto hash = hasher.hash("correct horse");
  ASSERT_FALSE(hash);
  EXPECT_EQ(hash.error().code, base::Errc::internal);
}

}  // namespace
}  // namespace flumen::auth
