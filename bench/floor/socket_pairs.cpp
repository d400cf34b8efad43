#include "bench/floor/socket_pairs.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/tcp.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace flumen::bench {
namespace {

base::Error failure(const char* what) {
  return base::fail(base::Errc::unavailable, std::string(what) + ": " + std::strerror(errno));
}

void set_no_delay(int descriptor) {
  const int on = 1;
  // Without it sends are delayed, which the result would show.
  (void)::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

base::Result<SocketPairs> SocketPairs::open(std::size_t count) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (listener < 0 || ::bind(listener, any, size) != 0 || ::listen(listener, 16) != 0 ||
      ::getsockname(listener, any, &size) != 0) {
    const auto error = failure("no port could be had");
    if (listener >= 0) ::close(listener);
    return error;
  }
  SocketPairs out;
  for (std::size_t i = 0; i < count; ++i) {
    SocketPair pair;
    // Blocking until connected: over loopback that is at once.
    pair.reader = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (pair.reader >= 0 && ::connect(pair.reader, any, size) == 0) {
      pair.sender = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    }
    out.pairs_.push_back(pair);
    if (pair.sender < 0) {
      const auto error = failure("a connection could not be opened");
      ::close(listener);
      return error;
    }
    set_no_delay(pair.sender);
  }
  ::close(listener);
  return out;
}

SocketPairs::~SocketPairs() {
  for (const SocketPair& pair : pairs_) {
    if (pair.sender >= 0) ::close(pair.sender);
    if (pair.reader >= 0) ::close(pair.reader);
  }
}

}  // namespace flumen::bench
