#pragma once

#include <chrono>
#include <csignal>
#include <ctime>

namespace flumen::bots {

/// SIGINT and SIGTERM while this lives wait to be asked for, in every thread started meanwhile.
class Signals {
 public:
  Signals() {
    ::sigemptyset(&set_);
    ::sigaddset(&set_, SIGINT);
    ::sigaddset(&set_, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &set_, &before_);
  }
  ~Signals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// True when one came within `time`.
  [[nodiscard]] bool wait(std::chrono::milliseconds time) const {
    const timespec timeout{time.count() / 1000, static_cast<long>(time.count() % 1000) * 1'000'000};
    return ::sigtimedwait(&set_, nullptr, &timeout) > 0;
  }

 private:
  sigset_t set_{};
  sigset_t before_{};
};

}  // namespace flumen::bots
