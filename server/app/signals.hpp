#pragma once

#include <chrono>
#include <csignal>

namespace flumen::app {

/// Catches SIGINT, SIGTERM and SIGHUP for a thread that waits for them. Make it before any other thread is started, so
/// that all of them inherit the mask. SIGPIPE is ignored: a lost connection is an error code, not a death.
class Signals {
 public:
  enum class Request {
    stop,    ///< SIGINT, SIGTERM
    reload,  ///< SIGHUP
  };

  Signals() {
    ::signal(SIGPIPE, SIG_IGN);
    sigemptyset(&stops_);
    sigaddset(&stops_, SIGINT);
    sigaddset(&stops_, SIGTERM);
    all_ = stops_;
    sigaddset(&all_, SIGHUP);
    ::pthread_sigmask(SIG_BLOCK, &all_, nullptr);
  }

  /// Blocks until one of them comes.
  [[nodiscard]] Request wait() const {
    int number = 0;
    sigwait(&all_, &number);
    return number == SIGHUP ? Request::reload : Request::stop;
  }

  /// Blocks until a request to stop comes (true) or the time is over (false).
  [[nodiscard]] bool wait_for_stop(std::chrono::milliseconds time) const {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const timespec limit{seconds.count(), std::chrono::nanoseconds(time - seconds).count()};
    return sigtimedwait(&stops_, nullptr, &limit) > 0;
  }

 private:
  sigset_t stops_{};
  sigset_t all_{};
};

}  // namespace flumen::app
