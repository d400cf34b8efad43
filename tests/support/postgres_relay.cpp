#include "support/postgres_relay.hpp"

#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <thread>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace flumen::support {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using boost::system::error_code;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kMostFrame = 16 * 1024 * 1024;
constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

/// The first words of a connection, which have no type: a wish for encryption, and the start itself.
constexpr std::uint32_t kSslRequest = 80877103;
constexpr std::uint32_t kGssRequest = 80877104;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

// No wait stands inside a longer expression in this file: GCC 12 cannot compile some of those.

/// Appends the next message, whose length stands behind `prefix` bytes; false when the connection ended.
awaitable<bool> read_message(tcp::socket& in, std::string& bytes, std::size_t prefix) {
  const std::size_t begin = bytes.size();
  bytes.resize(begin + prefix + 4);
  auto [error, size] = co_await asio::async_read(in, asio::buffer(&bytes[begin], prefix + 4), kTuple);
  if (error) co_return false;
  const std::size_t length = number_at(bytes, begin + prefix);  // its own four bytes among them
  if (length < 4 || length > kMostFrame) co_return false;
  bytes.resize(begin + prefix + length);
  if (length == 4) co_return true;
  const auto body = co_await asio::async_read(in, asio::buffer(&bytes[begin + prefix + 4], length - 4), kTuple);
  co_return !std::get<0>(body);
}

awaitable<bool> write(tcp::socket& out, std::string_view bytes) {
  const auto [error, size] = co_await asio::async_write(out, asio::buffer(bytes.data(), bytes.size()), kTuple);
  co_return !error;
}

/// The SQL in a message of the client; nothing in one that brings none.
std::optional<std::string> statement_in(std::string_view message) {
  std::string_view body = message.substr(5);
  if (message[0] == 'P') {
    body.remove_prefix(body.find('\0') + 1);  // the name of what is prepared
  } else if (message[0] != 'Q') {
    return std::nullopt;
  }
  return std::string(body.substr(0, body.find('\0')));
}

}  // namespace

class PostgresRelay::Relay {
 public:
  explicit Relay(std::uint16_t server_port)
      : server_(asio::ip::address_v4::loopback(), server_port),
        acceptor_(context_, {asio::ip::address_v4::loopback(), 0}) {
    asio::co_spawn(context_, accept(), asio::detached);
    thread_ = std::thread([this] { context_.run(); });
  }
  ~Relay() {
    context_.stop();
    thread_.join();
  }

  [[nodiscard]] std::uint16_t server_port() const { return server_.port(); }
  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  void watch(std::size_t point, bool at_commit, Stop how) {
    const std::lock_guard lock(mutex_);
    watch_ = {};
    watch_.point = point;
    watch_.at_commit = at_commit;
    watch_.how = how;
  }

  bool stops(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    const auto known = [this] { return watch_.stopped || watch_.over; };
    if (!changed_.wait_for(lock, patience, known)) {
      throw std::runtime_error("the transaction neither stopped nor ended; so many statements came: " +
                               std::to_string(watch_.statements.size()));
    }
    return watch_.stopped;
  }

  std::vector<std::string> statements() const {
    const std::lock_guard lock(mutex_);
    return watch_.statements;
  }

  void end_hold(bool cuts) {
    asio::post(context_, [this, held = take_held(), cuts] {
      if (!held) return;
      if (cuts) held->close();
      held->hold.cancel();
    });
  }

 private:
  struct Pair {
    explicit Pair(tcp::socket from)
        : client(std::move(from)), server(client.get_executor()), hold(client.get_executor()) {
      hold.expires_at(asio::steady_timer::time_point::max());
    }
    void close() {
      error_code ignored;  // a socket that is closed already is as it should be
      client.close(ignored);
      server.close(ignored);
    }
    tcp::socket client;
    tcp::socket server;
    asio::steady_timer hold;
  };
  using PairPtr = std::shared_ptr<Pair>;

  /// The transaction asked for, and what has become of it.
  struct Watch {
    std::size_t point = kNever;
    bool at_commit = false;
    Stop how = Stop::hold;
    bool stopped = false;
    bool over = false;
    std::vector<std::string> statements;
    std::size_t next_point = 0;
    PairPtr pair;  // whose transaction it is, from its begin to its end
  };

  PairPtr take_held() {
    const std::lock_guard lock(mutex_);
    return watch_.stopped ? std::exchange(watch_.pair, {}) : nullptr;
  }

  awaitable<void> accept() {
    for (;;) {
      auto [error, client] = co_await acceptor_.async_accept(kTuple);
      if (error) co_return;
      asio::co_spawn(context_, serve(std::make_shared<Pair>(std::move(client))), asio::detached);
    }
  }

  awaitable<void> serve(PairPtr pair) {
    error_code error;
    pair->server.connect(server_, error);
    bool begun = !error;
    if (begun) begun = co_await begin(*pair);
    if (!begun) co_return pair->close();
    asio::co_spawn(context_, relay_statements(pair), asio::detached);
    asio::co_spawn(context_, relay_answers(pair), asio::detached);
  }

