#include "game_client.hpp"

#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json.hpp>

namespace flumen::system_test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace json = boost::json;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(std::string sentence) { throw std::runtime_error(std::move(sentence)); }

constexpr const char* kBinary = "flumen.bin.v1";

void append(std::string& bytes, std::uint32_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

/// A `moves` message in words; {"type": "?"} for bytes that are none.
json::object describe_moves(const std::string& bytes) {
  constexpr std::size_t kEntry = 6;
  if (bytes.empty() || bytes[0] != 1 || bytes.size() % kEntry != 1) return {{"type", "?"}, {"bytes", bytes.size()}};
  const auto word = [&bytes](std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8;
  };
  json::array moves;
  for (std::size_t at = 1; at < bytes.size(); at += kEntry) {
    moves.push_back(json::object{{"number", word(at)}, {"x", word(at + 2) / 32.0}, {"y", word(at + 4) / 32.0}});
  }
  return {{"type", "moves"}, {"data", std::move(moves)}};
}

}  // namespace

/// One read is always under way, so that a wait that times out leaves the stream whole.
class GameClient::Connection {
 public:
  std::optional<HttpResponse> upgrade(std::uint16_t port, std::string_view target, const Headers& headers) {
    stream_.set_option(beast::websocket::stream_base::decorator([&headers](beast::websocket::request_type& request) {
      for (const auto& [name, value] : headers) request.set(name, value);
    }));
    stream_.read_message_max(16 * 1024 * 1024);

    beast::websocket::response_type response;
    error_code outcome = asio::error::timed_out;
    beast::get_lowest_layer(stream_).async_connect(
        asio::ip::tcp::endpoint(asio::ip::address_v4::loopback(), port), [&](error_code connected) {
          outcome = connected;
          if (connected) return;
          // Two small messages in a row must not wait for the acknowledgement of the first.
          beast::get_lowest_layer(stream_).socket().set_option(asio::ip::tcp::no_delay(true));
          stream_.async_handshake(response, "127.0.0.1", {target.data(), target.size()},
                                  [&](error_code shaken) { outcome = shaken; });
        });
    context_.run_for(kPatience);
    if (outcome == beast::websocket::error::upgrade_declined) {
      HttpResponse refusal;
      refusal.status = response.result_int();
      refusal.body = response.body();
      return refusal;
    }
    if (outcome) fail("upgrade: " + outcome.message());
    open_ = true;
    subprotocol_ = std::string(response[beast::http::field::sec_websocket_protocol]);
    read();
    return std::nullopt;
  }

  void send(std::string_view payload, bool is_text) {
    stream_.text(is_text);
    error_code outcome = asio::error::timed_out;
    bool written = false;
    stream_.async_write(asio::buffer(payload.data(), payload.size()), [&](error_code error, std::size_t) {
      outcome = error;
      written = true;
    });
    run_until(kPatience, [&] { return written; });
    if (!written) {
      drop();
      fail("a message could not be sent in time");
    }
    // A server that has closed meanwhile is for await_close() to report.
  }

  std::optional<json::object> next(Milliseconds patience) {
    run_until(patience, [this] { return !messages_.empty() || !open_; });
    if (messages_.empty()) return std::nullopt;
    json::object message = std::move(messages_.front());
    messages_.pop_front();
    return message;
  }

  std::uint16_t await_close(Milliseconds patience) {
    run_until(patience, [this] { return !open_; });
    if (open_) fail("the connection is still open");
    return close_code_;
  }

  void pump(Milliseconds duration) {
    run_until(duration, [] { return false; });
  }

  void close() {
    if (!open_) return;
    bool closed = false;
    stream_.async_close(beast::websocket::close_code::normal, [&](error_code) { closed = true; });
    run_until(kPatience, [&] { return closed && !open_; });
    if (!closed || open_) {
      drop();
      fail("the close was not answered");
    }
  }

  void drop() {
    error_code ignored;
    beast::get_lowest_layer(stream_).socket().close(ignored);
    run_until(kPatience, [this] { return !open_; });
  }

