#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

namespace flumen::base {

/// The executor of every socket, timer and coroutine. A concrete type: type erasure costs on the read path.
using Executor = boost::asio::io_context::executor_type;

/// A coroutine on an event loop.
template <class T = void>
using Task = boost::asio::awaitable<T, Executor>;

/// One thread with one queue of work. Whatever is posted to it runs on that thread, one thing at a time.
class EventLoop {
 public:
  explicit EventLoop(std::size_t index);
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  [[nodiscard]] std::size_t index() const noexcept { return index_; }
  [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }
  [[nodiscard]] Executor executor() noexcept { return context_.get_executor(); }
  /// True on the loop's own thread while it runs.
  [[nodiscard]] bool is_current() noexcept { return executor().running_in_this_thread(); }

 private:
  friend class EventLoops;

  std::size_t index_;
  boost::asio::io_context context_;
  std::optional<boost::asio::executor_work_guard<Executor>> work_;
  std::thread thread_;
};

/// All event loops of the process, one thread each.
class EventLoops {
 public:
  /// REQUIRES count ≥ 1. No thread runs yet.
  explicit EventLoops(std::size_t count);
  ~EventLoops();

  void start();
  /// Lets every loop run until it has no work left, then joins the threads. Call after everything that keeps
  /// a loop busy (sockets, timers) has been closed; may be called twice.
  void finish();
  /// Stops at once, abandoning what is queued, and joins.
  void stop();

  [[nodiscard]] std::size_t size() const noexcept { return loops_.size(); }
  [[nodiscard]] EventLoop& operator[](std::size_t index) noexcept { return *loops_[index]; }

 private:
  void join();

  std::vector<std::unique_ptr<EventLoop>> loops_;
};

}  // namespace flumen::base
