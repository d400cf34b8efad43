#include "bots/testing/faulty_server.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "websocket/frame.hpp"

namespace flumen::bots {
namespace {

constexpr int kGlanceMs = 20;

[[noreturn]] void give_up(const char* what) { throw std::system_error(errno, std::system_category(), what); }

std::string map_document(std::string_view id) {
  std::string rows;
  for (int row = 0; row < 49; ++row) rows += fmt::format("{}\"{}\"", row == 0 ? "" : ",", std::string(22, '.'));
  return fmt::format(R"({{"id":"{}","walkable":[{}],"transitions":[]}})", id, rows);
}

}  // namespace

void Peer::send(std::string_view bytes) {
  while (!bytes.empty() && !stopping_) {
    pollfd ready{socket_, POLLOUT, 0};
    if (::poll(&ready, 1, kGlanceMs) <= 0) continue;
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (sent < 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Peer::stall() {
  while (!stopping_) {
    pollfd ended{socket_, POLLRDHUP, 0};
    if (::poll(&ended, 1, kGlanceMs) > 0) return;
  }
}

void Peer::swallow() {
  while (!read_request().empty()) {
  }
}

void Peer::drip(std::string_view bytes) {
  for (std::size_t at = 0; !stopping_; at = (at + 1) % bytes.size()) {
    if (::send(socket_, bytes.data() + at, 1, MSG_NOSIGNAL) < 0) return;
    pollfd ended{socket_, POLLRDHUP, 0};
    if (::poll(&ended, 1, kGlanceMs) > 0) return;
  }
}

void Peer::flood(std::string_view bytes) {
  while (!stopping_) {
    pollfd ended{socket_, POLLRDHUP, 0};
    if (::poll(&ended, 1, 0) > 0 && (ended.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) return;
    send(bytes);
  }
}

std::string Peer::read_request() {
  std::array<char, 4096> buffer;
  while (!stopping_) {
    if (const auto end = received_.find("\r\n\r\n"); end != std::string::npos) {
      std::string head = received_.substr(0, end);
      std::size_t body = 0;
      if (const auto at = head.find("Content-Length: "); at != std::string::npos) {
        std::from_chars(head.data() + at + 16, head.data() + head.size(), body);
      }
      if (received_.size() >= end + 4 + body) {
        received_.erase(0, end + 4 + body);
        return head;
      }
    }
    pollfd ready{socket_, POLLIN, 0};
    if (::poll(&ready, 1, kGlanceMs) <= 0) continue;
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0) break;
    received_.append(buffer.data(), static_cast<std::size_t>(size));
  }
  return "";
}

FaultyServer::FaultyServer(Step step, Fault fault) : step_(step), fault_(std::move(fault)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener_ < 0) give_up("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 64) != 0) give_up("listen");
  if (::getsockname(listener_, generic, &size) != 0) give_up("getsockname");
  port_ = ::ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_all(); });
}

FaultyServer::~FaultyServer() {
  stopping_ = true;
  acceptor_.join();
  for (auto& thread : threads_) thread.join();
  ::close(listener_);
}

void FaultyServer::accept_all() {
  while (!stopping_) {
    pollfd ready{listener_, POLLIN, 0};
    if (::poll(&ready, 1, kGlanceMs) <= 0) continue;
    const int socket = ::accept(listener_, nullptr, nullptr);
    if (socket < 0) continue;
    const std::lock_guard lock(mutex_);
    threads_.emplace_back([this, socket] { serve(socket); });
  }
}

void FaultyServer::serve(int socket) {
  Peer peer(socket, stopping_);
  for (;;) {
    const std::string request = peer.read_request();
    if (request.empty() || !answer(peer, request)) break;
  }
  ::close(socket);
}

bool FaultyServer::answer(Peer& peer, const std::string& request) {
  const auto is = [&](std::string_view begin) { return request.starts_with(begin); };
  constexpr std::string_view kMapCall = "GET /api/v1/maps/";
  Step step = Step::ready;
  std::string right = http_answer("200 OK", R"({"status":"ready"})");
  if (is(kMapCall)) {
    step = Step::map;
    const std::string id = request.substr(kMapCall.size(), request.find(' ', kMapCall.size()) - kMapCall.size());
    right = http_answer("200 OK", map_document(id));
  } else if (is("POST /api/v1/register")) {
    step = Step::registration;
    right = http_answer("201 Created", "{}");
  } else if (is("POST /api/v1/login")) {
    step = Step::login;
    right = http_answer("200 OK", R"({"token":"t"})");
  } else if (is("GET /ws/game")) {
    step = Step::upgrade;
  } else if (!is("GET /readyz")) {
    right = http_answer("404 Not Found", "{}");
  }
  if (step == step_ && !is("GET /metrics")) {
    met_ = true;
    fault_(peer);
    return false;
  }
  if (step == Step::upgrade) {
    enter_world(peer);
    return false;
  }
  peer.send(right);
  return true;
}

void FaultyServer::enter_world(Peer& peer) {
  // The answer to the key of RFC 6455, section 1.3, which the bots send.
  peer.send(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
  if (step_ == Step::world) {
    met_ = true;
    fault_(peer);
    return;
  }
  peer.send(text_frame(welcome_message()));
  peer.swallow();
}

std::string http_answer(std::string_view status, std::string_view body) {
  return fmt::format("HTTP/1.1 {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", status,
                     body.size(), body);
}

std::string text_frame(std::string_view text) {
  std::string out;
  websocket::append_server_frame(out, websocket::Opcode::text, text);
  return out;
}

std::string welcome_message() {
  return R"({"type":"welcome","data":{"user_id":"8a2c6d1e-1b7f-4a53-8f0c-2f3f6f1f9b77","map_id":"map_0_0",)"
         R"("x":960,"y":540}})";
}

}  // namespace flumen::bots
