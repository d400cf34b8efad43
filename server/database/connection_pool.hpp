#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>

#include "base/logger.hpp"
#include "base/worker_pool.hpp"
#include "database/backoff.hpp"
#include "database/breaker.hpp"
#include "database/connection.hpp"
#include "database/database.hpp"

namespace flumen::database {

/// What a call knows of its earlier tries.
struct Attempt {
  /// The connection was lost while a try's COMMIT was under way: that try may have done everything.
  bool maybe_applied = false;
};

/// The connections, a thread for each, and the policy of trying again. Safe from any loop.
///
/// A call is tried again when its connection was lost or the database undid it for a passing reason. That repeats
/// nothing as long as the COMMIT had not been sent; where it had, Attempt::maybe_applied says so, and the work itself
/// must find out (by an identifier it chose) or be harmless to repeat. Waiting between tries holds no thread.
/// While the database is known to be away, calls fail at once with unavailable; one now and then looks for it.
class ConnectionPool {
 public:
  /// May run several times, on a pool thread; throws what classify() reads.
  template <class T>
  using Work = std::function<base::Result<T>(Connection&, const Attempt&)>;

  ConnectionPool(DatabaseUrl url, const DatabaseOptions& options, base::Logger logger);

  /// Opens one connection, waiting until the deadline for a database that is still starting. Blocks.
  [[nodiscard]] base::Result<void> open();

  /// `what` names the call in logs and must live for ever.
  template <class T>
  base::Task<base::Result<T>> run(const char* what, Work<T> work);

  /// Tries once, on this thread. Blocks.
  template <class T>
  [[nodiscard]] base::Result<T> run_here(const char* what, const Work<T>& work);

  [[nodiscard]] const DatabaseUrl& url() const noexcept { return url_; }
  [[nodiscard]] std::size_t depth() const noexcept { return workers_.depth(); }

  /// Finishes what is queued, then closes the connections. Blocks. Calls that wait to be tried again fail.
  void close();

 private:
  using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                  boost::asio::wait_traits<std::chrono::steady_clock>, base::Executor>;

  struct Call {
    const char* what;
    base::SteadyTime deadline;
    Attempt attempt{};
    std::size_t faults = 0;                      // tries that failed with an open connection
    bool patient = false;                        // began before the database was known to be away: it may wait
    std::optional<base::SteadyTime> retry_at{};  // set by a try that failed and may be repeated
  };

  // Takes a free connection for the time of one try. There are as many as threads: a pool thread waits only for
  // run_here().
  class Lease {
   public:
    explicit Lease(ConnectionPool& pool);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() const noexcept { return *connection_; }

   private:
    ConnectionPool& pool_;
    Connection* connection_;
  };

  template <class T>
  base::Result<T> attempt(const Work<T>& work, Call& call);
  base::Result<void> prepare(Connection& connection, Call& call);
  base::Error recover(Connection& connection, Call& call, const std::exception& thrown);
  static base::Error later(Call& call, base::SteadyTime when, std::string why);

  const DatabaseUrl url_;
  const Dialect dialect_;
  const std::chrono::milliseconds call_deadline_;
  base::Logger logger_;
  Backoff backoff_;
  Breaker breaker_;
  std::atomic<bool> closing_{false};

  std::deque<Connection> connections_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Connection*> free_;  // guarded by mutex_

  base::WorkerPool workers_;  // last: its threads use all of the above
};

template <class T>
base::Task<base::Result<T>> ConnectionPool::run(const char* what, Work<T> work) {
  Call call{what, std::chrono::steady_clock::now() + call_deadline_};
  for (bool again = false;; again = true) {
    if (closing_.load()) co_return base::fail(base::Errc::unavailable, "the database is being closed");
    base::Result<T> result = co_await workers_.run([this, &work, &call] { return attempt<T>(work, call); });
    // Busy would promise that nothing happened.
    if (again && result.has_error() && result.error().code == base::Errc::busy) {
      co_return base::fail(base::Errc::unavailable, result.error().message);
    }
    const auto retry_at = std::exchange(call.retry_at, std::nullopt);
    if (!retry_at) co_return result;

    Timer timer(co_await boost::asio::this_coro::executor, *retry_at);
    boost::system::error_code error;
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable_t<base::Executor>{}, error));
    if (error) co_return base::fail(base::Errc::cancelled, "cancelled while waiting for the database");
  }
}

template <class T>
base::Result<T> ConnectionPool::run_here(const char* what, const Work<T>& work) {
  Call call{what, std::chrono::steady_clock::now() + call_deadline_};
  return attempt<T>(work, call);
}

template <class T>
base::Result<T> ConnectionPool::attempt(const Work<T>& work, Call& call) {
  const Lease lease(*this);
  if (auto ready = prepare(*lease, call); ready.has_error()) return ready.error();
  try {
    return work(*lease, call.attempt);
  } catch (const std::exception& thrown) {
    return recover(*lease, call, thrown);
  }
}

}  // namespace flumen::database