  [[nodiscard]] const std::string& close_reason() const { return close_reason_; }
  [[nodiscard]] const std::string& subprotocol() const { return subprotocol_; }

 private:
  void read() {
    stream_.async_read(buffer_, [this](error_code error, std::size_t) {
      if (error) {
        open_ = false;
        close_code_ = error == beast::websocket::error::closed ? stream_.reason().code : 1006;
        close_reason_ = stream_.reason().reason.c_str();
        return;
      }
      const std::string text = beast::buffers_to_string(buffer_.data());
      buffer_.consume(buffer_.size());
      if (stream_.got_binary()) {
        messages_.push_back(describe_moves(text));
        return read();
      }
      error_code bad;
      json::value message = json::parse(text, bad);
      const bool is_message = !bad && message.is_object() && message.get_object().contains("type");
      messages_.push_back(is_message ? std::move(message.get_object()) : json::object{{"type", "?"}, {"text", text}});
      read();
    });
  }

  template <class Condition>
  void run_until(Milliseconds patience, Condition condition) {
    const auto deadline = Clock::now() + patience;
    context_.restart();
    context_.poll();
    while (!condition() && Clock::now() < deadline) {
      context_.restart();
      // Without anything under way nothing can change any more.
      if (context_.run_one_until(deadline) == 0 && context_.stopped()) return;
    }
  }

  asio::io_context context_;
  beast::websocket::stream<beast::tcp_stream> stream_{context_};
  beast::flat_buffer buffer_;
  std::deque<json::object> messages_;
  bool open_ = false;
  std::uint16_t close_code_ = 0;
  std::string close_reason_;
  std::string subprotocol_;
};

GameClient::GameClient() : connection_(std::make_unique<Connection>()) {}
GameClient::~GameClient() {
  if (connection_ != nullptr) connection_->drop();
}
GameClient::GameClient(GameClient&&) noexcept = default;
GameClient& GameClient::operator=(GameClient&&) noexcept = default;

std::optional<HttpResponse> GameClient::upgrade(std::uint16_t port, std::string_view target, const Headers& headers) {
  return connection_->upgrade(port, target, headers);
}

GameClient GameClient::enter(std::uint16_t port, std::string_view token) {
  GameClient client;
  if (const auto refusal = client.upgrade(port, "/ws/game", bearer(token))) {
    fail("the upgrade was refused with " + std::to_string(refusal->status) + ": " + refusal->body);
  }
  client.await_entry();
  return client;
}

GameClient GameClient::enter_binary(std::uint16_t port, std::string_view token) {
  GameClient client;
  Headers headers = bearer(token);
  headers["Sec-WebSocket-Protocol"] = kBinary;
  if (const auto refusal = client.upgrade(port, "/ws/game", headers)) {
    fail("the upgrade was refused with " + std::to_string(refusal->status) + ": " + refusal->body);
  }
  if (client.subprotocol() != kBinary) fail("the server did not take the binary subprotocol");
  client.await_entry();
  return client;
}

GameClient GameClient::resume(std::uint16_t port, std::string_view resume_token) {
  const auto deadline = Clock::now() + kPatience;
  for (;;) {
    GameClient client;
    if (client.upgrade(port)) fail("an upgrade without a token was refused");
    client.send("auth", {{"resume_token", json::string_view(resume_token.data(), resume_token.size())}});
    auto first = client.next();
    if (first && text(*first, "type") == "welcome") {
      client.welcome_ = data(*first);
      client.players_ = client.expect("players_list").at("data").as_array();
      return client;
    }
    if (Clock::now() > deadline) fail("the session was not resumed: " + (first ? json::serialize(*first) : "silence"));
  }
}

void GameClient::await_entry() {
  welcome_ = data(expect("welcome"));
  players_ = expect("players_list").at("data").as_array();
}

void GameClient::send_text(std::string_view text) { connection_->send(text, true); }
void GameClient::send_binary(std::string_view bytes) { connection_->send(bytes, false); }

