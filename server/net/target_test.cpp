#include "net/target.hpp"

#include <gtest/gtest.h>

namespace flumen::net {
namespace {

TEST(Target, decodes_path_and_query) {
  const auto target = parse_target("/a%20b/c+d?token=x%2By&empty=&flag&&space=a+b");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a b/c+d");
  const std::vector<std::pair<std::string, std::string>> query{
      {"token", "x+y"}, {"empty", ""}, {"flag", ""}, {"space", "a b"}};
  EXPECT_EQ(target->query, query);
}

TEST(Target, accepts_the_absolute_form_and_the_asterisk) {
  EXPECT_EQ(parse_target("http://example.org/a?b=c")->path, "/a");
  EXPECT_EQ(parse_target("http://example.org")->path, "/");
  EXPECT_EQ(parse_target("*")->path, "*");
  EXPECT_EQ(parse_target("/redirect?to=http://example.org/")->path, "/redirect");
}

TEST(Target, refuses_what_cannot_be_decoded) {
  for (const char* text : {"", "a", "example.org:80", "/%", "/%4", "/%zz", "/%00", "/a?b=%00", "/a?%=1", "/%ff",
                           "/%c0%af", "/%ed%a0%80", "http:/a"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

}  // namespace
}  // namespace flumen::net
