#include "net/socket.hpp"

#include <cerrno>
#include <sys/socket.h>

namespace flumen::net {

Received receive_now(int descriptor, std::span<char> into) noexcept {
  for (;;) {
    const ssize_t got = ::recv(descriptor, into.data(), into.size(), MSG_DONTWAIT);
    if (got > 0) return {Readiness::some, static_cast<std::size_t>(got)};
    if (got == 0) return {Readiness::ended, 0};
    if (errno == EINTR) continue;
    return {errno == EAGAIN || errno == EWOULDBLOCK ? Readiness::nothing : Readiness::ended, 0};
  }
}

}  // namespace flumen::net
