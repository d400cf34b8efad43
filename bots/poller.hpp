#pragma once

#include <array>
#include <cstddef>
#include <span>

#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include "base/event_loop.hpp"

namespace flumen::bots {

/// Reads thousands of sockets for the price of the reads: an epoll set of its own, which the event loop watches as one
/// descriptor. A socket in the loop's own set costs a second, empty read and an allocation for every one that brings
/// something. Owned by one loop.
class Poller {
 public:
  class Socket {
   public:
    virtual ~Socket() = default;
    /// Something has come. Must read until a read brings less than it could: it is told once. With `hung_up` the
    /// connection has ended or failed, too: must read until a read says so.
    virtual void on_readable(bool hung_up) = 0;
    /// Something can be written again. Told once, too.
    virtual void on_writable() = 0;
  };

  explicit Poller(base::EventLoop& loop);

  /// Calls the sockets until it is cancelled.
  base::Task<void> run();

  /// `socket` must outlive this poller: a call may be under way when its descriptor is closed. Closing removes it.
  void watch(int descriptor, Socket& socket);
  /// Whether on_writable() is wanted, too.
  void watch_writes(int descriptor, Socket& socket, bool wanted);

  /// Where all sockets read to, one at a time.
  [[nodiscard]] std::span<char> scratch() noexcept { return scratch_; }

 private:
  void control(int operation, int descriptor, Socket& socket, unsigned events);

  boost::asio::posix::basic_stream_descriptor<base::Executor> set_;
  std::array<char, 65536> scratch_;
};

}  // namespace flumen::bots
