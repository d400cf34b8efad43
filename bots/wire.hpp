#pragma once

#include <chrono>
#include <memory>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "tls/session.hpp"

namespace flumen::bots {

using TcpStream = boost::beast::basic_stream<boost::asio::ip::tcp, base::Executor>;
using TcpSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, base::Executor>;

/// The server, found: what to connect to, and what it is called in requests.
struct Target {
  boost::asio::ip::tcp::endpoint endpoint;
  std::string authority;
  std::string host;                                   ///< as its certificate names it
  std::shared_ptr<const tls::Context> tls = nullptr;  ///< null: in the clear
};

/// A connected socket, and the TLS session on it, if any.
struct Link {
  TcpSocket socket;
  std::unique_ptr<tls::Session> tls;
};

/// What HTTP goes through: a TCP connection, under TLS where the target asks for it. Used by one coroutine at a time.
/// What fails ends it; the error is a sentence's end.
class Wire {
 public:
  explicit Wire(base::Executor executor) : stream_(executor) {}

  /// Whatever is under way when this much time has passed from now on fails with timed_out.
  void expires_after(std::chrono::seconds time) { stream_.expires_after(time); }
  void expires_never() { stream_.expires_never(); }

  /// Fails with unauthenticated when the TLS handshake does.
  base::Task<base::Result<void>> connect(Target target);
  base::Task<base::Result<void>> write(std::string bytes);
  /// Appends what comes next, at least a byte.
  base::Task<base::Result<void>> read(boost::beast::flat_buffer& into);

  /// Gives the connection away, to be used otherwise.
  [[nodiscard]] Link release() { return {stream_.release_socket(), std::move(tls_)}; }

 private:
  static constexpr std::size_t kReadBytes = 16 * 1024;

  base::Task<base::Result<void>> shake_hands(Target target);
  base::Task<base::Result<void>> write_raw(std::string bytes);
  base::Task<base::Result<std::size_t>> read_raw(std::span<char> into);

  TcpStream stream_;
  std::unique_ptr<tls::Session> tls_;
};

}  // namespace flumen::bots
