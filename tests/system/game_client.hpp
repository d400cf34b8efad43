#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "http_client.hpp"

namespace flumen::system_test {

/// A player's end of `/ws/game`, over Boost.Beast's WebSocket: an implementation that shares nothing with the
/// server's. Blocking, every wait has a deadline. What should not happen is thrown as a sentence.
class GameClient {
 public:
  using Milliseconds = std::chrono::milliseconds;
  static constexpr Milliseconds kPatience{5'000};

  GameClient();
  ~GameClient();
  GameClient(GameClient&&) noexcept;
  GameClient& operator=(GameClient&&) noexcept;

  /// Connects and upgrades. Returns nothing on success, else the HTTP answer that refused the upgrade.
  [[nodiscard]] std::optional<HttpResponse> upgrade(std::uint16_t port, std::string_view target = "/ws/game",
                                                    const Headers& headers = {});
  /// A session that has its `welcome` and `players_list`: they are kept in welcome() and players().
  [[nodiscard]] static GameClient enter(std::uint16_t port, std::string_view token);
  /// The same, of a client whose moves travel in binary. A `moves` message is told as
  /// {"type": "moves", "data": [{"number": n, "x": px, "y": px}, …]}.
  [[nodiscard]] static GameClient enter_binary(std::uint16_t port, std::string_view token);
  /// A session that goes on with a resume token. The server may yet have to notice that the old connection is gone, so
  /// it is asked until it has.
  [[nodiscard]] static GameClient resume(std::uint16_t port, std::string_view resume_token);
  /// Reads `welcome` and `players_list`, which must be the next two messages.
  void await_entry();

  void send_text(std::string_view text);
  void send_binary(std::string_view bytes);
  /// A binary move, with x and y in steps of 1/32 px.
  void send_binary_move(std::int32_t map_x, std::int32_t map_y, std::uint16_t x, std::uint16_t y);
  void send(std::string_view type, const boost::json::object& data, std::optional<std::int64_t> seq = {});
  void move(double x, double y, std::string_view map_id, std::optional<std::int64_t> seq = {});

  /// The next message, whatever it is; nothing when the connection ended or `patience` passed.
  [[nodiscard]] std::optional<boost::json::object> next(Milliseconds patience = kPatience);
  /// The next message of a type; others that come before it are dropped. Throws when none comes.
  boost::json::object await(std::string_view type, Milliseconds patience = kPatience);
  /// The next message, which must have the type.
  boost::json::object expect(std::string_view type, Milliseconds patience = kPatience);
  /// The next `player_move` of a user that brings them to (x, y).
  void await_position(std::string_view user_id, double x, double y);
  /// Everything that comes before the answer to a question that the player's map answers behind all that was sent
  /// before: what the server had to say to it.
  [[nodiscard]] std::deque<boost::json::object> settle();
  /// Everything up to the next message of a type, that one included. Throws when none comes.
  [[nodiscard]] std::deque<boost::json::object> take_until(std::string_view type);
  /// Waits for the end of the connection and returns its close code (1006 when there was no close frame).
  std::uint16_t await_close(Milliseconds patience = kPatience);
  [[nodiscard]] const std::string& close_reason() const;

  /// Handles what comes for a while, without taking it from the queue.
  void pump(Milliseconds duration);
  /// Says goodbye and waits for the answer.
  void close();
  /// Drops the connection without a word.
  void drop();

  /// What the server answered the offer of subprotocols with; empty for nothing.
  [[nodiscard]] const std::string& subprotocol() const;
  [[nodiscard]] const boost::json::object& welcome() const { return welcome_; }
  [[nodiscard]] const boost::json::array& players() const { return players_; }
  [[nodiscard]] std::string user_id() const { return std::string(welcome_.at("user_id").as_string()); }

 private:
  class Connection;
  std::unique_ptr<Connection> connection_;
  boost::json::object welcome_;
  boost::json::array players_;
  std::int64_t settled_ = 0;
};

/// The `data` of a message.
[[nodiscard]] const boost::json::object& data(const boost::json::object& message);
/// A text or number of an object; throws when it is missing or of another kind.
[[nodiscard]] std::string text(const boost::json::object& object, std::string_view name);
[[nodiscard]] double number(const boost::json::object& object, std::string_view name);

}  // namespace flumen::system_test
