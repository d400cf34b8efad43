#include "bench/guard/counters.hpp"

#include <cstdlib>
#include <malloc.h>
#include <new>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <unistd.h>

namespace flumen::bench {
namespace {

// The one thing replaced functions can reach: they have no object to belong to.
thread_local Counts* counts_of_this_thread = nullptr;

void* allocate(std::size_t size, std::size_t alignment) noexcept {
  void* memory = alignment <= alignof(std::max_align_t)
                     ? std::malloc(size)
                     : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (counts_of_this_thread != nullptr && memory != nullptr) {
    ++counts_of_this_thread->allocations;
    counts_of_this_thread->heap_bytes += static_cast<std::int64_t>(::malloc_usable_size(memory));
  }
  return memory;
}

void* allocate_or_throw(std::size_t size, std::size_t alignment) {
  void* memory = allocate(size, alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void release(void* memory) noexcept {
  if (counts_of_this_thread != nullptr && memory != nullptr) {
    counts_of_this_thread->heap_bytes -= static_cast<std::int64_t>(::malloc_usable_size(memory));
  }
  std::free(memory);
}

template <class... Arguments>
long call(long number, Arguments... arguments) noexcept {
  if (counts_of_this_thread != nullptr) ++counts_of_this_thread->system_calls;
  return ::syscall(number, arguments...);
}

}  // namespace

Counting::Counting(Counts& into) noexcept { counts_of_this_thread = &into; }
Counting::~Counting() { counts_of_this_thread = nullptr; }

}  // namespace flumen::bench

// The standard lets a program replace these; every other form ends in one of them.
void* operator new(std::size_t size) { return flumen::bench::allocate_or_throw(size, 1); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return flumen::bench::allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept { flumen::bench::release(memory); }
void operator delete(void* memory, std::size_t) noexcept { flumen::bench::release(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { flumen::bench::release(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { flumen::bench::release(memory); }

// The program's own definitions come before the C library's: what networking asks of the kernel goes through here.
extern "C" {

ssize_t send(int socket, const void* data, size_t size, int flags) {
  return flumen::bench::call(SYS_sendto, socket, data, size, flags, nullptr, 0);
}
ssize_t sendmsg(int socket, const msghdr* message, int flags) {
  return flumen::bench::call(SYS_sendmsg, socket, message, flags);
}
ssize_t recv(int socket, void* data, size_t size, int flags) {
  return flumen::bench::call(SYS_recvfrom, socket, data, size, flags, nullptr, nullptr);
}
ssize_t recvmsg(int socket, msghdr* message, int flags) {
  return flumen::bench::call(SYS_recvmsg, socket, message, flags);
}
ssize_t read(int descriptor, void* data, size_t size) { return flumen::bench::call(SYS_read, descriptor, data, size); }
ssize_t write(int descriptor, const void* data, size_t size) {
  return flumen::bench::call(SYS_write, descriptor, data, size);
}
ssize_t readv(int descriptor, const iovec* parts, int count) {
  return flumen::bench::call(SYS_readv, descriptor, parts, count);
}
ssize_t writev(int descriptor, const iovec* parts, int count) {
  return flumen::bench::call(SYS_writev, descriptor, parts, count);
}
int epoll_ctl(int epoll, int operation, int descriptor, epoll_event* event) noexcept {
  return static_cast<int>(flumen::bench::call(SYS_epoll_ctl, epoll, operation, descriptor, event));
}
int epoll_wait(int epoll, epoll_event* events, int count, int timeout) {
  return static_cast<int>(flumen::bench::call(SYS_epoll_pwait, epoll, events, count, timeout, nullptr, 8));
}
int timerfd_settime(int timer, int flags, const itimerspec* value, itimerspec* old) noexcept {
  return static_cast<int>(flumen::bench::call(SYS_timerfd_settime, timer, flags, value, old));
}
}
