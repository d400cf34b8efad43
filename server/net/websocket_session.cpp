#include "net/websocket_session.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>

namespace flumen::net {
namespace {

using Clock = std::chrono::steady_clock;

// Pings and pongs a client may send, logged in or not. An honest one answers our pings and sends a few of its own a
// minute; the burst leaves room for what a network held back and delivers at once. Past it the connection is closed.
constexpr base::Rate kControlFrames(20, 60);

}  // namespace

WebSocketSession::WebSocketSession(std::shared_ptr<Shard> shard, OpenConnection connection, Upgrade& upgrade)
    : shard_(std::move(shard)),
      transport_(std::move(upgrade.transport)),
      connection_(std::move(connection)),
      early_(std::make_unique<Early>()),
      parser_(websocket::Role::server, shard_->options().max_message_bytes),
      last_frame_(Clock::now()),
      session_id_(base::Uuid::random()) {
  // Those who came in together, after a restart say, are not all pinged in the same sweep.
  const std::chrono::nanoseconds interval = shard_->options().ping_interval;
  last_ping_ = last_frame_ - interval * session_id_.bytes[0] / 256;
  early_->unread = std::move(upgrade.unread);
  shard_->add(*this);
}

WebSocketSession::~WebSocketSession() { shard_->remove(*this); }

// ---- reading ---------------------------------------------------------------------------------------------------

base::Task<base::Result<std::string>> WebSocketSession::read_message(std::chrono::milliseconds timeout) {
  using Outcome = base::Result<std::string>;
  begin_input();
  // Little at a time, because what comes behind the first message has to be kept.
  const std::size_t limit = shard_->options().max_message_bytes + websocket::kMaxHeaderSize;
  std::vector<Message>& messages = early_->messages;
  const base::SteadyTime deadline = Clock::now() + timeout;
  early_->read_deadline = deadline;
  bool in_time = true;
  while (messages.empty() && state_ == State::open && in_time) {
    if (must_wait()) {
      boost::system::error_code ignored;  // the next look at the socket tells
      co_await transport_.socket().async_wait(Socket::wait_read, boost::asio::redirect_error(kAwait, ignored));
    }
    take_input(limit);
    in_time = Clock::now() < deadline;
  }
  early_->read_deadline = base::SteadyTime::max();

  if (messages.empty()) {
    if (state_ == State::open) co_return Outcome(base::fail(base::Errc::timed_out, "no message came in time"));
    co_return Outcome(base::fail(base::Errc::unavailable, "the connection is closing"));
  }
  Message first = std::move(messages.front());
  messages.erase(messages.begin());
  if (first.opcode != websocket::Opcode::text) {
    close(websocket::kUnsupportedData, "a text message was expected");
    co_return Outcome(base::fail(base::Errc::invalid_argument, "a binary message came first"));
  }
  co_return Outcome(std::move(first.payload));
}

void WebSocketSession::begin(std::unique_ptr<MessageHandler> handler) {
  begin_input();
  handler_ = std::move(handler);
  if (!handler_) close(websocket::kNormal, "");
  if (early_->messages.empty() && must_wait() && input_ != Input::ended) {
    wait_until_readable();
  } else {
    read_on();
  }
}

/// Takes what there is to read, then waits for more, or sees a connection out that has ended.
void WebSocketSession::read_on() {
  try {
    if (early_ && !early_->messages.empty()) hand_over_early();
    do {
      if (take_input(shard_->scratch().size()) && handler_) handler_->on_batch_end();
    } while (input_ != Input::ended && !must_wait());
  } catch (const std::exception& exception) {
    fail(exception.what());
  } catch (...) {
    fail("an exception of unknown type");
  }
  if (input_ != Input::ended) return wait_until_readable();
  boost::asio::co_spawn(loop().executor(), see_out(), [self = shared_from_this()](const std::exception_ptr& exception) {
    if (exception) self->logger().error("a session could not be seen out");
  });
}

void WebSocketSession::hand_over_early() {
  const std::vector<Message> messages = std::exchange(early_->messages, {});
  if (!handler_) return;
  for (const Message& message : messages) on_message(message.opcode, message.payload);
  handler_->on_batch_end();
}

void WebSocketSession::wait_until_readable() {
  early_.reset();
  transport_.socket().async_wait(Socket::wait_read, [self = shared_from_this()](boost::system::error_code) {
    self->read_on();  // whatever it was, the look at the socket tells
  });
}

void WebSocketSession::fail(const char* reason) {
  logger().error("a session failed", {{"reason", reason}});
  close(websocket::kInternalError, "something went wrong on the server");
}

base::Task<void> WebSocketSession::see_out() {
  co_await settle();
  const CloseInfo& info = closing_->info;
  if (handler_) {
    try {
      co_await handler_->on_closed(info);
    } catch (const std::exception& exception) {
      logger().error("a session failed", {{"reason", exception.what()}});
    }
  }
  shard_->observer().on_websocket_closed(info.code);
  logger().debug("websocket closed", {{"code", info.code}, {"by_peer", info.by_peer}});
}

void WebSocketSession::begin_input() {
  if (input_ != Input::none) return;
  input_ = Input::messages;
  last_frame_ = Clock::now();
}

/// Reads and hands over what has arrived, at most `limit` bytes; true when messages may have been handed over.
bool WebSocketSession::take_input(std::size_t limit) {
  const std::span<char> scratch = shard_->scratch();
  limit = std::min(limit, scratch.size());
  if (early_ && !early_->unread.empty()) {
    std::string& unread = early_->unread;
    const std::size_t size = unread.copy(scratch.data(), limit);
    unread = unread.substr(size);
    return feed(scratch.first(size));
  }
  const Received received = transport_.receive(scratch.first(limit));
  if (received.readiness == Readiness::ended) lost();
  if (received.readiness != Readiness::some) return false;
  shard_->observer().on_bytes_received(received.bytes);
  return input_ == Input::messages && feed(scratch.first(received.bytes));
}

bool WebSocketSession::feed(std::span<char> bytes) {
  frame_came_ = false;
  const auto status = parser_.feed(bytes.data(), bytes.size(), *this);
  if (frame_came_) last_frame_ = Clock::now();
  if (std::exchange(pong_queued_, false)) write();
  switch (status) {
    case websocket::Parser::Status::open:
    case websocket::Parser::Status::stopped:  // never: no event returns false
      break;
    case websocket::Parser::Status::closed:
      input_ = Input::ended;
      break;
    case websocket::Parser::Status::failed:
      // The peer's close frame can no longer be told from its nonsense: read on, without looking, until it hangs up.
      input_ = Input::discarded;
      close(parser_.error(), parser_.error_reason());
      hang_up_when_written();
      break;
  }
  return true;
}

bool WebSocketSession::on_message(websocket::Opcode opcode, std::string_view payload) {
  frame_came_ = true;
  // Never stops the parser: it has to find the peer's close frame.
  if (state_ != State::open) return true;
  if (!handler_) {
    early_->messages.push_back({opcode, std::string(payload)});
  } else if (!handler_->on_message(opcode, payload)) {
    close(websocket::kNormal, "");
  }
  return true;
}

bool WebSocketSession::on_control(websocket::Opcode opcode, std::string_view payload) {
  frame_came_ = true;
  if (state_ != State::open) return true;
  if (!control_rate_.allow(kControlFrames, Clock::now())) {
    close(websocket::kPolicyViolation, "too many control frames");
  } else if (opcode == websocket::Opcode::ping) {
    std::string pong;
    websocket::append_server_frame(pong, websocket::Opcode::pong, payload);
    if (make_room(pong.size())) {
      // RFC 6455, section 5.5.3: of pings that were not answered yet, answering the newest is enough.
      outbox_.append_latest(base::Slice(std::make_shared<const std::string>(std::move(pong))));
      pong_queued_ = true;
    }
  }
  return true;
}

void WebSocketSession::on_close(std::uint16_t code, std::string_view reason) {
  if (state_ != State::open) return;
  begin_closing({code, std::string(reason), true},
                code == websocket::kNoStatus ? std::string() : websocket::close_payload(code, ""));
}

void WebSocketSession::close(std::uint16_t code, std::string_view reason) {
  if (state_ != State::open) return;
  begin_closing({code, std::string(reason), false}, websocket::close_payload(code, reason));
}

void WebSocketSession::begin_closing(CloseInfo info, std::string_view payload) {
  state_ = State::closing;
  closing_ = std::make_unique<Closing>(Closing{std::move(info), Clock::now() + shard_->options().close_timeout});
  std::string frame;
  websocket::append_server_frame(frame, websocket::Opcode::close, payload);
  outbox_.append(base::Slice(std::make_shared<const std::string>(std::move(frame))));
  write();
}

/// The stream ended without a close frame, or the socket was closed here.
void WebSocketSession::lost() {
  input_ = Input::ended;
  if (state_ != State::open) return;
  state_ = State::closing;
  closing_ = std::make_unique<Closing>(Closing{.info = {websocket::kAbnormal, "", true}});
  drop();
}

/// Writes what is left, until the close deadline, and closes the socket.
base::Task<void> WebSocketSession::settle() {
  write();
  while (transport_.is_open() && !all_written()) {
    // on_writable() waits for the same and came first: by now it has written.
    boost::system::error_code ignored;
    co_await transport_.socket().async_wait(Socket::wait_write, boost::asio::redirect_error(kAwait, ignored));
  }
  transport_.finish_sending();
  drop();
  state_ = State::ended;
}

// ---- writing ---------------------------------------------------------------------------------------------------

void WebSocketSession::append(base::Slice frames) {
  if (make_room(frames.size())) outbox_.append(std::move(frames));
}

/// False when one slice more of `bytes` may not be queued: the connection is closing, if only because of that.
bool WebSocketSession::make_room(std::size_t bytes) {
  if (state_ != State::open) return false;
  const std::size_t bound = shard_->options().outbox_bytes;
  const std::size_t more = bytes + Outbox::kSliceOverhead;
  if (outbox_.held_bytes() + more <= bound) return true;
  // What waits for nothing but flush() does not show that the client is slow.
  write();
  if (!congested_ || outbox_.held_bytes() + more <= bound) return true;
  overflow();
  return false;
}

void WebSocketSession::flush() { write(); }

void WebSocketSession::publish(const base::SharedBytes& bytes, std::span<const base::Extent> parts) {
  if (state_ == State::open && all_written() && transport_.is_open()) {
    wait_when_blocked(account_for(transport_.write_through(outbox_, bytes, parts)));
  } else {
    for (const base::Extent part : parts) append(base::Slice(bytes, part));
    write();
  }
}

void WebSocketSession::overflow() {
  outbox_.discard_unbegun();
  close(websocket::kTooSlow, "too slow");
}

void WebSocketSession::write() {
  if (congested_ || !transport_.is_open()) return;
  wait_when_blocked(flush_outbox());
}

void WebSocketSession::wait_when_blocked(Outbox::Status status) {
  if (status != Outbox::Status::blocked) return;
  congested_ = true;
  wait_until_writable();
}

Outbox::Status WebSocketSession::flush_outbox() { return account_for(transport_.flush(outbox_)); }

Outbox::Status WebSocketSession::account_for(Outbox::Flushed flushed) {
  if (flushed.bytes > 0) shard_->observer().on_bytes_sent(flushed.bytes);
  if (flushed.status == Outbox::Status::broken) drop();
  if (flushed.status == Outbox::Status::drained) hang_up_when_written();
  return flushed.status;
}

void WebSocketSession::wait_until_writable() {
  transport_.socket().async_wait(Socket::wait_write, [weak = weak_from_this()](boost::system::error_code) {
    if (const auto self = weak.lock()) self->on_writable();
  });
}

void WebSocketSession::on_writable() {
  if (!transport_.is_open() || !congested_) return;
  switch (flush_outbox()) {
    case Outbox::Status::blocked:
      wait_until_writable();
      break;
    case Outbox::Status::drained:
      congested_ = false;
      if (state_ == State::open && handler_) handler_->on_drained();
      break;
    case Outbox::Status::broken:
      break;
  }
}

void WebSocketSession::hang_up_when_written() {
  if (input_ == Input::discarded && all_written() && transport_.is_open()) transport_.finish_sending();
}

void WebSocketSession::sweep(base::SteadyTime now) {
  if (state_ != State::open) {
    if (now >= closing_->deadline) drop();
    return;
  }
  const ServerOptions& options = shard_->options();
  if (early_ && now >= early_->read_deadline) {
    boost::system::error_code ignored;  // read_message() looks at the clock
    transport_.socket().cancel(ignored);
  }
  if (input_ == Input::messages && now - last_frame_ >= options.idle_timeout) {
    close(websocket::kIdle, "idle");
  } else if (!congested_ && now - last_ping_ >= options.ping_interval) {
    last_ping_ = now;
    append(base::Slice(shard_->ping_frame()));
    write();
  }
}

void WebSocketSession::drop() noexcept { transport_.close(); }

base::Task<void> open_websocket(std::shared_ptr<Shard> shard, OpenConnection connection,
                                std::unique_ptr<Upgrade> upgrade) {
  const auto session = std::make_shared<WebSocketSession>(shard, std::move(connection), *upgrade);
  WebSocketEndpoint::Admission admission = std::move(upgrade->admission);
  shard->observer().on_websocket_opened();
  session->logger().debug("websocket opened", {{"remote_address", upgrade->remote_address}});
  upgrade.reset();
  std::unique_ptr<MessageHandler> handler;
  try {
    handler = co_await shard->endpoint().serve(*session, std::move(admission));
  } catch (const std::exception& exception) {
    session->fail(exception.what());
  }
  session->begin(std::move(handler));
}

}  // namespace flumen::net
