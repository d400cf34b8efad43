#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "bench/floor/socket_pairs.hpp"

namespace flumen::bench {

/// A thread on a core of its own that reads whatever arrives and throws it away.
class Reader {
 public:
  /// Owns nothing of `pairs`, which must outlive it. A negative core pins to none.
  Reader(const std::vector<SocketPair>& pairs, int core);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// Bytes read so far. Any thread.
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_.load(std::memory_order_relaxed); }

 private:
  void run();

  const int epoll_;
  std::atomic<std::uint64_t> bytes_{0};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

/// Binds the calling thread to a core; a negative one leaves it where it is. False when that is not allowed.
[[nodiscard]] bool pin_this_thread(int core) noexcept;

}  // namespace flumen::bench
