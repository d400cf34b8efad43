#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "base/event_loop.hpp"

namespace flumen::bots {

/// Reads thousands of sockets for the price of the reads: an epoll set of its own, looked at every millisecond. A
/// socket in the loop's own set costs a second, empty read and an allocation for every one that brings something.
///
/// Nobody sleeps on the set, so that a server on this machine does not pay for waking this program with each send, as
/// it never would through a network card: measured, a sixth of the server's CPU. What is read is up to 1 ms late for
/// it. Owned by one loop.
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
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;
  ~Poller();

  /// Calls the sockets until it is cancelled.
  base::Task<void> run();

  /// `socket` must outlive this poller: a call may be under way when its descriptor is closed. Closing removes it.
  void watch(int descriptor, Socket& socket);
  /// Whether on_writable() is wanted, too.
  void watch_writes(int descriptor, Socket& socket, bool wanted);

  /// Where all sockets read to, one at a time.
  [[nodiscard]] std::span<char> scratch() noexcept { return scratch_; }
  /// Where TLS decrypts that to.
  [[nodiscard]] std::span<char> plain() noexcept { return plain_; }

 private:
  void control(int operation, int descriptor, Socket& socket, unsigned events);

  base::EventLoop& loop_;
  const int set_;  // an epoll descriptor
  std::array<char, 65536> scratch_;
  std::array<char, 65536> plain_;
};

}  // namespace flumen::bots
