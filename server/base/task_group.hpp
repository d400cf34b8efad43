#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/event_loop.hpp"
#include "base/logger.hpp"

namespace flumen::base {

/// Owns the coroutines of one loop: every one that is spawned here can be cancelled here, and its end awaited.
/// Everything runs on the loop's thread. Make it the last member of its owner, so that it is destroyed first.
class TaskGroup {
 public:
  TaskGroup(EventLoop& loop, Logger logger)
      : executor_(loop.executor()), logger_(std::move(logger)), ended_(executor_) {
    ended_.expires_at(boost::asio::steady_timer::time_point::max());
  }
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  /// Starts `task` now. An exception that leaves it is logged with `name` and ends that task only.
  void spawn(std::string name, Task<void> task) {
    auto entry = running_.emplace(running_.end());
    boost::asio::co_spawn(executor_, std::move(task),
                          boost::asio::bind_cancellation_slot(entry->slot(), [this, entry, name = std::move(name)](
                                                                                 const std::exception_ptr& exception) {
                            if (exception) log(name, exception);
                            running_.erase(entry);
                            if (running_.empty()) ended_.cancel();
                          }));
  }

  /// Asks every task to stop; they end at their next suspension point that can be cancelled.
  void cancel() {
    // A task may end, and leave the list, while its signal is emitted.
    for (auto it = running_.begin(); it != running_.end();) (it++)->emit(boost::asio::cancellation_type::terminal);
  }

  /// Returns when no task is left.
  Task<void> join() {
    while (!running_.empty()) {
      boost::system::error_code ignored;  // cancel() of the timer is the signal awaited
      co_await ended_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable_t<Executor>{}, ignored));
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return running_.size(); }

 private:
  void log(const std::string& name, const std::exception_ptr& exception) const;

  Executor executor_;
  Logger logger_;
  std::list<boost::asio::cancellation_signal> running_;
  boost::asio::basic_waitable_timer<std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>,
                                    Executor>
      ended_;
};

}  // namespace flumen::base
