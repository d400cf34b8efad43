#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "net/socket.hpp"
#include "tls/session.hpp"

namespace flumen::net {

/// What the TLS connections of one loop share: what is in it is gone when a call returns.
struct TlsBuffers {
  std::array<char, 32 * 1024> input{};
  std::array<char, tls::Session::kMaxRecord> record{};
  std::string output;
};

/// TLS on a connected socket, without waiting: whoever owns the socket waits for it. Used on the socket's loop only.
///
/// A record is encrypted whole; what of it the socket does not take is kept and goes out before anything else. So a
/// connection that keeps up holds no buffer, and one that does not holds at most kMostUnsent bytes here.
class TlsStream {
 public:
  static constexpr std::size_t kMostUnsent = 64 * 1024;

  /// `descriptor` is only borrowed. `buffers` must outlive it.
  TlsStream(int descriptor, std::shared_ptr<const tls::Context> context, TlsBuffers& buffers);

  /// Takes what has arrived and answers it. When it is under way, call again when the socket is readable, or, with
  /// blocked(), writable.
  [[nodiscard]] tls::Session::Handshake handshake();

  /// Receives what has arrived, decrypted.
  [[nodiscard]] Received receive(std::span<char> into);
  /// True when receive() may bring something although nothing arrives.
  [[nodiscard]] bool has_more() const noexcept { return ended_ || session_.has_more(); }

  /// Room to put a record's plaintext together for send().
  [[nodiscard]] std::span<char> record() noexcept { return buffers_.record; }
  /// Encrypts `plain`, at most a record, and sends what the socket takes; false when the connection is broken.
  /// REQUIRES !blocked().
  [[nodiscard]] bool send(std::string_view plain);
  /// Sends more of what the socket did not take; false when the connection is broken.
  [[nodiscard]] bool push();
  /// True while something encrypted waits for the socket.
  [[nodiscard]] bool blocked() const noexcept { return !unsent_.empty(); }

  /// Says that nothing more is sent (close_notify), if the socket takes it.
  void finish();

  [[nodiscard]] const std::string& error() const noexcept { return session_.error(); }

 private:
  [[nodiscard]] std::optional<std::size_t> send_now(std::string_view bytes) const noexcept;
  [[nodiscard]] bool deliver();

  const int descriptor_;
  TlsBuffers& buffers_;
  tls::Session session_;
  std::string unsent_;
  bool ended_ = false;  // nothing more can be received
};

}  // namespace flumen::net
