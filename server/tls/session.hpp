#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "tls/context.hpp"
#include "tls/memory_io.hpp"

struct ssl_st;

namespace flumen::tls {

/// One end of a TLS connection, without the connection: bytes of the peer in, bytes for the peer out. Whoever owns it
/// moves them; it never waits. Used by one thread at a time.
///
/// Between calls it holds no buffer, but for a record of which a part has come. Each call appends what is to be sent,
/// in order, to `output`; what was appended must be sent, whatever the call returned: it may be an alert.
class Session {
 public:
  enum class Handshake {
    under_way,   ///< goes on when more has come
    done,        ///< receive() and send() may be called; has_more() may be true already
    failed,      ///< error() says why
    plain_http,  ///< failed, because the peer speaks HTTP in the clear
  };
  enum class Status {
    open,
    ended,   ///< the peer said that nothing more comes (close_notify)
    failed,  ///< error() says why
  };
  struct Received {
    std::size_t bytes = 0;  ///< decrypted; with any status
    Status status = Status::open;
  };

  /// The most plaintext one record holds (RFC 8446, section 5.1).
  static constexpr std::size_t kMaxRecord = 16 * 1024;

  /// A server's end.
  explicit Session(std::shared_ptr<const Context> context);
  /// A client's end, for a server of that name or address.
  Session(std::shared_ptr<const Context> context, const std::string& host);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] Handshake handshake(std::span<const char> input, std::string& output);

  /// Decrypts `input`. What does not fit `into` is kept: has_more() is true then.
  [[nodiscard]] Received receive(std::span<const char> input, std::span<char> into, std::string& output);
  /// True when receive() without new input may bring something.
  [[nodiscard]] bool has_more() const noexcept { return more_; }

  /// Encrypts all of `plain`, one record for each kMaxRecord bytes; false when the session has failed.
  [[nodiscard]] bool send(std::string_view plain, std::string& output);
  /// Says that nothing more is sent (close_notify), once. What the peer sends can still be received.
  void finish(std::string& output);

  /// Why it failed, for a log; "" before.
  [[nodiscard]] const std::string& error() const noexcept { return error_; }

 private:
  struct Free {
    void operator()(ssl_st* session) const noexcept;
  };

  void begin(std::span<const char> input, std::string& output);
  void end();
  void fail();

  std::shared_ptr<const Context> context_;  // holds the method of the session's BIO: must outlive it
  MemoryIo io_;
  std::string held_;  // input that OpenSSL has not taken yet: at most what one call brought
  std::unique_ptr<ssl_st, Free> session_;
  bool more_ = false;
  bool failed_ = false;
  std::string error_;
};

}  // namespace flumen::tls
