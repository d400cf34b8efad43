#include "bots/http_client.hpp"

#include <charconv>
#include <netinet/in.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http.hpp>

namespace flumen::bots {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t kMaxBody = 1024 * 1024;

using Awaitable = boost::asio::use_awaitable_t<base::Executor>;

auto into(boost::system::error_code& error) { return boost::asio::redirect_error(Awaitable{}, error); }

}  // namespace

base::Error network_error(const std::string& what, const boost::system::error_code& error) {
  const bool timeout = error == boost::beast::error::timeout;
  return base::fail(timeout ? base::Errc::timed_out : base::Errc::unavailable, what + ": " + error.message());
}

base::Task<boost::system::error_code> dial(TcpStream& stream, const Target& target) {
  boost::system::error_code error;
  auto& socket = stream.socket();
  if (target.source) {
    // The port is chosen when it connects, so that each source address has all ports towards the server.
    using NoPort = boost::asio::detail::socket_option::boolean<IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT>;
    socket.open(target.endpoint.protocol(), error);
    if (!error) socket.set_option(NoPort(true), error);
    if (!error) socket.bind({*target.source, 0}, error);
    if (error) co_return error;
  }
  stream.expires_after(target.timeout);
  co_await stream.async_connect(target.endpoint, into(error));
  if (!error) socket.set_option(boost::asio::ip::tcp::no_delay(true), error);
  co_return error;
}

base::Task<base::Result<HttpAnswer>> HttpClient::get(std::string path) { return call(false, std::move(path), ""); }

base::Task<base::Result<HttpAnswer>> HttpClient::post(std::string path, std::string body) {
  return call(true, std::move(path), std::move(body));
}

base::Task<base::Result<HttpAnswer>> HttpClient::call(bool post, std::string path, std::string body) {
  const bool was_open = stream_.has_value();
  auto answer = co_await exchange(post, path, body);
  // A server may close an idle connection at any time: that one failure says nothing.
  if (!answer && was_open && answer.error().code == base::Errc::unavailable)
    answer = co_await exchange(post, path, body);
  co_return answer;
}

base::Task<base::Result<HttpAnswer>> HttpClient::exchange(bool post, const std::string& path, const std::string& body) {
  boost::system::error_code error;
  if (!stream_) {
    stream_.emplace(executor_);
    buffer_.clear();
    error = co_await dial(*stream_, target_);
    if (error) {
      stream_.reset();
      co_return network_error("cannot connect to " + target_.authority, error);
    }
  }

  http::request<http::string_body> request{post ? http::verb::post : http::verb::get, path, 11};
  request.set(http::field::host, target_.authority);
  request.set(http::field::user_agent, "flumen-bots");
  if (post) {
    request.set(http::field::content_type, "application/json");
    request.body() = body;
  }
  request.prepare_payload();

  stream_->expires_after(target_.timeout);
  co_await http::async_write(*stream_, request, into(error));
  http::response_parser<http::string_body> parser;
  parser.body_limit(kMaxBody);
  if (!error) co_await http::async_read(*stream_, buffer_, parser, into(error));
  if (error) {
    stream_.reset();
    co_return network_error(target_.authority + path + " did not answer", error);
  }
  stream_->expires_never();

  const auto& response = parser.get();
  HttpAnswer answer{response.result_int(), response.body(), std::nullopt};
  const auto header = response[http::field::retry_after];
  int seconds = 0;
  if (std::from_chars(header.data(), header.data() + header.size(), seconds).ec == std::errc{} && seconds >= 0) {
    answer.retry_after = std::chrono::seconds(seconds);
  }
  if (!parser.keep_alive()) stream_.reset();
  co_return answer;
}

}  // namespace flumen::bots
