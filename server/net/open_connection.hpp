#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "net/connection_table.hpp"
#include "net/server.hpp"

namespace flumen::net {

/// A connection that was let in: it has its place in the table, and counts as open, for as long as this lives.
class OpenConnection {
 public:
  OpenConnection(ServerObserver& observer, ConnectionTable::Lease lease)
      : observer_(&observer), lease_(std::move(lease)) {
    observer_->on_connection_opened();
  }
  OpenConnection(OpenConnection&& other) noexcept
      : observer_(std::exchange(other.observer_, nullptr)),
        lease_(std::move(other.lease_)),
        client_(std::move(other.client_)) {}
  OpenConnection& operator=(OpenConnection&&) = delete;
  ~OpenConnection() {
    if (observer_ != nullptr) observer_->on_connection_closed();
  }

  [[nodiscard]] const ConnectionTable::Lease& lease() const noexcept { return lease_; }

  /// Keeps the place of the client for whom a proxy's connection speaks from now on, if it is one's.
  void keep(std::optional<ConnectionTable::Lease> client) {
    if (client) client_ = std::make_unique<ConnectionTable::Lease>(std::move(*client));
  }

 private:
  ServerObserver* observer_;  // null once moved away
  ConnectionTable::Lease lease_;
  std::unique_ptr<ConnectionTable::Lease> client_;
};

}  // namespace flumen::net
