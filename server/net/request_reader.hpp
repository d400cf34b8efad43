#pragma once

#include <optional>
#include <string>

#include <boost/asio/ip/address.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "net/http.hpp"
#include "net/http_stream.hpp"

namespace flumen::net {

/// Reads the requests of one connection, one after the other, within the limits of ServerOptions.
class RequestReader {
 public:
  enum class Outcome {
    complete,  ///< what was asked for is in request()
    refused,   ///< refusal() answers it; nothing more can be read
    ended,     ///< the connection is over, or idle for too long
  };

  RequestReader(HttpStream& stream, Shard& shard, const boost::asio::ip::address& peer);

  /// Reads the next request up to the end of its head. REQUIRES that the body of the one before was read.
  base::Task<Outcome> read_head();
  /// Reads the body of that request.
  base::Task<Outcome> read_body();

  [[nodiscard]] Request& request() noexcept { return request_; }
  /// Whom the request comes from: the peer, or whom it speaks for when it is a trusted proxy.
  [[nodiscard]] const boost::asio::ip::address& client() const noexcept { return client_; }
  [[nodiscard]] Response& refusal() noexcept { return refusal_; }

  /// True when read_body() has something to wait for.
  [[nodiscard]] bool has_body() const { return !parser_->is_done(); }
  /// True when the client waits for `100 Continue` before it sends the body.
  [[nodiscard]] bool expects_continue() const;
  [[nodiscard]] bool keep_alive() const { return parser_->keep_alive(); }
  [[nodiscard]] bool is_http_1_0() const noexcept { return http_1_0_; }

  /// The bytes that came behind the request.
  [[nodiscard]] std::string take_unread();

 private:
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

  void skip_line_ends();
  base::Task<bool> receive();
  [[nodiscard]] Outcome after_end(bool began);
  [[nodiscard]] Outcome refuse(boost::system::error_code error);
  [[nodiscard]] Outcome refuse(int status, std::string_view code, std::string_view sentence);
  /// Turns the parsed head into request_; false when it is refused.
  [[nodiscard]] bool accept_head();

  HttpStream& stream_;
  Shard& shard_;
  const boost::asio::ip::address peer_;
  boost::asio::ip::address client_;
  bool first_ = true;
  bool http_1_0_ = false;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Request request_;
  Response refusal_;
};

}  // namespace flumen::net
