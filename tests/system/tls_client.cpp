#include "tls_client.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json.hpp>

#include "accounts.hpp"

namespace flumen::system_test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace json = boost::json;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::seconds kPatience{10};
constexpr unsigned char kProtocols[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

}  // namespace

class TlsClient::Streams {
 public:
  using Tls = asio::ssl::stream<tcp::socket>;

  Streams(const std::string& ca_file, int most_version) : trust_(asio::ssl::context::tls_client) {
    trust_.load_verify_file(ca_file);
    trust_.set_verify_mode(asio::ssl::verify_peer);
    SSL_CTX_set_max_proto_version(trust_.native_handle(), most_version == 12 ? TLS1_2_VERSION : TLS1_3_VERSION);
    SSL_CTX_set_alpn_protos(trust_.native_handle(), kProtocols, sizeof kProtocols);
    websocket_.emplace(context_, trust_);
    tls().set_verify_callback(asio::ssl::host_name_verification("localhost"));
  }

  [[nodiscard]] Tls& tls() { return websocket_->next_layer(); }
  [[nodiscard]] beast::websocket::stream<Tls>& websocket() { return *websocket_; }

  /// Starts an operation with a handler and waits for it to be called.
  template <class Start>
  error_code run(Start start) {
    std::optional<error_code> outcome;
    start([&outcome](error_code error, auto&&...) { outcome = error; });
    context_.restart();
    context_.run_for(kPatience);
    return outcome.value_or(asio::error::timed_out);
  }
  template <class Start>
  void require(const char* what, Start start) {
    if (const error_code error = run(start)) throw std::runtime_error(std::string(what) + ": " + error.message());
  }

  beast::flat_buffer buffer;

 private:
  asio::io_context context_;
  asio::ssl::context trust_;
  std::optional<beast::websocket::stream<Tls>> websocket_;
};

TlsClient::TlsClient(std::uint16_t port, const std::string& ca_file, int most_version, int receive_buffer)
    : streams_(std::make_unique<Streams>(ca_file, most_version)) {
  tcp::socket& socket = streams_->tls().next_layer();
  socket.open(tcp::v4());
  if (receive_buffer > 0) socket.set_option(tcp::socket::receive_buffer_size(receive_buffer));
  socket.set_option(tcp::no_delay(true));
  const tcp::endpoint server(asio::ip::address_v4::loopback(), port);
  streams_->require("connect", [&](auto handler) { socket.async_connect(server, handler); });
  streams_->require("handshake",
                    [&](auto handler) { streams_->tls().async_handshake(asio::ssl::stream_base::client, handler); });
}

TlsClient::~TlsClient() = default;

std::string TlsClient::version() const { return SSL_get_version(streams_->tls().native_handle()); }
std::string TlsClient::cipher() const { return SSL_get_cipher_name(streams_->tls().native_handle()); }
std::string TlsClient::protocol() const {
  const unsigned char* name = nullptr;
  unsigned int size = 0;
  SSL_get0_alpn_selected(streams_->tls().native_handle(), &name, &size);
  return {name, name + size};
}

HttpResponse TlsClient::http(std::string_view method, std::string_view target, std::string_view body,
                             const Headers& headers) {
  beast::http::request<beast::http::string_body> request;
  request.method_string({method.data(), method.size()});
  request.target({target.data(), target.size()});
  request.set(beast::http::field::host, "localhost");
  for (const auto& [name, value] : headers) request.set(name, value);
  request.body() = body;
  request.prepare_payload();
  beast::http::response_parser<beast::http::string_body> parser;
  parser.body_limit(16 * 1024 * 1024);
  streams_->require("write", [&](auto handler) { beast::http::async_write(streams_->tls(), request, handler); });
  streams_->require("read",
                    [&](auto handler) { beast::http::async_read(streams_->tls(), streams_->buffer, parser, handler); });
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

std::string TlsClient::make_account(std::string_view prefix) {
  const std::string name = fresh_name(prefix);
  const Headers is_json{{"Content-Type", "application/json"}};
  const json::object registration{{"username", name}, {"email", name + "@example.org"}, {"password", "a long secret"}};
  const auto registered = http("POST", "/api/v1/register", json::serialize(registration), is_json);
  if (registered.status != 201) throw std::runtime_error("registering: " + registered.body);
  const json::object log_in{{"identifier", name}, {"password", "a long secret"}};
  const auto answer = http("POST", "/api/v1/login", json::serialize(log_in), is_json);
  if (answer.status != 200) throw std::runtime_error("logging in: " + answer.body);
  return std::string(answer.json().at("token").as_string());
}

void TlsClient::enter(std::string_view token) {
  auto& websocket = streams_->websocket();
  websocket.set_option(beast::websocket::stream_base::decorator([token](beast::websocket::request_type& request) {
    request.set(beast::http::field::authorization, "Bearer " + std::string(token));
  }));
  websocket.read_message_max(16 * 1024 * 1024);
  streams_->require("upgrade", [&](auto handler) { websocket.async_handshake("localhost", "/ws/game", handler); });
}

void TlsClient::send(std::string_view type, const json::object& data) {
  const std::string text =
      json::serialize(json::object{{"type", json::string_view(type.data(), type.size())}, {"data", data}});
  streams_->require("write", [&](auto handler) { streams_->websocket().async_write(asio::buffer(text), handler); });
}

json::object TlsClient::await(std::string_view type) {
  for (;;) {
    beast::flat_buffer buffer;
    streams_->require("read", [&](auto handler) { streams_->websocket().async_read(buffer, handler); });
    auto message = json::parse(beast::buffers_to_string(buffer.data())).as_object();
    if (message.at("type").as_string() == json::string_view(type.data(), type.size())) return message;
  }
}

std::uint16_t TlsClient::await_close() {
  for (;;) {
    beast::flat_buffer buffer;
    const error_code error = streams_->run([&](auto handler) { streams_->websocket().async_read(buffer, handler); });
    if (error == asio::error::timed_out) throw std::runtime_error("the connection is still open");
    if (!error) continue;
    // The server hangs up as soon as it has said its goodbye: answering that may fail, and changes nothing of it.
    const std::uint16_t code = streams_->websocket().reason().code;
    return code != beast::websocket::close_code::none ? code : 1006;
  }
}

void TlsClient::close() {
  // The server hangs up first, and may have before TLS has said its goodbye, too.
  const error_code error = streams_->run(
      [&](auto handler) { streams_->websocket().async_close(beast::websocket::close_code::normal, handler); });
  if (error == asio::error::timed_out) throw std::runtime_error("the close was not answered");
}

HttpResponse https(std::uint16_t port, const std::string& ca_file, std::string_view method, std::string_view target) {
  return TlsClient(port, ca_file).http(method, target);
}

}  // namespace flumen::system_test
