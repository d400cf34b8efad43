#include "bench/floor/reader.hpp"

#include <array>
#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace flumen::bench {
namespace {

constexpr int kWakeUpMs = 50;  // how often stopping_ is looked at when nothing arrives
constexpr std::size_t kEvents = 512;
constexpr std::size_t kBufferBytes = 64 * 1024;

}  // namespace

bool pin_this_thread(int core) noexcept {
  if (core < 0) return true;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  return ::pthread_setaffinity_np(::pthread_self(), sizeof set, &set) == 0;
}

Reader::Reader(const std::vector<SocketPair>& pairs, int core) : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  for (const SocketPair& pair : pairs) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = pair.reader;
    // One that cannot be added is never drained, and the measurement says that it timed out.
    (void)::epoll_ctl(epoll_, EPOLL_CTL_ADD, pair.reader, &event);
  }
  thread_ = std::thread([this, core] {
    (void)pin_this_thread(core);  // the caller has tried the core with its own thread
    run();
  });
}

Reader::~Reader() {
  stopping_ = true;
  thread_.join();
  ::close(epoll_);
}

void Reader::run() {
  std::array<epoll_event, kEvents> events{};
  std::vector<char> buffer(kBufferBytes);
  while (!stopping_) {
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kWakeUpMs);
    std::uint64_t read = 0;
    for (int i = 0; i < count; ++i) {
      const ssize_t got =
          ::recv(events[static_cast<std::size_t>(i)].data.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (got > 0) read += static_cast<std::uint64_t>(got);
    }
    bytes_.fetch_add(read, std::memory_order_relaxed);
  }
}

}  // namespace flumen::bench
