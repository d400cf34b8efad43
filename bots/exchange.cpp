#include "bots/exchange.hpp"

#include <charconv>
#include <sstream>
#include <utility>

#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/write.hpp>

namespace flumen::bots {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t kMaxBody = 1024 * 1024;

}  // namespace

base::Task<base::Result<Response>> exchange(Wire& wire, Request request, boost::beast::flat_buffer& buffer) {
  std::ostringstream text;
  text << request;
  const auto written = co_await wire.write(text.str());
  if (!written) co_return written.error();

  http::response_parser<http::string_body> parser;
  parser.body_limit(kMaxBody);
  while (!parser.is_done()) {
    if (buffer.size() > 0) {
      boost::system::error_code error;
      buffer.consume(parser.put(buffer.data(), error));
      if (error && error != http::error::need_more) {
        co_return base::fail(base::Errc::corrupt, "the answer is no HTTP: " + error.message());
      }
      if (!error) {
        parser.eager(true);
        continue;
      }
    }
    const auto more = co_await wire.read(buffer);
    if (!more) co_return more.error();
  }
  co_return parser.release();
}

std::optional<std::chrono::seconds> retry_after(const Response& response) {
  const auto header = response[http::field::retry_after];
  int seconds = 0;
  const auto parsed = std::from_chars(header.data(), header.data() + header.size(), seconds);
  if (parsed.ec != std::errc{} || seconds < 0) return std::nullopt;
  return std::chrono::seconds(seconds);
}

}  // namespace flumen::bots
