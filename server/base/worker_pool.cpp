#include "base/worker_pool.hpp"

#include <future>
#include <sys/resource.h>

namespace flumen::base {
namespace {

/// Puts the calling thread behind others. On Linux a nice value is the thread's, and the threads it begins inherit it
/// (setpriority(2), "C library/kernel differences").
void step_back() noexcept {
  constexpr int kNice = 10;
  (void)::setpriority(PRIO_PROCESS, 0, kNice);  // fails only where the whole process was put further back
}

}  // namespace

WorkerPool::WorkerPool(std::string name, std::size_t threads, std::size_t capacity)
    : name_(std::move(name)), capacity_(capacity) {
  // Asio's pool has no hook for its threads; they inherit what the one has that begins them.
  std::async(std::launch::async, [&] {
    step_back();
    threads_.emplace(threads);
  }).get();
}

WorkerPool::~WorkerPool() { finish(); }

bool WorkerPool::enter() noexcept {
  std::size_t depth = depth_.load(std::memory_order_relaxed);
  while (depth < capacity_) {
    if (depth_.compare_exchange_weak(depth, depth + 1, std::memory_order_relaxed)) return true;
  }
  return false;
}

void WorkerPool::finish() {
  threads_->wait();
  threads_->join();
}

}  // namespace flumen::base
