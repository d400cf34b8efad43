#pragma once

#include <chrono>
#include <csignal>

namespace flumen::app {

/// Catches SIGINT and SIGTERM for a thread that waits for them. Make it before any other thread is started, so that
/// all of them inherit the mask. SIGPIPE is ignored: a lost connection is an error code, not a death.
class StopSignals {
 public:
  StopSignals() {
    ::signal(SIGPIPE, SIG_IGN);
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }

  /// Blocks until one of them comes.
  void wait() const {
    int number = 0;
    sigwait(&set_, &number);
  }

  /// Blocks until one of them comes (true) or the time is over (false).
  [[nodiscard]] bool wait_for(std::chrono::milliseconds time) const {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const timespec limit{seconds.count(), std::chrono::nanoseconds(time - seconds).count()};
    return sigtimedwait(&set_, nullptr, &limit) > 0;
  }

 private:
  sigset_t set_{};
};

}  // namespace flumen::app
