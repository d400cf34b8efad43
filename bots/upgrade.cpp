#include "bots/upgrade.hpp"

#include <utility>

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http/field.hpp>

#include "bots/exchange.hpp"

namespace flumen::bots {
namespace {

namespace http = boost::beast::http;

// The example of RFC 6455, section 1.3. The key protects against caches and the like, of which there are none between
// a load generator and its server; a fixed one saves a SHA-1 for every connection and is still checked.
constexpr const char* kKey = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

}  // namespace

base::Task<base::Result<Upgrade>> open_websocket(base::Executor executor, Target target, std::string token,
                                                 std::string_view subprotocol) {
  Wire wire(executor);
  wire.expires_after(kExchangeTimeout);
  const auto connected = co_await wire.connect(target);
  if (!connected) co_return because("cannot connect to " + target.authority, connected.error());

  Request request{http::verb::get, "/ws/game", 11};
  request.set(http::field::host, target.authority);
  request.set(http::field::user_agent, "flumen-bots");
  request.set(http::field::upgrade, "websocket");
  request.set(http::field::connection, "Upgrade");
  request.set(http::field::sec_websocket_key, kKey);
  request.set(http::field::sec_websocket_version, "13");
  request.set(http::field::authorization, "Bearer " + token);
  if (!subprotocol.empty()) request.set(http::field::sec_websocket_protocol, subprotocol);

  boost::beast::flat_buffer buffer;
  const auto answer = co_await exchange(wire, std::move(request), buffer);
  if (!answer) co_return because("the upgrade was not answered", answer.error());
  const Response& response = *answer;

  Upgrade upgrade;
  upgrade.status = response.result_int();
  upgrade.retry_after = retry_after(response);
  if (upgrade.status != 101) co_return upgrade;
  if (response[http::field::sec_websocket_accept] != kAccept) {
    co_return base::fail(base::Errc::corrupt, "the upgrade was answered with a wrong Sec-WebSocket-Accept");
  }
  upgrade.subprotocol = std::string(response[http::field::sec_websocket_protocol]);
  if (!upgrade.subprotocol.empty() && upgrade.subprotocol != subprotocol) {
    co_return base::fail(base::Errc::corrupt, "the upgrade was answered with a subprotocol nobody asked for");
  }
  upgrade.early = boost::beast::buffers_to_string(buffer.data());
  upgrade.link = wire.release();
  co_return upgrade;
}

}  // namespace flumen::bots
