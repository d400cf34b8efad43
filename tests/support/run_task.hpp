#pragma once

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "base/event_loop.hpp"

namespace flumen::support {

/// Runs all tasks together on `context` until every one has ended; returns what they returned, in order.
/// The first exception that leaves a task is thrown here. REQUIRES that nobody else runs `context`, and that it is
/// destroyed after the pools the tasks wait for: a pool's thread may still be inside post() when its task has gone on.
template <class T>
requires(!std::is_void_v<T>) std::vector<T> run_tasks(boost::asio::io_context& context,
                                                      std::vector<base::Task<T>> tasks) {
  std::vector<std::optional<T>> outcomes(tasks.size());
  std::exception_ptr failure;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    // A named lambda: a coroutine must not outlive the closure it reads its captures from.
    auto keep = [](base::Task<T> task, std::optional<T>& outcome) -> base::Task<void> {
      outcome.emplace(co_await std::move(task));
    };
    boost::asio::co_spawn(context.get_executor(), keep(std::move(tasks[i]), outcomes[i]),
                          [&failure](const std::exception_ptr& thrown) {
                            if (thrown && !failure) failure = thrown;
                          });
  }
  context.restart();
  context.run();
  if (failure) std::rethrow_exception(failure);

  std::vector<T> values;
  values.reserve(outcomes.size());
  for (auto& outcome : outcomes) values.push_back(std::move(*outcome));
  return values;
}

/// Runs one task on this thread, blocks until it has ended and returns what it returned. The event loop it runs on is
/// this thread's own and lives as long: see run_tasks() for why, and use that from threads that end early.
template <class T>
T run_task(base::Task<T> task) {
  thread_local boost::asio::io_context context(1);
  if constexpr (std::is_void_v<T>) {
    std::exception_ptr failure;
    boost::asio::co_spawn(context.get_executor(), std::move(task),
                          [&failure](const std::exception_ptr& thrown) { failure = thrown; });
    context.restart();
    context.run();
    if (failure) std::rethrow_exception(failure);
  } else {
    std::vector<base::Task<T>> tasks;
    tasks.push_back(std::move(task));
    return std::move(run_tasks<T>(context, std::move(tasks)).front());
  }
}

}  // namespace flumen::support
