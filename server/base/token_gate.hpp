#pragma once

#include <chrono>
#include <memory>

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/event_loop.hpp"

namespace flumen::base {

using SteadyTimer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                      boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

/// Lets a coroutine wait until others are done: hand out copies of the token, and wait() returns when the last copy
/// is gone, wherever that happens. wait() runs on the gate's loop; tokens may be dropped on any thread, also after
/// the gate itself is gone.
class TokenGate {
 public:
  explicit TokenGate(Executor executor) : state_(std::make_shared<State>(executor)) {}

  /// REQUIRES called once, before wait(). Keep no copy, or wait() cannot return.
  [[nodiscard]] std::shared_ptr<void> token() {
    return {static_cast<void*>(state_.get()), [state = state_](void*) {
              boost::asio::post(state->timer.get_executor(), [state] {
                state->open = true;
                state->timer.cancel();
              });
            }};
  }

  /// True when the last token went, false when `timeout` passed first.
  Task<bool> wait(std::chrono::milliseconds timeout) {
    const auto state = state_;
    state->timer.expires_after(timeout);
    if (!state->open) {
      boost::system::error_code ignored;  // whether it fired or was cancelled, `open` tells
      co_await state->timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable_t<Executor>{}, ignored));
    }
    co_return state->open;
  }

 private:
  struct State {
    explicit State(Executor executor) : timer(executor) {}
    SteadyTimer timer;
    bool open = false;
  };
  std::shared_ptr<State> state_;
};

}  // namespace flumen::base
