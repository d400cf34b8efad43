#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/error.hpp"
#include "base/event_loop.hpp"

namespace flumen::base {

/// A few threads for calls that block (SQL, Argon2id, Redis), with a bounded queue. Safe from any thread.
///
/// Where there are fewer cores than threads, these let the event loops go first (nice(2) 10): players who move wait
/// for a loop, and a hash or a save of all positions would hold a core for 10 ms and more.
class WorkerPool {
 public:
  /// `capacity` bounds the calls that wait or run; one more fails with Errc::busy.
  WorkerPool(std::string name, std::size_t threads, std::size_t capacity);
  ~WorkerPool();

  /// Runs `call` on the pool and resumes the caller on its own loop with what it returned.
  /// `call` returns a Result<T> and must not throw. Fails with Errc::busy when the queue is full.
  template <class Call>
  Task<std::invoke_result_t<Call>> run(Call call);

  /// Queues `call` without waiting for it; false when the queue is full.
  template <class Call>
  [[nodiscard]] bool try_post(Call call);

  /// Calls waiting or running.
  [[nodiscard]] std::size_t depth() const noexcept { return depth_.load(std::memory_order_relaxed); }
  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }

  /// Finishes what is queued, then joins. Nothing may be posted after.
  void finish();

 private:
  [[nodiscard]] bool enter() noexcept;
  void leave() noexcept { depth_.fetch_sub(1, std::memory_order_relaxed); }

  std::string name_;
  std::size_t capacity_;
  std::atomic<std::size_t> depth_{0};
  std::optional<boost::asio::thread_pool> threads_;  // there from construction on
};

template <class Call>
Task<std::invoke_result_t<Call>> WorkerPool::run(Call call) {
  using Outcome = std::invoke_result_t<Call>;
  if (!enter()) co_return fail(Errc::busy, name_ + " queue is full");
  // shared_ptr keeps the handler copyable whatever the call captures, and Outcome need not be default-constructible.
  auto outcome = co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<Executor>&,
                                                      void(std::shared_ptr<Outcome>)>(
      [this](auto handler, Call work) {
        auto executor = boost::asio::get_associated_executor(handler);
        boost::asio::post(*threads_, [this, executor, handler = std::move(handler), work = std::move(work)]() mutable {
          auto result = std::make_shared<Outcome>(work());
          leave();
          // dispatch would resume on this thread when the executor allows it; post never does.
          boost::asio::post(executor, [handler = std::move(handler), result = std::move(result)]() mutable {
            std::move(handler)(std::move(result));
          });
        });
      },
      boost::asio::use_awaitable_t<Executor>{}, std::move(call));
  co_return std::move(*outcome);
}

template <class Call>
bool WorkerPool::try_post(Call call) {
  if (!enter()) return false;
  boost::asio::post(*threads_, [this, call = std::move(call)]() mutable {
    call();
    leave();
  });
  return true;
}

}  // namespace flumen::base
