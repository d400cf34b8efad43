#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace flumen::support {

/// Stands between a program under test and PostgreSQL, and can stop one transaction at any of its points. It reads the
/// protocol (https://www.postgresql.org/docs/15/protocol-message-formats.html), so that a point is a moment between
/// two whole messages and the same in every run:
///
///     0      1        2      3        …   2N-2   2N-1     2N
///     BEGIN  its      next   its          COMMIT its      passed on
///     comes  answer   comes  answer       comes  answer
///
/// What comes at the point it stops at is not passed on; at the last, all of it has been. Any thread.
class PostgresRelay {
 public:
  /// Listens on a free port of the loopback address; the server is asked only when somebody connects.
  explicit PostgresRelay(std::uint16_t server_port);
  ~PostgresRelay();
  PostgresRelay(const PostgresRelay&) = delete;
  PostgresRelay& operator=(const PostgresRelay&) = delete;

  /// The URL of a database of that server, by way of this.
  [[nodiscard]] std::string through(std::string url) const;

  enum class Stop {
    hold,  ///< until cut() or release(): both ends wait
    cut,   ///< both ends lose the connection
  };
  /// The next transaction that begins stops at this point, if it has so many. Forgets the one watched before.
  void stop_next_transaction(std::size_t point, Stop how);
  /// The next transaction is cut when PostgreSQL has committed it, and before the program learns of that.
  void cut_next_commit();

  /// Waits: true when the transaction has stopped, false when it ended before it came to the point. Throws when it
  /// does neither within `patience`.
  [[nodiscard]] bool stops(std::chrono::milliseconds patience = std::chrono::seconds(20));
  /// The statements of the transaction watched, as far as it came.
  [[nodiscard]] std::vector<std::string> statements() const;

  /// Ends the connection that is held: what was held reaches nobody.
  void cut();
  /// Lets the transaction that is held go on.
  void release();

 private:
  class Relay;
  std::unique_ptr<Relay> relay_;
};

}  // namespace flumen::support