void GameClient::send_binary_move(std::int32_t map_x, std::int32_t map_y, std::uint16_t x, std::uint16_t y) {
  std::string bytes(1, '\x01');
  append(bytes, static_cast<std::uint32_t>(map_x), 4);
  append(bytes, static_cast<std::uint32_t>(map_y), 4);
  append(bytes, x, 2);
  append(bytes, y, 2);
  send_binary(bytes);
}

void GameClient::send(std::string_view type, const json::object& data, std::optional<std::int64_t> seq) {
  json::object message{{"type", json::string_view(type.data(), type.size())}, {"data", data}};
  if (seq) message["seq"] = *seq;
  send_text(json::serialize(message));
}

void GameClient::move(double x, double y, std::string_view map_id, std::optional<std::int64_t> seq) {
  send("player_move", {{"x", x}, {"y", y}, {"map_id", json::string_view(map_id.data(), map_id.size())}}, seq);
}

std::optional<json::object> GameClient::next(Milliseconds patience) { return connection_->next(patience); }

json::object GameClient::await(std::string_view type, Milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  std::string seen;
  while (auto message = next(std::chrono::ceil<Milliseconds>(deadline - Clock::now()))) {
    if (text(*message, "type") == type) return std::move(*message);
    seen += " " + json::serialize(*message);
  }
  fail("no " + std::string(type) + " came, only:" + seen);
}

json::object GameClient::expect(std::string_view type, Milliseconds patience) {
  auto message = next(patience);
  if (!message) fail("nothing came where " + std::string(type) + " was expected");
  if (text(*message, "type") != type) {
    fail("instead of " + std::string(type) + " came " + json::serialize(*message));
  }
  return std::move(*message);
}

void GameClient::await_position(std::string_view user_id, double x, double y) {
  for (;;) {
    const auto moved = await("player_move");
    const auto& where = data(moved);
    if (text(where, "user_id") == user_id && number(where, "x") == x && number(where, "y") == y) return;
  }
}

std::deque<json::object> GameClient::settle() {
  // No way leads there from any map. Unlike a ping, which the session answers, this one goes to the map and back.
  constexpr std::int64_t kMark = 7'000'000'000;
  const double mark = static_cast<double>(kMark + ++settled_);
  send("change_map", {{"map_id", "map_999999_999999"}}, kMark + settled_);
  std::deque<json::object> before;
  while (auto message = next()) {
    const auto* reply_to = message->if_contains("reply_to");
    if (reply_to != nullptr && reply_to->to_number<double>() == mark) return before;
    before.push_back(std::move(*message));
  }
  fail("the map did not answer");
}

std::deque<json::object> GameClient::take_until(std::string_view type) {
  std::deque<json::object> taken;
  while (auto message = next()) {
    taken.push_back(std::move(*message));
    if (text(taken.back(), "type") == type) return taken;
  }
  fail("no " + std::string(type) + " came");
}

std::uint16_t GameClient::await_close(Milliseconds patience) { return connection_->await_close(patience); }
const std::string& GameClient::close_reason() const { return connection_->close_reason(); }
const std::string& GameClient::subprotocol() const { return connection_->subprotocol(); }
void GameClient::pump(Milliseconds duration) { connection_->pump(duration); }
void GameClient::close() { connection_->close(); }
void GameClient::drop() { connection_->drop(); }

const json::object& data(const json::object& message) { return message.at("data").as_object(); }

std::string text(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains({name.data(), name.size()});
  if (value == nullptr || !value->is_string()) {
    fail("no text \"" + std::string(name) + "\" in " + json::serialize(object));
  }
  return std::string(value->get_string());
}

double number(const json::object& object, std::string_view name) {
  const auto* value = object.if_contains({name.data(), name.size()});
  if (value == nullptr || !value->is_number()) {
    fail("no number \"" + std::string(name) + "\" in " + json::serialize(object));
  }
  return value->to_number<double>();
}

}  // namespace flumen::system_test
