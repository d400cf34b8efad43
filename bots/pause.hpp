#pragma once

#include <chrono>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/event_loop.hpp"

namespace flumen::bots {

using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>, base::Executor>;

/// Lets the others go on for a while. Throws operation_aborted when the task is cancelled meanwhile.
inline base::Task<void> pause(base::Executor executor, std::chrono::nanoseconds time) {
  Timer timer(executor, time);
  co_await timer.async_wait(boost::asio::use_awaitable_t<base::Executor>{});
}

}  // namespace flumen::bots
