#pragma once

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

#include "tls/session.hpp"
#include "websocket/frame.hpp"

namespace flumen::net::testing {

struct Reply {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

struct Frame {
  websocket::Opcode opcode = websocket::Opcode::continuation;
  std::string payload;

  [[nodiscard]] int close_code() const {
    if (payload.size() < 2) return websocket::kNoStatus;
    return static_cast<unsigned char>(payload[0]) * 256 + static_cast<unsigned char>(payload[1]);
  }
};

/// A blocking client on a raw socket, for tests only. Whatever does not come within ten seconds throws.
class TestClient {
 public:
  /// A small `receive_buffer` (bytes) makes a client that does not read fill the server's outbox soon.
  explicit TestClient(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (socket_ < 0) throw std::runtime_error("no socket");
    if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const timeval timeout{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    if (port != 0) connect(port);
  }
  TestClient(TestClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), unread_(std::move(other.unread_)), tls_(std::move(other.tls_)) {}
  TestClient& operator=(TestClient&&) = delete;
  ~TestClient() { hang_up(); }

  void connect(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }

  /// What follows is under TLS. Throws when the handshake fails.
  void start_tls(std::shared_ptr<const tls::Context> context) {
    auto session = begin_tls(std::move(context));
    finish_tls(std::move(session));
  }
  /// The two halves of it: sends the ClientHello; does the rest.
  std::unique_ptr<tls::Session> begin_tls(std::shared_ptr<const tls::Context> context) {
    // The end of the handshake and the first request are two small segments.
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    auto session = std::make_unique<tls::Session>(std::move(context), "localhost");
    std::string output;
    if (session->handshake({}, output) != tls::Session::Handshake::under_way)
      throw std::runtime_error("no ClientHello");
    send_raw(output);
    return session;
  }
  void finish_tls(std::unique_ptr<tls::Session> session) {
    for (auto step = tls::Session::Handshake::under_way; step != tls::Session::Handshake::done;) {
      if (!receive()) throw std::runtime_error("the server closed the connection");
      std::string output;
      step = session->handshake(std::exchange(unread_, {}), output);
      send_raw(output);
      if (step == tls::Session::Handshake::failed) throw std::runtime_error("handshake: " + session->error());
    }
    tls_ = std::move(session);
  }
  /// The records that bytes become, sent by nobody yet.
  std::string encrypt(std::string_view bytes) {
    std::string output;
    if (!tls_->send(bytes, output)) throw std::runtime_error(tls_->error());
    return output;
  }
  /// What send_raw() takes to send `bytes`: a TLS session is one thread's, so whoever reads on one thread and writes on
  /// another prepares first what is written.
  std::string prepare(std::string_view bytes) { return tls_ ? encrypt(bytes) : std::string(bytes); }
  /// True once the server has said that nothing more comes (close_notify).
  [[nodiscard]] bool heard_goodbye() const noexcept { return heard_goodbye_; }

  /// False when the server has closed the connection.
  bool send(std::string_view bytes) { return send_raw(prepare(bytes)); }
  bool send_raw(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  void finish_sending() { ::shutdown(socket_, SHUT_WR); }
  void hang_up() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

  /// True when something comes from the server, its end included, within `timeout`.
  bool hears_something(std::chrono::milliseconds timeout) {
    pollfd descriptor{socket_, POLLIN, 0};
    return !unread_.empty() || ::poll(&descriptor, 1, static_cast<int>(timeout.count())) > 0;
  }
  /// True when the server closes without sending anything more.
  bool at_end() { return unread_.empty() && !receive(); }

  Reply get(const std::string& target, const std::string& headers = "") {
    send("GET " + target + " HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n");
    return read_reply();
  }

  Reply read_reply(bool has_body = true) {
    Reply reply;
    reply.status = std::stoi(read_line().substr(9));
    for (std::string line = read_line(); !line.empty(); line = read_line()) {
      const std::size_t colon = line.find(':');
      std::string name = line.substr(0, colon);
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      reply.headers[name] = line.substr(colon + 2);
    }
    if (has_body && reply.headers.contains("content-length"))
      reply.body = read(std::stoul(reply.headers["content-length"]));
    return reply;
  }

  static std::string upgrade_request(const std::string& target = "/ws/game", const std::string& headers = "") {
    return "GET " + target +
           " HTTP/1.1\r\nHost: test\r\nUpgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\n"
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
           headers + "\r\n";
  }

  Reply upgrade(const std::string& target = "/ws/game", const std::string& headers = "") {
    send(upgrade_request(target, headers));
    return read_reply();
  }

  static std::string text(std::string_view payload) { return frame(websocket::Opcode::text, payload); }
  static std::string frame(websocket::Opcode opcode, std::string_view payload) {
    std::string out;
    websocket::append_client_frame(out, opcode, payload, {0x12, 0x34, 0x56, 0x78});
    return out;
  }
  static std::string close_frame(std::uint16_t code) {
    return frame(websocket::Opcode::close, websocket::close_payload(code, ""));
  }
  /// A frame without its final bit: the first or a middle fragment.
  static std::string fragment(websocket::Opcode opcode, std::string_view payload) {
    std::string out = frame(opcode, payload);
    out[0] = static_cast<char>(static_cast<unsigned char>(out[0]) & 0x7F);
    return out;
  }

  Frame read_frame() {
    const std::string head = read(2);
    Frame result;
    result.opcode = static_cast<websocket::Opcode>(static_cast<unsigned char>(head[0]) & 0x0F);
    std::size_t size = static_cast<unsigned char>(head[1]);
    if (size > 127) throw std::runtime_error("a server's frame is not masked");
    const std::size_t length_bytes = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (length_bytes > 0) {
      size = 0;
      for (const char c : read(length_bytes)) size = size * 256 + static_cast<unsigned char>(c);
    }
    result.payload = read(size);
    return result;
  }

  /// The code of the close frame that comes after whatever else still comes.
  int read_close_code() {
    for (;;) {
      const Frame next = read_frame();
      if (next.opcode == websocket::Opcode::close) return next.close_code();
    }
  }

  std::string read(std::size_t size) {
    while (unread_.size() < size) {
      if (!receive()) throw std::runtime_error("the server closed the connection");
    }
    std::string out = unread_.substr(0, size);
    unread_.erase(0, size);
    return out;
  }

 private:
  std::string read_line() {
    std::size_t end = 0;
    while ((end = unread_.find("\r\n")) == std::string::npos) {
      if (!receive()) throw std::runtime_error("the server closed the connection");
    }
    std::string line = unread_.substr(0, end);
    unread_.erase(0, end + 2);
    return line;
  }

  bool receive() {
    std::array<char, 65536> buffer{};
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("nothing came in time");
    if (got <= 0) return false;
    const std::span arrived(buffer.data(), static_cast<std::size_t>(got));
    return tls_ ? decrypt(arrived) : (unread_.append(arrived.data(), arrived.size()), true);
  }

  bool decrypt(std::span<const char> arrived) {
    std::string into(128 * 1024, '\0');  // more than what came and a record that came in part before
    std::string output;
    const auto received = tls_->receive(arrived, into, output);
    unread_.append(into, 0, received.bytes);
    heard_goodbye_ = received.status == tls::Session::Status::ended;
    return received.bytes > 0 || received.status == tls::Session::Status::open;
  }

  int socket_;
  std::string unread_;
  std::unique_ptr<tls::Session> tls_;
  bool heard_goodbye_ = false;
};

}  // namespace flumen::net::testing