  /// Passes on what comes before the messages that have types.
  awaitable<bool> begin(Pair& pair) {
    for (;;) {
      std::string message;
      bool goes_on = co_await read_message(pair.client, message, 0);
      if (goes_on) goes_on = co_await write(pair.server, message);
      if (!goes_on) co_return false;
      const std::uint32_t code = message.size() < 8 ? 0 : number_at(message, 4);
      if (code != kSslRequest && code != kGssRequest) co_return true;
      std::string answer(1, '\0');
      const auto read = co_await asio::async_read(pair.server, asio::buffer(answer), kTuple);
      // Encrypted, nothing could be read: the servers of tests do not offer it.
      if (std::get<0>(read) || answer != "N") co_return false;
      goes_on = co_await write(pair.client, answer);
      if (!goes_on) co_return false;
    }
  }

  awaitable<void> relay_statements(PairPtr pair) {
    std::string bytes;
    std::optional<std::string> statement;
    bool goes_on = true;
    while (goes_on) {
      const std::size_t begin = bytes.size();
      goes_on = co_await read_message(pair->client, bytes, 1);
      if (!goes_on) break;
      if (auto found = statement_in(std::string_view(bytes).substr(begin))) statement = std::move(found);
      // What prepares and binds is of no effect before the Sync behind it.
      if (std::string_view("PBDEC").find(bytes[begin]) != std::string_view::npos) continue;
      if (statement && stops_at_statement(pair, *statement)) goes_on = co_await end_of_stop(pair);
      statement.reset();
      if (goes_on) goes_on = co_await write(pair->server, bytes);
      bytes.clear();
    }
    pair->close();
  }

  awaitable<void> relay_answers(PairPtr pair) {
    std::string bytes;
    bool goes_on = true;
    while (goes_on) {
      const std::size_t begin = bytes.size();
      const bool is_open = co_await read_message(pair->server, bytes, 1);
      if (!is_open) bytes.resize(begin);
      const char type = is_open ? bytes[begin] : '\0';
      const bool ready = type == 'Z';
      if (is_open && !ready && type != 'R') continue;  // an answer ends with ReadyForQuery; a log-in is a dialogue
      const bool idle = ready && bytes.back() == 'I';
      if (ready && stops_at_answer(pair)) goes_on = co_await end_of_stop(pair);
      if (goes_on) goes_on = co_await write(pair->client, bytes);
      bytes.clear();
      if (goes_on && idle && stops_at_end(pair)) goes_on = co_await end_of_stop(pair);
      goes_on = goes_on && is_open;
    }
    pair->close();
  }

  // ---- the transaction that is watched ----

  bool stops_at_statement(const PairPtr& pair, const std::string& sql) {
    const std::lock_guard lock(mutex_);
    const bool waits = (watch_.point != kNever || watch_.at_commit) && watch_.next_point == 0;
    if (waits && !watch_.pair && sql.starts_with("BEGIN")) watch_.pair = pair;
    if (watch_.pair != pair || watch_.stopped) return false;
    watch_.statements.push_back(sql);
    return passes_point(false);
  }

  bool stops_at_answer(const PairPtr& pair) {
    const std::lock_guard lock(mutex_);
    if (watch_.pair != pair || watch_.stopped) return false;
    return passes_point(watch_.at_commit && watch_.statements.back() == "COMMIT");
  }

  bool stops_at_end(const PairPtr& pair) {
    const std::lock_guard lock(mutex_);
    if (watch_.pair != pair || watch_.stopped) return false;
    if (passes_point(false)) return true;
    watch_.pair.reset();
    watch_.over = true;
    changed_.notify_all();
    return false;
  }

  bool passes_point(bool is_commit) {
    if (watch_.next_point++ != watch_.point && !is_commit) return false;
    watch_.stopped = true;
    if (watch_.how == Stop::cut) watch_.pair.reset();
    changed_.notify_all();
    return true;
  }

  /// What follows a stop: false when the connection is to end.
  awaitable<bool> end_of_stop(PairPtr pair) {
    {
      const std::lock_guard lock(mutex_);
      if (watch_.how == Stop::cut) co_return false;
    }
    co_await pair->hold.async_wait(kTuple);  // cancelled by end_hold()
    co_return pair->client.is_open();
  }

  asio::io_context context_;
  const tcp::endpoint server_;
  tcp::acceptor acceptor_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Watch watch_;  // guarded by mutex_
  std::thread thread_;
};

PostgresRelay::PostgresRelay(std::uint16_t server_port) : relay_(std::make_unique<Relay>(server_port)) {}
PostgresRelay::~PostgresRelay() = default;

std::string PostgresRelay::through(std::string url) const {
  const std::string port = ":" + std::to_string(relay_->server_port()) + "/";
  const auto at = url.find(port);
  if (at == std::string::npos) throw std::runtime_error("that is no URL of the relay's server: " + url);
  return url.replace(at, port.size(), ":" + std::to_string(relay_->port()) + "/");
}

void PostgresRelay::stop_next_transaction(std::size_t point, Stop how) { relay_->watch(point, false, how); }
void PostgresRelay::cut_next_commit() { relay_->watch(kNever, true, Stop::cut); }
bool PostgresRelay::stops(std::chrono::milliseconds patience) { return relay_->stops(patience); }
std::vector<std::string> PostgresRelay::statements() const { return relay_->statements(); }
void PostgresRelay::cut() { relay_->end_hold(true); }
void PostgresRelay::release() { relay_->end_hold(false); }

}  // namespace flumen::support
