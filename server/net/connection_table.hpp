#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
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

  /// A place that is taken: a connection's, or that of a client behind a proxy. Released when destroyed.
  class Lease {
   public:
    Lease(Lease&& other) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (table_) table_->release(address_, counts_);
    }
    [[nodiscard]] const boost::asio::ip::address& address() const noexcept { return address_; }

    /// Takes a place of `client`, for whom a proxy's connection speaks: of its address, not of the total, in which
    /// that connection is counted already. Null when the address has all it may have.
    /// REQUIRES that this lease is a connection's.
    [[nodiscard]] std::optional<Lease> admit_behind(const boost::asio::ip::address& client) const {
      return table_->admit_behind(client);
    }

   private:
    friend class ConnectionTable;
    enum class Counts { connection_of_address, connection, address };
    Lease(std::shared_ptr<ConnectionTable> table, const boost::asio::ip::address& address, Counts counts)
        : table_(std::move(table)), address_(address), counts_(counts) {}

    std::shared_ptr<ConnectionTable> table_;
    boost::asio::ip::address address_;
    Counts counts_;
  };

  ConnectionTable(std::size_t most, std::size_t most_per_address) : most_(most), most_per_address_(most_per_address) {}

  /// Takes a place, or says which limit is reached. With `many_behind_it` (a trusted proxy, behind which many
  /// clients stand) only the total counts; Lease::admit_behind() counts those.
  [[nodiscard]] std::variant<Lease, Refusal> admit(const boost::asio::ip::address& address, bool many_behind_it);

  [[nodiscard]] std::size_t count() const noexcept { return count_.load(std::memory_order_relaxed); }

  /// Blocks until no connection is left; false when `timeout` passes first.
  [[nodiscard]] bool wait_until_empty(std::chrono::milliseconds timeout);

 private:
  [[nodiscard]] std::optional<Lease> admit_behind(const boost::asio::ip::address& client);
  void release(const boost::asio::ip::address& address, Lease::Counts counts);
  [[nodiscard]] bool take_place_of(const boost::asio::ip::address& address);

  const std::size_t most_;
  const std::size_t most_per_address_;

  std::atomic<std::size_t> count_{0};  // written under mutex_
  std::mutex mutex_;
  std::condition_variable empty_;
  std::unordered_map<boost::asio::ip::address, std::size_t> per_address_;  // guarded by mutex_
};

/// As observers and logs name it.
[[nodiscard]] std::string_view to_string(ConnectionTable::Refusal refusal) noexcept;

}  // namespace flumen::net
