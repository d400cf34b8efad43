#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "support/child_process.hpp"
#include "support/temp_dir.hpp"

namespace flumen::support {

/// A real Redis on a free port of 127.0.0.1 in a temporary folder; never the machine's own.
/// It answers when the constructor returns and is gone when the destructor does.
/// Throws std::runtime_error with the server's own words when it cannot be started. One thread at a time; that
/// thread must live as long as the server, which dies with it.
class RedisServer {
 public:
  RedisServer();
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  /// `redis://127.0.0.1:PORT`.
  [[nodiscard]] std::string url() const;

  /// Stops in order and keeps the data, as an operator's restart would.
  void stop();
  /// Same port, same data. REQUIRES that it is stopped.
  void start();
  /// Ends it as a crash would: what was not saved by stop() is lost.
  void kill();
  /// Stops it from answering, its connections open, until resume(): a server that hangs.
  void pause();
  void resume();

 private:
  TempDir folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace flumen::support
