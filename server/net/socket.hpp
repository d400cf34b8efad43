#pragma once

#include <chrono>
#include <cstddef>
#include <span>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/event_loop.hpp"

namespace flumen::net {

using Tcp = boost::asio::ip::tcp;
using Socket = boost::asio::basic_stream_socket<Tcp, base::Executor>;
using Acceptor = boost::asio::basic_socket_acceptor<Tcp, base::Executor>;
using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>, base::Executor>;

/// Suspends a base::Task until an operation is done.
inline constexpr boost::asio::use_awaitable_t<base::Executor> kAwait{};

enum class Readiness {
  some,     ///< bytes were received
  nothing,  ///< nothing has arrived yet
  ended,    ///< the peer sent its end, or the connection is broken or closed
};

struct Received {
  Readiness readiness = Readiness::nothing;
  std::size_t bytes = 0;
};

/// Receives what has arrived at an open socket, without waiting.
[[nodiscard]] Received receive_now(int descriptor, std::span<char> into) noexcept;

}  // namespace flumen::net
