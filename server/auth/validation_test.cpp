#include <string>

#include <gtest/gtest.h>

#include "auth/auth_service.hpp"

namespace flumen::auth {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(NameRule, accepts_letters_digits_dash_and_underscore) {
  for (const char* name : {"abc", "Mira", "x-1", "a__", "ABCDEFGHIJKLMNOPQRST"}) {
    EXPECT_FALSE(check_name(name)) << name;
  }
}

TEST(NameRule, refuses_wrong_length_wrong_start_and_other_characters) {
  for (const std::string& name :
       {std::string(), std::string("ab"), std::string(21, 'a'), std::string("1abc"), std::string("-abc"),
        std::string("_abc"), std::string("a b"), std::string("ab\0", 3), std::string("ab\n"), std::string("abé"),
        std::string("abc@"), std::string(1'000'000, 'a')}) {
    EXPECT_TRUE(check_name(name)) << name.substr(0, 30);
  }
}

TEST(EmailRule, accepts_one_at_sign_with_something_on_both_sides) {
  for (const char* email : {"a@b", "first.last+tag@sub.example.org", "A@B.C"})
    EXPECT_FALSE(check_email(email)) << email;
  EXPECT_FALSE(check_email(std::string(253, 'a') + "@b"));
}

TEST(EmailRule, refuses_the_rest) {
  for (const std::string& email :
       {std::string(), std::string("@"), std::string("a@"), std::string("@b"), std::string("ab"), std::string("a@b@c"),
        std::string("a @b"), std::string("a\0@b", 4), std::string("é@b"), std::string("a@b\r\n"),
        std::string("a@b\x7F"), std::string(254, 'a') + "@b"}) {
    EXPECT_TRUE(check_email(email)) << email;
  }
}

TEST(PasswordRule, counts_characters_and_not_bytes) {
  EXPECT_FALSE(check_password("12345678"));
  EXPECT_TRUE(check_password("1234567"));
  EXPECT_FALSE(check_password(repeated("\xC3\xA9", 8)));
  EXPECT_TRUE(check_password(repeated("\xC3\xA9", 7)));
  EXPECT_FALSE(check_password(repeated("\xF0\x9F\x90\x89", 128)));
  EXPECT_TRUE(check_password(repeated("\xF0\x9F\x90\x89", 129)));
  EXPECT_TRUE(check_password(std::string(129, 'a')));
  EXPECT_FALSE(check_password("        "));
}

TEST(PasswordRule, refuses_zero_bytes_and_what_is_not_utf8) {
  EXPECT_TRUE(
      check_password(std::string("1234\0"
                                 "5678",
                                 9)));
  for (const std::string bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                                "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE2\x82", "\xF0\x9F\x90"}) {
    EXPECT_TRUE(check_password("12345678" + bad));
    EXPECT_TRUE(check_password("12345678" + bad + "9"));
  }
}

}  // namespace
}  // namespace flumen::auth
