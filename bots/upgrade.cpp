#include "bots/upgrade.hpp"

#include <charconv>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http.hpp>

namespace flumen::bots {
namespace {

namespace http = boost::beast::http;

// The example of RFC 6455, section 1.3. The key protects against caches and the like, of which there are none between
// a load generator and its server; a fixed one saves a SHA-1 for every connection and is still checked.
constexpr const char* kKey = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

auto into(boost::system::error_code& error) {
  return boost::asio::redirect_error(boost::asio::use_awaitable_t<base::Executor>{}, error);
}

}  // namespace

base::Task<base::Result<Upgrade>> open_websocket(base::Executor executor, Target target, std::string token,
                                                 std::string_view subprotocol) {
  TcpStream stream(executor);
  boost::system::error_code error = co_await dial(stream, target);
  if (error) co_return network_error("cannot connect to " + target.authority, error);

  http::request<http::empty_body> request{http::verb::get, "/ws/game", 11};
  request.set(http::field::host, target.authority);
  request.set(http::field::user_agent, "flumen-bots");
  request.set(http::field::upgrade, "websocket");
  request.set(http::field::connection, "Upgrade");
  request.set(http::field::sec_websocket_key, kKey);
  request.set(http::field::sec_websocket_version, "13");
  request.set(http::field::authorization, "Bearer " + token);
  if (!subprotocol.empty()) request.set(http::field::sec_websocket_protocol, subprotocol);
  co_await http::async_write(stream, request, into(error));

  boost::beast::flat_buffer buffer;
  http::response_parser<http::string_body> parser;
  if (!error) co_await http::async_read_header(stream, buffer, parser, into(error));
  if (error) co_return network_error("the upgrade was not answered", error);
  const auto& response = parser.get();

  Upgrade upgrade;
  upgrade.status = response.result_int();
  const auto header = response[http::field::retry_after];
  int seconds = 0;
  if (std::from_chars(header.data(), header.data() + header.size(), seconds).ec == std::errc{} && seconds >= 0) {
    upgrade.retry_after = std::chrono::seconds(seconds);
  }
  if (upgrade.status != 101) co_return upgrade;
  if (response[http::field::sec_websocket_accept] != kAccept) {
    co_return base::fail(base::Errc::corrupt, "the upgrade was answered with a wrong Sec-WebSocket-Accept");
  }
  upgrade.subprotocol = std::string(response[http::field::sec_websocket_protocol]);
  if (!upgrade.subprotocol.empty() && upgrade.subprotocol != subprotocol) {
    co_return base::fail(base::Errc::corrupt, "the upgrade was answered with a subprotocol nobody asked for");
  }
  upgrade.early = boost::beast::buffers_to_string(buffer.data());
  upgrade.socket = stream.release_socket();
  co_return upgrade;
}

}  // namespace flumen::bots
