#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "support/child_process.hpp"
#include "support/temp_dir.hpp"

namespace flumen::support {

/// A real PostgreSQL on a free port of 127.0.0.1 with a fresh cluster in a temporary folder; never the machine's own.
/// It answers when the constructor returns and is gone, data and all, when the destructor does.
/// Throws std::runtime_error with the server's own words when it cannot be started. One thread at a time; that
/// thread must live as long as the server, which dies with it.
class PostgresServer {
 public:
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  /// `postgresql://…` of a database in it. Any password is accepted.
  [[nodiscard]] std::string url(std::string_view database = "postgres") const;
  /// Makes an empty database that nobody else uses and returns its URL.
  [[nodiscard]] std::string create_database();
  /// Runs SQL as the superuser and returns what psql printed, unaligned and without headers.
  std::string execute(const std::string& sql, std::string_view database = "postgres") const;

  /// Ends every connection and stops in order.
  void stop();
  /// Same port, same data. REQUIRES that it is stopped.
  void start();
  /// Ends it as a crash would: at once, to be recovered at the next start.
  void kill();

 private:
  void end(int signal);

  TempDir folder_;
  std::string binaries_;
  std::string user_;  // whom the server runs as; empty: as we do
  std::uint16_t port_ = 0;
  int databases_ = 0;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace flumen::support
