#include "net/client_address.hpp"

#include <gtest/gtest.h>

namespace flumen::net {
namespace {

using boost::asio::ip::make_address;

std::string resolve(const char* peer, std::string_view forwarded_for) {
  const TrustedProxies trusted{make_address("10.0.0.1"), make_address("10.0.0.2")};
  return client_address(make_address(peer), forwarded_for, trusted).to_string();
}

TEST(ClientAddress, does_not_believe_a_stranger) { EXPECT_EQ(resolve("192.0.2.9", "192.0.2.1"), "192.0.2.9"); }

TEST(ClientAddress, takes_the_rightmost_address_that_is_no_proxy) {
  EXPECT_EQ(resolve("10.0.0.1", "192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(resolve("10.0.0.1", "203.0.113.5, 192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(resolve("10.0.0.1", "203.0.113.5,192.0.2.1 , 10.0.0.2"), "192.0.2.1");
  EXPECT_EQ(resolve("10.0.0.1", "2001:db8::1"), "2001:db8::1");
  EXPECT_EQ(resolve("10.0.0.1", "::ffff:192.0.2.1"), "192.0.2.1");
}

TEST(ClientAddress, stops_at_what_is_no_address) {
  EXPECT_EQ(resolve("10.0.0.1", ""), "10.0.0.1");
  EXPECT_EQ(resolve("10.0.0.1", "192.0.2.1, unknown"), "10.0.0.1");
  EXPECT_EQ(resolve("10.0.0.1", "192.0.2.1, bad, 10.0.0.2"), "10.0.0.2");
  EXPECT_EQ(resolve("10.0.0.1", ",,"), "10.0.0.1");
}

TEST(ClientAddress, sees_an_ipv4_address_through_its_mapping) {
  EXPECT_EQ(without_mapping(make_address("::ffff:10.0.0.1")), make_address("10.0.0.1"));
  EXPECT_EQ(without_mapping(make_address("2001:db8::1")), make_address("2001:db8::1"));
}

}  // namespace
}  // namespace flumen::net
