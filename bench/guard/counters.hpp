#pragma once

#include <cstdint>

namespace flumen::bench {

/// What a thread has asked of the allocator and the kernel. A program that links this counts; no other does.
struct Counts {
  std::uint64_t allocations = 0;   ///< calls of operator new, every form
  std::int64_t heap_bytes = 0;     ///< by how much what they hold has grown
  std::uint64_t system_calls = 0;  ///< those that networking makes: sockets, epoll, timers, event descriptors
};

/// While it lives, what its thread does is added to `into`, which outlives it. Not nested.
class Counting {
 public:
  explicit Counting(Counts& into) noexcept;
  Counting(const Counting&) = delete;
  Counting& operator=(const Counting&) = delete;
  ~Counting();
};

}  // namespace flumen::bench
