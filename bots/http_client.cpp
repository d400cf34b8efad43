#include "bots/http_client.hpp"

#include <utility>

#include <boost/beast/http/verb.hpp>

#include "bots/exchange.hpp"

namespace flumen::bots {

namespace http = boost::beast::http;

base::Error because(const std::string& what, const base::Error& why) {
  return base::fail(why.code, what + ": " + why.message);
}

base::Task<base::Result<HttpAnswer>> HttpClient::get(std::string path) { return call(false, std::move(path), ""); }

base::Task<base::Result<HttpAnswer>> HttpClient::post(std::string path, std::string body) {
  return call(true, std::move(path), std::move(body));
}

base::Task<base::Result<HttpAnswer>> HttpClient::call(bool post, std::string path, std::string body) {
  const bool was_open = wire_.has_value();
  auto answer = co_await exchange(post, path, body);
  // A server may close an idle connection at any time: that one failure says nothing.
  if (!answer && was_open && answer.error().code == base::Errc::unavailable)
    answer = co_await exchange(post, path, body);
  co_return answer;
}

base::Task<base::Result<HttpAnswer>> HttpClient::exchange(bool post, const std::string& path, const std::string& body) {
  if (!wire_) {
    wire_.emplace(executor_);
    buffer_.clear();
    wire_->expires_after(kExchangeTimeout);
    const auto connected = co_await wire_->connect(target_);
    if (!connected) {
      wire_.reset();
      co_return because("cannot connect to " + target_.authority, connected.error());
    }
  }

  Request request{post ? http::verb::post : http::verb::get, path, 11};
  request.set(http::field::host, target_.authority);
  request.set(http::field::user_agent, "flumen-bots");
  if (post) {
    request.set(http::field::content_type, "application/json");
    request.body() = body;
  }
  request.prepare_payload();

  wire_->expires_after(kExchangeTimeout);
  const auto response = co_await bots::exchange(*wire_, std::move(request), buffer_);
  if (!response) {
    wire_.reset();
    co_return because(target_.authority + path + " did not answer", response.error());
  }
  wire_->expires_never();
  if (!response->keep_alive()) wire_.reset();
  co_return HttpAnswer{response->result_int(), response->body(), retry_after(*response)};
}

}  // namespace flumen::bots
