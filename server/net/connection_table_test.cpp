#include "net/connection_table.hpp"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace flumen::net {
namespace {

using boost::asio::ip::make_address;
using Lease = ConnectionTable::Lease;
using Refusal = ConnectionTable::Refusal;

TEST(ConnectionTable, refuses_one_more_than_the_total) {
  const auto table = std::make_shared<ConnectionTable>(2, 2);
  auto first = table->admit(make_address("192.0.2.1"), false);
  {
    const auto second = table->admit(make_address("192.0.2.2"), false);
    EXPECT_TRUE(std::holds_alternative<Lease>(second));
    EXPECT_EQ(std::get<Refusal>(table->admit(make_address("192.0.2.3"), false)), Refusal::too_many);
    EXPECT_EQ(table->count(), 2U);
  }
  EXPECT_TRUE(std::holds_alternative<Lease>(table->admit(make_address("192.0.2.3"), false)));
}

TEST(ConnectionTable, refuses_one_more_than_an_address_may_have) {
  const auto table = std::make_shared<ConnectionTable>(10, 1);
  const auto address = make_address("192.0.2.1");
  {
    const auto first = table->admit(address, false);
    EXPECT_EQ(std::get<Refusal>(table->admit(address, false)), Refusal::too_many_of_address);
    EXPECT_TRUE(std::holds_alternative<Lease>(table->admit(make_address("192.0.2.2"), false)));
  }
  EXPECT_TRUE(std::holds_alternative<Lease>(table->admit(address, false)));
}

TEST(ConnectionTable, counts_a_proxy_only_in_total) {
  const auto table = std::make_shared<ConnectionTable>(2, 1);
  const auto proxy = make_address("10.0.0.1");
  const auto first = table->admit(proxy, true);
  const auto second = table->admit(proxy, true);
  EXPECT_TRUE(std::holds_alternative<Lease>(second));
  EXPECT_EQ(std::get<Refusal>(table->admit(proxy, true)), Refusal::too_many);
}

TEST(ConnectionTable, counts_who_stands_behind_a_proxy_by_address_only) {
  const auto table = std::make_shared<ConnectionTable>(2, 1);
  const auto proxy = std::get<Lease>(table->admit(make_address("10.0.0.1"), true));
  const auto client = make_address("192.0.2.1");
  {
    const auto first = proxy.admit_behind(client);
    EXPECT_TRUE(first);
    EXPECT_FALSE(proxy.admit_behind(client));
    EXPECT_TRUE(proxy.admit_behind(make_address("192.0.2.2")));
    EXPECT_EQ(std::get<Refusal>(table->admit(client, false)), Refusal::too_many_of_address);
    EXPECT_EQ(table->count(), 1U);
  }
  EXPECT_EQ(table->count(), 1U);
  EXPECT_TRUE(proxy.admit_behind(client));
}

TEST(ConnectionTable, wakes_who_waits_for_the_last_to_go) {
  const auto table = std::make_shared<ConnectionTable>(2, 2);
  EXPECT_TRUE(table->wait_until_empty(std::chrono::milliseconds(0)));
  auto leases = std::make_unique<std::vector<Lease>>();
  leases->push_back(std::get<Lease>(table->admit(make_address("192.0.2.1"), false)));
  EXPECT_FALSE(table->wait_until_empty(std::chrono::milliseconds(1)));
  std::thread other([&] { leases.reset(); });
  EXPECT_TRUE(table->wait_until_empty(std::chrono::seconds(10)));
  other.join();
}

}  // namespace
}  // namespace flumen::net
