#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "bots/http_client.hpp"
#include "bots/pause.hpp"
#include "bots/poller.hpp"
#include "websocket/parser.hpp"

namespace flumen::bots {

/// One WebSocket of a bot, after its upgrade. Owned by one loop; may be run again after it has ended.
///
/// Writes never wait: what the socket does not take is kept, up to kMaxPending bytes, and goes out when it can.
class Connection : private Poller::Socket, private websocket::ParserEvents {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    /// The view is valid during the call.
    virtual void on_text(std::string_view message) = 0;
    virtual void on_binary(std::string_view message) = 0;
  };

  struct End {
    std::uint16_t code = websocket::kAbnormal;
    bool asked_for = false;  ///< close() was called before
    std::string reason;
  };

  Connection(base::EventLoop& loop, Poller& poller, Listener& listener, std::uint32_t seed);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Reads until the connection ends; `early` is what was received with the upgrade.
  base::Task<End> run(Link link, std::string early);

  /// Both do nothing when there is no open connection.
  void send(std::string_view text);
  void send_binary(std::string_view bytes);
  /// Says goodbye; run() returns when the server has answered, or was gone.
  void close(std::uint16_t code, std::string_view reason);
  /// Ends run() without a goodbye.
  void drop();

  [[nodiscard]] base::SteadyTime last_received() const noexcept { return last_received_; }
  /// Bytes received since the last call, as they came from the socket.
  [[nodiscard]] std::uint64_t take_bytes_received() noexcept { return std::exchange(bytes_received_, 0); }

  static constexpr std::size_t kMaxPending = 64 * 1024;
  static constexpr std::size_t kMaxMessage = 16 * 1024 * 1024;

 private:
  void on_readable(bool hung_up) override;
  void on_writable() override;
  bool on_message(websocket::Opcode opcode, std::string_view payload) override;
  bool on_control(websocket::Opcode opcode, std::string_view payload) override;
  void on_close(std::uint16_t code, std::string_view reason) override;

  void receive(std::span<char> bytes);
  void decrypt(std::span<const char> records);
  void feed(char* data, std::size_t size);
  void write(websocket::Opcode opcode, std::string_view payload);
  void put(std::string_view bytes);
  /// What the socket takes of `bytes` now; nothing when the connection is lost, which a read will tell.
  std::optional<std::size_t> write_some(std::string_view bytes);

  Poller& poller_;
  Listener& listener_;
  std::minstd_rand random_;  // masking keys
  Timer ended_;              // cancelled when descriptor_ is closed
  int descriptor_ = -1;
  std::unique_ptr<tls::Session> tls_;  // null in the clear
  websocket::Parser parser_;
  End end_;
  std::string frame_;   // the one being written, kept for its memory ...
  std::string record_;  // ... and what it is under TLS
  std::string pending_;
  base::SteadyTime last_received_{};
  std::uint64_t bytes_received_ = 0;
};

}  // namespace flumen::bots
