#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "base/error.hpp"
#include "base/event_loop.hpp"

namespace flumen::bots {

using TcpStream = boost::beast::basic_stream<boost::asio::ip::tcp, base::Executor>;
using TcpSocket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, base::Executor>;

/// The server, found: what to connect to and from where, and what it is called in requests.
struct Target {
  boost::asio::ip::tcp::endpoint endpoint;
  std::string authority;
  std::optional<boost::asio::ip::address_v4> source{};  ///< nothing: as the system chooses
  std::chrono::milliseconds timeout{30'000};            ///< no single exchange takes longer
};

/// Connects within the target's timeout; the error says why not.
base::Task<boost::system::error_code> dial(TcpStream& stream, const Target& target);

struct HttpAnswer {
  unsigned status = 0;
  std::string body;
  std::optional<std::chrono::seconds> retry_after;
};

/// Calls the server over one connection that is kept between calls. Used by one coroutine at a time.
class HttpClient {
 public:
  HttpClient(base::Executor executor, const Target& target) : executor_(executor), target_(target) {}

  /// `body` is JSON. Any status is an answer. Fails with Errc::unavailable (no connection, or it broke) or timed_out;
  /// the message says which and why.
  base::Task<base::Result<HttpAnswer>> get(std::string path);
  base::Task<base::Result<HttpAnswer>> post(std::string path, std::string body);

 private:
  base::Task<base::Result<HttpAnswer>> call(bool post, std::string path, std::string body);
  base::Task<base::Result<HttpAnswer>> exchange(bool post, const std::string& path, const std::string& body);

  base::Executor executor_;
  Target target_;
  std::optional<TcpStream> stream_;
  boost::beast::flat_buffer buffer_;
};

/// A failed network operation as an error with a sentence.
[[nodiscard]] base::Error network_error(const std::string& what, const boost::system::error_code& error);

}  // namespace flumen::bots
