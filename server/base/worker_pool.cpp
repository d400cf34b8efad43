#include "base/worker_pool.hpp"

namespace flumen::base {

WorkerPool::WorkerPool(std::string name, std::size_t threads, std::size_t capacity)
    : name_(std::move(name)), capacity_(capacity), threads_(threads) {}

WorkerPool::~WorkerPool() { finish(); }

bool WorkerPool::enter() noexcept {
  std::size_t depth = depth_.load(std::memory_order_relaxed);
  while (depth < capacity_) {
    if (depth_.compare_exchange_weak(depth, depth + 1, std::memory_order_relaxed)) return true;
  }
  return false;
}

void WorkerPool::finish() {
  threads_.wait();
  threads_.join();
}

}  // namespace flumen::base
