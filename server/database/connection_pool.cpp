#include "database/connection_pool.hpp"

#include <thread>

#include "database/sql_error.hpp"

namespace flumen::database {
namespace {

std::int64_t ms(base::SteadyTime::duration duration) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(duration).count();
}

// SQLite has one writer at a time anyway, and a database in memory lives in one connection.
std::size_t connection_count(Backend backend, std::size_t wanted) {
  return backend == Backend::sqlite ? 1 : std::max<std::size_t>(wanted, 1);
}

}  // namespace

ConnectionPool::ConnectionPool(DatabaseUrl url, const DatabaseOptions& options, base::Logger logger)
    : url_(std::move(url)),
      dialect_(make_dialect(url_.backend())),
      call_deadline_(options.call_deadline),
      logger_(std::move(logger)),
      backoff_(options.retry_first, options.retry_most),
      breaker_(backoff_),
      workers_("database", connection_count(url_.backend(), options.connections), options.queue_capacity) {
  const std::size_t count = connection_count(url_.backend(), options.connections);
  for (std::size_t i = 0; i < count; ++i) {
    free_.push_back(&connections_.emplace_back(url_, dialect_, options.call_deadline));
  }
}

base::Result<void> ConnectionPool::open() {
  const auto deadline = std::chrono::steady_clock::now() + call_deadline_;
  const Lease lease(*this);
  for (std::size_t failures = 1;; ++failures) {
    try {
      (*lease).open();
      return {};
    } catch (const std::exception& thrown) {
      const SqlFailure failure = classify(thrown);
      // A PostgreSQL that starts beside us refuses connections for a moment; a file that cannot be opened stays so.
      const bool passing = url_.backend() == Backend::postgresql || failure.fault == Fault::rolled_back;
      const auto retry_at = std::chrono::steady_clock::now() + backoff_.delay(failures);
      if (!passing || retry_at >= deadline) {
        return base::fail(base::Errc::unavailable, "cannot open the database " + url_.text_without_secrets() + ": " +
                                                       url_.redact(connect_failure(thrown)));
      }
      std::this_thread::sleep_until(retry_at);
    }
  }
}

base::Result<void> ConnectionPool::prepare(Connection& connection, Call& call) {
  const auto now = std::chrono::steady_clock::now();
  if (now >= call.deadline) return base::fail(base::Errc::unavailable, "the database did not answer in time");
  if (connection.is_open()) {
    call.patient = true;
    return {};
  }
  if (!breaker_.is_away()) call.patient = true;
  if (const auto wait_until = breaker_.try_enter(now)) return later(call, *wait_until, "the database is away");
  try {
    connection.open();
  } catch (const std::exception& thrown) {
    const auto failure = breaker_.failed(std::chrono::steady_clock::now());
    const std::string why = url_.redact(connect_failure(thrown));
    if (failure.first) logger_.warning("database is away", {{"reason", why}});
    return later(call, failure.retry_at, why);
  }
  if (const auto away = breaker_.succeeded(std::chrono::steady_clock::now())) {
    logger_.info("database is back", {{"away_ms", ms(*away)}});
  }
  return {};
}

base::Error ConnectionPool::recover(Connection& connection, Call& call, const std::exception& thrown) {
  SqlFailure failure = classify(thrown);
  failure.error.message = url_.redact(std::move(failure.error.message));
  if (failure.fault == Fault::lost) {
    if (connection.in_doubt_) call.attempt.maybe_applied = true;
    logger_.warning("database connection lost", {{"call", call.what}, {"reason", failure.error.message}});
  }
  if (failure.fault == Fault::lost) connection.close();
  connection.in_doubt_ = false;

  if (failure.fault == Fault::final) {
    if (failure.error.code == base::Errc::internal || failure.error.code == base::Errc::corrupt ||
        failure.error.code == base::Errc::unavailable) {
      logger_.error("database call failed", {{"call", call.what}, {"reason", failure.error.message}});
    }
    return std::move(failure.error);
  }
  // The first lost connection is replaced at once: most are idle ones that died unnoticed.
  const auto now = std::chrono::steady_clock::now();
  ++call.faults;
  const bool at_once = failure.fault == Fault::lost && call.faults == 1;
  return later(call, at_once ? now : now + backoff_.delay(call.faults), std::move(failure.error.message));
}

base::Error ConnectionPool::later(Call& call, base::SteadyTime when, std::string why) {
  if (call.patient && when < call.deadline) call.retry_at = when;
  return base::fail(base::Errc::unavailable, std::move(why));
}

void ConnectionPool::close() {
  closing_ = true;
  workers_.finish();
  for (auto& connection : connections_) connection.close();
}

ConnectionPool::Lease::Lease(ConnectionPool& pool) : pool_(pool) {
  std::unique_lock lock(pool_.mutex_);
  pool_.returned_.wait(lock, [&] { return !pool_.free_.empty(); });
  // The last one returned: its connection is the likeliest to be alive.
  connection_ = pool_.free_.back();
  pool_.free_.pop_back();
}

ConnectionPool::Lease::~Lease() {
  if (connection_->broken_) connection_->close();
  {
    const std::lock_guard lock(pool_.mutex_);
    pool_.free_.push_back(connection_);
  }
  pool_.returned_.notify_one();
}

}  // namespace flumen::database
