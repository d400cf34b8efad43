#include "net/connection_table.hpp"

namespace flumen::net {

std::variant<ConnectionTable::Lease, ConnectionTable::Refusal> ConnectionTable::admit(
    const boost::asio::ip::address& address, bool many_behind_it) {
  const std::lock_guard lock(mutex_);
  if (count() >= most_) return Refusal::too_many;
  if (!many_behind_it) {
    const auto entry = per_address_.try_emplace(address, 0).first;
    if (entry->second >= most_per_address_) {
      if (entry->second == 0) per_address_.erase(entry);
      return Refusal::too_many_of_address;
    }
    ++entry->second;
  }
  count_.fetch_add(1, std::memory_order_relaxed);
  return Lease(shared_from_this(), address, !many_behind_it);
}

void ConnectionTable::release(const boost::asio::ip::address& address, bool per_address) {
  const std::lock_guard lock(mutex_);
  if (per_address) {
    const auto entry = per_address_.find(address);
    if (--entry->second == 0) per_address_.erase(entry);
  }
  if (count_.fetch_sub(1, std::memory_order_relaxed) == 1) empty_.notify_all();
}

bool ConnectionTable::wait_until_empty(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  return empty_.wait_for(lock, timeout, [this] { return count() == 0; });
}

}  // namespace flumen::net
