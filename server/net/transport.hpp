#pragma once

#include <memory>
#include <span>
#include <utility>

#include "net/outbox.hpp"
#include "net/socket.hpp"
#include "net/tls_stream.hpp"

namespace flumen::net {

/// One connection's socket, in the clear or under TLS. Used on its loop only. In the clear it costs a pointer and a
/// branch for each call.
class Transport {
 public:
  explicit Transport(Socket socket) : socket_(std::move(socket)) {}

  /// For waiting, cancelling and options: bytes go through the transport.
  [[nodiscard]] Socket& socket() noexcept { return socket_; }
  [[nodiscard]] bool is_open() const noexcept { return socket_.is_open(); }

  /// Null in the clear.
  [[nodiscard]] TlsStream* tls() noexcept { return tls_.get(); }
  TlsStream& start_tls(std::shared_ptr<const tls::Context> context, TlsBuffers& buffers) {
    tls_ = std::make_unique<TlsStream>(socket_.native_handle(), std::move(context), buffers);
    return *tls_;
  }
  /// What follows is in the clear, for a handshake that failed.
  void stop_tls() noexcept { tls_.reset(); }

  /// Receives what has arrived, without waiting.
  [[nodiscard]] Received receive(std::span<char> into) {
    if (!socket_.is_open()) return {Readiness::ended, 0};
    return tls_ ? tls_->receive(into) : receive_now(socket_.native_handle(), into);
  }
  /// True when receive() may bring something although the socket is not readable: do not wait for it then.
  [[nodiscard]] bool has_more() const noexcept { return tls_ && tls_->has_more(); }

  /// Writes what the outbox holds, as far as the socket takes it. REQUIRES is_open().
  [[nodiscard]] Outbox::Flushed flush(Outbox& outbox) {
    return tls_ ? outbox.flush(*tls_) : outbox.flush(socket_.native_handle());
  }

  /// Outbox::write_through(). REQUIRES is_open() and !blocked().
  [[nodiscard]] Outbox::Flushed write_through(Outbox& outbox, const base::SharedBytes& bytes,
                                              std::span<const base::Extent> parts) {
    return tls_ ? outbox.write_through(*tls_, bytes, parts)
                : outbox.write_through(socket_.native_handle(), bytes, parts);
  }
  /// True while the transport itself holds bytes that the socket did not take.
  [[nodiscard]] bool blocked() const noexcept { return tls_ && tls_->blocked(); }

  /// Says that nothing more is sent. What the peer sends can still be received.
  void finish_sending();
  void close() noexcept;

 private:
  Socket socket_;
  std::unique_ptr<TlsStream> tls_;
};

}  // namespace flumen::net
