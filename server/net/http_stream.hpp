#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "net/connection.hpp"
#include "net/shard.hpp"
#include "net/transport.hpp"

namespace flumen::net {

/// A connection that speaks HTTP, with one deadline for whatever it is doing. Used on its shard's loop only.
class HttpStream final : public Connection {
 public:
  HttpStream(Shard& shard, Socket socket);
  HttpStream(const HttpStream&) = delete;
  HttpStream& operator=(const HttpStream&) = delete;
  ~HttpStream();

  /// Reading and writing end when this much time has passed from now on.
  void expires_after(std::chrono::milliseconds timeout);
  void never_expires() noexcept { deadline_ = base::SteadyTime::max(); }
  [[nodiscard]] bool expired() const noexcept { return expired_; }

  /// True once the server shuts down: nothing more is read, a request that has arrived whole is still answered.
  [[nodiscard]] bool closing() const noexcept { return closing_; }

  /// Where the shard speaks TLS: the handshake, to be called first. False when it failed, was too slow or the server
  /// shuts down; what there was to say to the peer is said then.
  base::Task<bool> handshake();

  /// What arrives next, at most `limit` bytes, in the shard's scratch buffer; valid until the next suspension.
  /// Empty at the end: the peer's, the deadline's, or the server's.
  base::Task<std::string_view> read(std::size_t limit);
  /// Writes both, or fails: false.
  base::Task<bool> write(std::string_view head, std::string_view body);
  /// Under TLS: says that nothing more is sent, so that the peer knows the end from a connection that was cut.
  void say_goodbye() {
    if (transport_.tls() != nullptr) transport_.finish_sending();
  }
  /// Says that nothing more is sent and swallows what the peer still sends, for a bounded time and size: closing
  /// with unread bytes would reset the connection, and the peer would lose the last response.
  base::Task<void> linger();

  /// Gives the connection away, to be used otherwise.
  [[nodiscard]] Transport release() { return std::move(transport_); }

  void sweep(base::SteadyTime now) override;
  void shut(std::uint16_t code, std::string_view reason) override;
  void drop() noexcept override;

 private:
  using Handshake = tls::Session::Handshake;

  base::Task<void> wait_readable();
  base::Task<void> wait_writable();
  base::Task<Handshake> shake_hands();
  [[nodiscard]] std::string why_no_handshake();
  base::Task<bool> write_records(std::string_view head, std::string_view body);
  base::Task<void> refuse_plain_http();

  Shard& shard_;
  Transport transport_;
  base::SteadyTime deadline_ = base::SteadyTime::max();
  bool expired_ = false;
  bool reading_ = false;  // waits for the peer
  bool closing_ = false;
  HandshakeGate::Turn* turn_ = nullptr;  // while the handshake waits for it or is under way
  base::SteadyTime handshake_began_ = base::SteadyTime::max();
};

}  // namespace flumen::net
