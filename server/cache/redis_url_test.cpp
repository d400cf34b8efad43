#include "cache/redis_url.hpp"

#include <gtest/gtest.h>

namespace flumen::cache {
namespace {

TEST(RedisUrl, takes_the_defaults_for_what_is_left_out) {
  const auto endpoint = parse_redis_url("redis://cache.example");
  ASSERT_TRUE(endpoint);
  EXPECT_EQ(endpoint->host, "cache.example");
  EXPECT_EQ(endpoint->port, 6379);
  EXPECT_EQ(endpoint->database, 0);
  EXPECT_EQ(endpoint->password, "");
}

TEST(RedisUrl, reads_every_part) {
  const auto endpoint = parse_redis_url("redis://game:p%40ss:%25@127.0.0.1:6380/3");
  ASSERT_TRUE(endpoint);
  EXPECT_EQ(endpoint->host, "127.0.0.1");
  EXPECT_EQ(endpoint->port, 6380);
  EXPECT_EQ(endpoint->user, "game");
  EXPECT_EQ(endpoint->password, "p@ss:%");
  EXPECT_EQ(endpoint->database, 3);
}

TEST(RedisUrl, reads_a_password_without_a_user_and_a_bracketed_address) {
  const auto endpoint = parse_redis_url("redis://:secret@[::1]:7000/");
  ASSERT_TRUE(endpoint);
  EXPECT_EQ(endpoint->host, "::1");
  EXPECT_EQ(endpoint->port, 7000);
  EXPECT_EQ(endpoint->user, "");
  EXPECT_EQ(endpoint->password, "secret");
}

TEST(RedisUrl, refuses_what_is_malformed_without_repeating_the_password) {
  for (const char* url :
       {"", "http://host", "redis://", "redis://:1", "redis://host:0", "redis://host:65536", "redis://host:x",
        "redis://host/x", "redis://host/-1", "redis://[::1", "redis://[::1]x", "redis://user@host",
        "redis://:hunter2%@host", "redis://:hunter2%zz@host", "redis://:hunter2@host:port"}) {
    const auto endpoint = parse_redis_url(url);
    ASSERT_FALSE(endpoint) << url;
    EXPECT_EQ(endpoint.error().code, base::Errc::invalid_argument) << url;
    EXPECT_EQ(endpoint.error().message.find("hunter2"), std::string::npos) << url;
  }
}

}  // namespace
}  // namespace flumen::cache
