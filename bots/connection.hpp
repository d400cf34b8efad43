#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "bots/http_client.hpp"
#include "websocket/parser.hpp"

namespace flumen::bots {

/// One WebSocket of a bot, after its upgrade. Owned by one loop; may be run again after it has ended.
///
/// Writes never wait: what the socket does not take is kept, up to kMaxPending bytes, and goes out when it can.
class Connection : private websocket::ParserEvents {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    /// The view is valid during the call.
    virtual void on_text(std::string_view message) = 0;
  };

  struct End {
    std::uint16_t code = websocket::kAbnormal;
    bool asked_for = false;  ///< close() was called before
    std::string reason;
  };

  Connection(Listener& listener, std::uint32_t seed) : listener_(listener), random_(seed) {}

  /// Reads until the connection ends; `early` is what was received with the upgrade.
  base::Task<End> run(TcpSocket socket, std::string early);

  /// Does nothing when there is no open connection.
  void send(std::string_view text);
  /// Says goodbye; run() returns when the server has answered, or was gone.
  void close(std::uint16_t code, std::string_view reason);
  /// Ends run() without a goodbye.
  void drop();

  [[nodiscard]] base::SteadyTime last_received() const noexcept { return last_received_; }
  [[nodiscard]] std::uint64_t take_bytes_received() noexcept { return std::exchange(bytes_received_, 0); }

  static constexpr std::size_t kMaxPending = 64 * 1024;
  static constexpr std::size_t kMaxMessage = 16 * 1024 * 1024;

 private:
  bool on_message(websocket::Opcode opcode, std::string_view payload) override;
  bool on_control(websocket::Opcode opcode, std::string_view payload) override;
  void on_close(std::uint16_t code, std::string_view reason) override;

  /// False when the connection is to end.
  bool feed(char* data, std::size_t size);
  void write(websocket::Opcode opcode, std::string_view payload);
  void flush_when_writable();

  Listener& listener_;
  std::minstd_rand random_;  // masking keys
  std::optional<TcpSocket> socket_;
  std::optional<websocket::Parser> parser_;
  End end_;
  std::string pending_;
  base::SteadyTime last_received_{};
  std::uint64_t bytes_received_ = 0;
  std::array<char, 8192> buffer_;
};

}  // namespace flumen::bots
