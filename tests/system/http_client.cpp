#include "http_client.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>

namespace flumen::system_test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

constexpr std::chrono::seconds kPatience{10};

asio::ip::tcp::endpoint local(std::uint16_t port) { return {asio::ip::address_v4::loopback(), port}; }

}  // namespace

boost::json::value HttpResponse::json() const {
  error_code error;
  auto value = boost::json::parse(body, error);
  if (error) throw std::runtime_error("the body is not JSON: " + body);
  return value;
}

std::string HttpResponse::code() const {
  error_code error;
  const auto value = boost::json::parse(body, error);
  if (error || !value.is_object()) return {};
  const auto* code = value.get_object().if_contains("code");
  return code != nullptr && code->is_string() ? std::string(code->get_string()) : std::string();
}

HttpResponse http(std::uint16_t port, std::string_view method, std::string_view target, std::string_view body,
                  const Headers& headers) {
  asio::io_context context;
  beast::tcp_stream stream(context);
  stream.expires_after(kPatience);

  beast::http::request<beast::http::string_body> request;
  request.method_string({method.data(), method.size()});
  request.target({target.data(), target.size()});
  request.set(beast::http::field::host, "127.0.0.1");
  for (const auto& [name, value] : headers) request.set(name, value);
  request.keep_alive(false);
  request.body() = body;
  request.prepare_payload();

  beast::flat_buffer buffer;
  beast::http::response_parser<beast::http::string_body> parser;
  parser.body_limit(16 * 1024 * 1024);
  if (method == "HEAD") parser.skip(true);
  std::string failure;
  const auto check = [&failure](const char* what, error_code error) {
    if (error) failure = std::string(what) + ": " + error.message();
    return !error;
  };
  stream.async_connect(local(port), [&](error_code connect_error) {
    if (!check("connect", connect_error)) return;
    beast::http::async_write(stream, request, [&](error_code write_error, std::size_t) {
      // A server may answer and close before it has read a body it refuses.
      if (write_error != asio::error::broken_pipe && write_error != asio::error::connection_reset &&
          !check("write", write_error)) {
        return;
      }
      beast::http::async_read(stream, buffer, parser,
                              [&](error_code read_error, std::size_t) { check("read", read_error); });
    });
  });
  context.run();
  if (!failure.empty()) {
    throw std::runtime_error(std::string(method) + " " + std::string(target) + " failed, " + failure);
  }

  HttpResponse response;
  response.status = parser.get().result_int();
  for (const auto& header : parser.get()) {
    std::string name(header.name_string());
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    response.headers[name] = std::string(header.value());
  }
  response.body = parser.release().body();
  return response;
}

HttpResponse post_json(std::uint16_t port, std::string_view target, const boost::json::value& body,
                       const Headers& headers) {
  Headers all = headers;
  all.emplace("Content-Type", "application/json");
  return http(port, "POST", target, boost::json::serialize(body), all);
}

Headers bearer(std::string_view token) { return {{"Authorization", "Bearer " + std::string(token)}}; }

RawExchange raw_exchange(std::uint16_t port, std::string_view bytes, std::chrono::milliseconds patience) {
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  socket.connect(local(port));
  error_code ignored;  // the server may have closed already, which is what some tests are about
  asio::write(socket, asio::buffer(bytes.data(), bytes.size()), ignored);

  RawExchange exchange;
  asio::async_read(socket, asio::dynamic_buffer(exchange.received),
                   [&](error_code error, std::size_t) { exchange.closed = error != asio::error::operation_aborted; });
  context.run_for(patience);
  if (!context.stopped()) {
    socket.cancel();
    context.run();
  }
  return exchange;
}

}  // namespace flumen::system_test
