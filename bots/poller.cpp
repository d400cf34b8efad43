#include "bots/poller.hpp"

#include <cerrno>
#include <chrono>
#include <sys/epoll.h>
#include <system_error>
#include <unistd.h>

#include <boost/asio/use_awaitable.hpp>

#include "base/token_gate.hpp"

namespace flumen::bots {
namespace {

/// Sockets called before timers and the rest have their turn again.
constexpr int kBatch = 256;

/// How often the set is looked at.
constexpr std::chrono::milliseconds kInterval{1};

constexpr unsigned kHungUp = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
constexpr unsigned kReadable = EPOLLIN | kHungUp;
constexpr unsigned kAlways = EPOLLIN | EPOLLRDHUP | EPOLLET;

int make_set() {
  const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::system_category(), "epoll_create1");
  return descriptor;
}

}  // namespace

Poller::Poller(base::EventLoop& loop) : loop_(loop), set_(make_set()) {}

Poller::~Poller() { ::close(set_); }

base::Task<void> Poller::run() {
  std::array<epoll_event, kBatch> events;
  base::SteadyTimer timer(loop_.executor());
  int count = 0;
  for (;;) {
    // A full batch leaves more to read: only give the others a turn.
    timer.expires_after(count == kBatch ? std::chrono::milliseconds{0} : kInterval);
    co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
    count = ::epoll_wait(set_, events.data(), kBatch, 0);
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      auto& socket = *static_cast<Socket*>(event.data.ptr);
      if ((event.events & EPOLLOUT) != 0) socket.on_writable();
      if ((event.events & kReadable) != 0) socket.on_readable((event.events & kHungUp) != 0);
    }
  }
}

void Poller::watch(int descriptor, Socket& socket) { control(EPOLL_CTL_ADD, descriptor, socket, kAlways); }

void Poller::watch_writes(int descriptor, Socket& socket, bool wanted) {
  control(EPOLL_CTL_MOD, descriptor, socket, wanted ? kAlways | EPOLLOUT : kAlways);
}

void Poller::control(int operation, int descriptor, Socket& socket, unsigned events) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = &socket;
  if (::epoll_ctl(set_, operation, descriptor, &event) != 0) {
    throw std::system_error(errno, std::system_category(), "epoll_ctl");
  }
}

}  // namespace flumen::bots
