#include "base/event_loop.hpp"

#include <pthread.h>
#include <string>

namespace flumen::base {

// A hint of 1 tells Asio that one thread runs the context: what is posted from that thread skips the lock.
EventLoop::EventLoop(std::size_t index) : index_(index), context_(1) {}

EventLoops::EventLoops(std::size_t count) {
  loops_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) loops_.push_back(std::make_unique<EventLoop>(i));
}

EventLoops::~EventLoops() { stop(); }

void EventLoops::start() {
  for (auto& loop : loops_) {
    loop->work_.emplace(loop->executor());
    loop->thread_ = std::thread([&loop = *loop] {
      ::pthread_setname_np(::pthread_self(), ("io-" + std::to_string(loop.index_)).c_str());
      loop.context_.run();
    });
  }
}

void EventLoops::finish() {
  for (auto& loop : loops_) loop->work_.reset();
  join();
}

void EventLoops::stop() {
  for (auto& loop : loops_) {
    loop->work_.reset();
    loop->context_.stop();
  }
  join();
}

void EventLoops::join() {
  for (auto& loop : loops_) {
    if (loop->thread_.joinable()) loop->thread_.join();
  }
}

}  // namespace flumen::base
