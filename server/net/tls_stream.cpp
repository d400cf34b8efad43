#include "net/tls_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <utility>

namespace flumen::net {

using tls::Session;

TlsStream::TlsStream(int descriptor, std::shared_ptr<const tls::Context> context, TlsBuffers& buffers)
    : descriptor_(descriptor), buffers_(buffers), session_(std::move(context)) {}

Session::Handshake TlsStream::handshake() {
  const Received received = receive_now(descriptor_, buffers_.input);
  if (received.readiness == Readiness::ended) return Session::Handshake::failed;
  buffers_.output.clear();
  const auto step = session_.handshake(std::span(buffers_.input).first(received.bytes), buffers_.output);
  return deliver() ? step : Session::Handshake::failed;
}

Received TlsStream::receive(std::span<char> into) {
  if (ended_) return {Readiness::ended, 0};
  Received arrived;
  if (!session_.has_more()) {
    arrived = receive_now(descriptor_, std::span(buffers_.input).first(std::min(into.size(), buffers_.input.size())));
    if (arrived.readiness != Readiness::some) return arrived;
  }
  buffers_.output.clear();
  const auto received = session_.receive(std::span(buffers_.input).first(arrived.bytes), into, buffers_.output);
  ended_ = !deliver() || received.status != Session::Status::open;
  if (received.bytes > 0) return {Readiness::some, received.bytes};
  return {ended_ ? Readiness::ended : Readiness::nothing, 0};
}

bool TlsStream::send(std::string_view plain) {
  buffers_.output.clear();
  const bool encrypted = session_.send(plain, buffers_.output);
  return deliver() && encrypted;
}

bool TlsStream::push() {
  if (unsent_.empty()) return true;
  const auto sent = send_now(unsent_);
  if (!sent) return false;
  unsent_.erase(0, *sent);
  if (unsent_.empty()) unsent_ = {};
  return true;
}

void TlsStream::finish() {
  buffers_.output.clear();
  session_.finish(buffers_.output);
  static_cast<void>(deliver());  // a peer that is gone needs no goodbye
}

/// What the socket takes of `bytes` now; nothing when the connection is broken.
std::optional<std::size_t> TlsStream::send_now(std::string_view bytes) const noexcept {
  for (;;) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) return static_cast<std::size_t>(sent);
    if (errno == EINTR) continue;
    if (errno == EAGAIN || errno == EWOULDBLOCK) return 0;
    return std::nullopt;
  }
}

/// Sends the output, behind what waits already, and keeps what the socket does not take.
bool TlsStream::deliver() {
  std::string_view output = buffers_.output;
  if (output.empty()) return true;
  if (unsent_.empty()) {
    const auto sent = send_now(output);
    if (!sent) return false;
    output.remove_prefix(*sent);
  }
  // Only a peer that reads nothing and asks for answer upon answer (key updates) can get there.
  if (unsent_.size() + output.size() > kMostUnsent) return false;
  unsent_.append(output);
  return true;
}

}  // namespace flumen::net
