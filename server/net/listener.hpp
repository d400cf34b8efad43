#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "net/connection_table.hpp"
#include "net/shard.hpp"
#include "net/socket.hpp"

namespace flumen::net {

/// Accepts connections on the first shard's loop and hands each to the next shard in turn, within the limits of the
/// table. Safe from any thread but a loop's, one call at a time.
class Listener {
 public:
  /// Called on the first shard's loop with a connection that was let in.
  using Accepted = std::function<void(const std::shared_ptr<Shard>&, Socket, ConnectionTable::Lease)>;

  /// REQUIRES at least one shard. `table` and the shards must outlive it.
  Listener(const std::vector<std::shared_ptr<Shard>>& shards, ConnectionTable& table, Accepted accepted);

  /// Binds and listens; fails with invalid_argument or unavailable.
  [[nodiscard]] base::Result<void> listen(const std::string& address, std::uint16_t port, int backlog);
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

  void start();
  /// Blocks until no more connection is accepted. May be called twice.
  void stop();

 private:
  base::Task<void> accept();
  base::Task<void> back_off(boost::system::error_code error);
  void admit(const std::shared_ptr<Shard>& shard, Socket socket);
  void refuse(Socket& socket, ConnectionTable::Refusal refusal);

  const std::vector<std::shared_ptr<Shard>>& shards_;
  ConnectionTable& table_;
  const Accepted accepted_;
  std::uint16_t port_ = 0;
  std::future<void> ended_;  // of accept(), once started

  // The first shard's loop only, from start() on.
  Acceptor acceptor_;
  Timer retry_timer_;
  bool stopping_ = false;
  base::SteadyTime next_complaint_{};
};

}  // namespace flumen::net
