#include "net/connection_table.hpp"

namespace flumen::net {

std::variant<ConnectionTable::Lease, ConnectionTable::Refusal> ConnectionTable::admit(
    const boost::asio::ip::address& address, bool many_behind_it) {
  const std::lock_guard lock(mutex_);
  if (count() >= most_) return Refusal::too_many;
  if (!many_behind_it && !take_place_of(address)) return Refusal::too_many_of_address;
  count_.fetch_add(1, std::memory_order_relaxed);
  return Lease(shared_from_this(), address,
               many_behind_it ? Lease::Counts::connection : Lease::Counts::connection_of_address);
}

std::optional<ConnectionTable::Lease> ConnectionTable::admit_behind(const boost::asio::ip::address& client) {
  const std::lock_guard lock(mutex_);
  if (!take_place_of(client)) return std::nullopt;
  return Lease(shared_from_this(), client, Lease::Counts::address);
}

void ConnectionTable::release(const boost::asio::ip::address& address, Lease::Counts counts) {
  const std::lock_guard lock(mutex_);
  if (counts != Lease::Counts::connection) {
    const auto entry = per_address_.find(address);
    if (--entry->second == 0) per_address_.erase(entry);
  }
  if (counts == Lease::Counts::address) return;
  if (count_.fetch_sub(1, std::memory_order_relaxed) == 1) empty_.notify_all();
}

/// With mutex_ held.
bool ConnectionTable::take_place_of(const boost::asio::ip::address& address) {
  const auto entry = per_address_.try_emplace(address, 0).first;
  if (entry->second >= most_per_address_) {
    if (entry->second == 0) per_address_.erase(entry);
    return false;
  }
  ++entry->second;
  return true;
}

bool ConnectionTable::wait_until_empty(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  return empty_.wait_for(lock, timeout, [this] { return count() == 0; });
}

std::string_view to_string(ConnectionTable::Refusal refusal) noexcept {
  switch (refusal) {
    case ConnectionTable::Refusal::too_many:
      return "too_many_connections";
    case ConnectionTable::Refusal::too_many_of_address:
      return "too_many_connections_of_address";
  }
  return "";
}

}  // namespace flumen::net
