#pragma once

#include <exception>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "base/event_loop.hpp"

namespace flumen::bots {

/// Runs a task of `context` to its end on this thread. The context is to have nothing else to do.
template <class T>
T run_task(boost::asio::io_context& context, base::Task<T> task) {
  std::optional<T> outcome;
  boost::asio::co_spawn(context, std::move(task), [&](const std::exception_ptr& exception, T result) {
    if (exception) std::rethrow_exception(exception);
    outcome.emplace(std::move(result));
  });
  context.restart();
  context.run();
  return std::move(*outcome);
}

}  // namespace flumen::bots
