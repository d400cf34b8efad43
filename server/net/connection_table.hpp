#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <variant>

#include <boost/asio/ip/address.hpp>

namespace flumen::net {

/// Counts the connections of all loops, in total and per address, and keeps them within their limits.
/// Safe from any thread.
class ConnectionTable : public std::enable_shared_from_this<ConnectionTable> {
 public:
  enum class Refusal { too_many, too_many_of_address };

  /// One counted connection; releases its place when destroyed.
  class Lease {
   public:
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (table_) table_->release(address_, per_address_);
    }
    [[nodiscard]] const boost::asio::ip::address& address() const noexcept { return address_; }

   private:
    friend class ConnectionTable;
    Lease(std::shared_ptr<ConnectionTable> table, const boost::asio::ip::address& address, bool per_address)
        : table_(std::move(table)), address_(address), per_address_(per_address) {}

    std::shared_ptr<ConnectionTable> table_;
    boost::asio::ip::address address_;
    bool per_address_;
  };

  ConnectionTable(std::size_t most, std::size_t most_per_address) : most_(most), most_per_address_(most_per_address) {}

  /// Takes a place, or says which limit is reached. With `many_behind_it` (a trusted proxy, behind which many
  /// clients stand) only the total counts.
  [[nodiscard]] std::variant<Lease, Refusal> admit(const boost::asio::ip::address& address, bool many_behind_it);

  [[nodiscard]] std::size_t count() const noexcept { return count_.load(std::memory_order_relaxed); }

  /// Blocks until no connection is left; false when `timeout` passes first.
  [[nodiscard]] bool wait_until_empty(std::chrono::milliseconds timeout);

 private:
  void release(const boost::asio::ip::address& address, bool per_address);

  const std::size_t most_;
  const std::size_t most_per_address_;

  std::atomic<std::size_t> count_{0};  // written under mutex_
  std::mutex mutex_;
  std::condition_variable empty_;
  std::unordered_map<boost::asio::ip::address, std::size_t> per_address_;  // guarded by mutex_
};

}  // namespace flumen::net
