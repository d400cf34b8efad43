#include <gtest/gtest.h>

#include "database/contract_fixture.hpp"

namespace flumen::database {
namespace {

using base::Errc;
using support::run_task;
using support::run_tasks;

class UserRepositoryTest : public ContractTest {
 protected:
  base::Result<void> create(const User& user, const std::string& character) {
    return run_task(users().create(user, make_character(user.id, character)));
  }
};

INSTANTIATE_TEST_SUITE_P(All, UserRepositoryTest, kAllStores, store_name);

TEST_P(UserRepositoryTest, finds_an_account_by_id_name_and_address) {
  const User user = create_account("Alice");
  for (const auto& found : {run_task(users().find(user.id)), run_task(users().find_by_identifier("aLICE")),
                            run_task(users().find_by_identifier("ALICE@Example.ORG"))}) {
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_TRUE(found->has_value());
    EXPECT_EQ((*found)->id, user.id);
    EXPECT_EQ((*found)->username, "Alice");
    EXPECT_EQ((*found)->email, "Alice@example.org");
    EXPECT_EQ((*found)->password_hash, user.password_hash);
    EXPECT_EQ((*found)->created_at, user.created_at);
  }
}

TEST_P(UserRepositoryTest, does_not_find_who_is_not_there) {
  create_account("alice");
  EXPECT_FALSE(run_task(users().find(base::UserId::random())).value());
  EXPECT_FALSE(run_task(users().find_by_identifier("bob")).value());
  EXPECT_FALSE(run_task(users().find_by_identifier("")).value());
  // A name is no pattern, and nothing is cut off at a zero byte.
  EXPECT_FALSE(run_task(users().find_by_identifier("al%")).value());
  EXPECT_FALSE(run_task(users().find_by_identifier(std::string("alice\0x", 7))).value());
  EXPECT_FALSE(run_task(users().find_by_identifier("alice\xFF")).value());
}

TEST_P(UserRepositoryTest, creates_the_first_character_with_the_account) {
  const User user = create_account("alice");
  const auto list = run_task(characters().list(user.id));
  ASSERT_EQ(list->size(), 1u);
  EXPECT_EQ(list->front().name, "alice");
}

TEST_P(UserRepositoryTest, says_which_of_name_address_and_character_is_taken) {
  create_account("alice");
  User same_name = make_user("ALICE");
  same_name.email = "other@example.org";
  const auto name = create(same_name, "fresh1");
  ASSERT_FALSE(name);
  EXPECT_EQ(name.error().code, Errc::already_exists);
  EXPECT_EQ(name.error().message, "username");

  User same_address = make_user("other");
  same_address.email = "Alice@EXAMPLE.org";
  const auto address = create(same_address, "fresh2");
  ASSERT_FALSE(address);
  EXPECT_EQ(address.error().code, Errc::already_exists);
  EXPECT_EQ(address.error().message, "email");

  const User same_character = make_user("third");
  const auto character = create(same_character, "aLiCe");
  ASSERT_FALSE(character);
  EXPECT_EQ(character.error().code, Errc::already_exists);
  EXPECT_EQ(character.error().message, "name");
  // One transaction: no account without its character.
  EXPECT_FALSE(run_task(users().find(same_character.id)).value());
}

TEST_P(UserRepositoryTest, tells_an_address_from_the_name_of_a_constraint) {
  User first = make_user("users_username_key");
  first.email = "users_username_folded@example.org";
  ASSERT_TRUE(create(first, "one"));
  User second = make_user("two");
  second.email = first.email;
  const auto taken = create(second, "two");
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().message, "email");
}

TEST_P(UserRepositoryTest, lets_exactly_one_of_many_have_a_name) {
  std::vector<base::Task<base::Result<void>>> attempts;
  for (int i = 0; i < 16; ++i) {
    User user = make_user("alice");
    user.email = std::to_string(i) + "@example.org";
    attempts.push_back(users().create(user, make_character(user.id, "c" + std::to_string(i))));
  }
  int won = 0;
  for (const auto& result : run_tasks(context_, std::move(attempts))) {
    if (result) {
      ++won;
    } else {
      EXPECT_EQ(result.error().code, Errc::already_exists);
      EXPECT_EQ(result.error().message, "username");
    }
  }
  EXPECT_EQ(won, 1);
}

TEST_P(UserRepositoryTest, stores_strange_text_unharmed) {
  const std::vector<std::string> strange = {"'; DROP TABLE users; --", R"(" OR ""=")", "back\\slash $1 :id %s {} ?",
                                            "\xF0\x9F\x90\x89 \xE6\xBC\xA2\xE5\xAD\x97 e\xCC\x81", "\x01\t\n\x7F"};
  for (std::size_t i = 0; i < strange.size(); ++i) {
    User user = make_user(strange[i]);
    user.email = strange[i] + "@";
    user.password_hash = strange[i];
    ASSERT_TRUE(create(user, strange[i])) << strange[i];
    const auto found = run_task(users().find_by_identifier(strange[i]));
    ASSERT_TRUE(found && *found) << strange[i];
    EXPECT_EQ((*found)->username, strange[i]);
    EXPECT_EQ((*found)->password_hash, strange[i]);
    EXPECT_EQ(run_task(characters().list(user.id))->front().name, strange[i]);
  }
}

TEST_P(UserRepositoryTest, counts_a_names_length_in_characters) {
  std::string fifty;
  for (int i = 0; i < 50; ++i) fifty += "\xF0\x9F\x90\x89";
  User user = make_user("long");
  user.username = fifty;
  EXPECT_TRUE(create(user, "long"));
  user = make_user("longer");
  user.username = fifty + "x";
  const auto refused = create(user, "longer");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::invalid_argument);
}

TEST_P(UserRepositoryTest, refuses_text_that_would_not_come_back_the_same) {
  for (const std::string& bad : {std::string("a\0b", 3), std::string("\xFF"), std::string("\xED\xA0\x80"),
                                 std::string("\xC0\x80"), std::string("\xF4\x90\x80\x80"), std::string("\xE6\xBC")}) {
    User user = make_user("x");
    user.username = bad;
    EXPECT_EQ(create(user, "x").error().code, Errc::invalid_argument);
    EXPECT_EQ(create(make_user("x"), bad).error().code, Errc::invalid_argument);
  }
  EXPECT_FALSE(run_task(users().find_by_identifier("x")).value());
}

TEST_P(UserRepositoryTest, folds_only_latin_letters_in_both_back_ends) {
  User upper = make_user("\xC3\x89lan");  // É
  upper.email = "1@example.org";
  User lower = make_user("\xC3\xA9lan");  // é
  lower.email = "2@example.org";
  EXPECT_TRUE(create(upper, "one"));
  EXPECT_TRUE(create(lower, "two"));
  EXPECT_EQ(run_task(users().find_by_identifier("\xC3\x89LAN")).value()->id, upper.id);
}

}  // namespace
}  // namespace flumen::database
