#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "websocket/frame.hpp"

namespace flumen::websocket {

/// Which side of a connection reads: a server's peer must mask its frames, a client's must not.
enum class Role : std::uint8_t { server, client };

/// What a parser hands over. The views are valid only during the call.
class ParserEvents {
 public:
  virtual ~ParserEvents() = default;
  /// A whole message, fragments joined; a text is valid UTF-8. False stops the parser before the next frame.
  virtual bool on_message(Opcode opcode, std::string_view payload) = 0;
  /// A ping or a pong, which may come between the fragments of a message. False stops the parser.
  virtual bool on_control(Opcode opcode, std::string_view payload) = 0;
  /// The peer's close frame: kNoStatus when it carries no code. Nothing comes after it.
  virtual void on_close(std::uint16_t code, std::string_view reason) = 0;
};

/// Turns the bytes of a connection into messages (RFC 6455, section 5), without any I/O.
///
/// Feed it what was read, in any split. Frames that lie whole in the input are unmasked in place and handed over
/// without a copy; only what is left of an unfinished frame or message is kept, and its buffer is freed as soon as
/// the message is complete, so that an idle connection holds no buffer. Owned by one thread.
class Parser {
 public:
  /// A message (its fragments together) of more than `max_message_size` bytes fails with kMessageTooBig.
  Parser(Role role, std::size_t max_message_size) noexcept : role_(role), max_message_size_(max_message_size) {}

  enum class Status : std::uint8_t {
    open,     ///< everything was consumed; feed more
    stopped,  ///< an event returned false; the rest of the input was dropped
    closed,   ///< the peer's close frame was seen; the rest of the input was dropped
    failed,   ///< the peer broke the protocol: close with error() and feed no more
  };

  /// Consumes `data`, which is modified (unmasked) in place. Once it has returned anything but `open` it does
  /// nothing and returns the same again.
  [[nodiscard]] Status feed(char* data, std::size_t size, ParserEvents& events);

  /// The close code that tells the peer what it did: kProtocolError, kInvalidPayload or kMessageTooBig.
  [[nodiscard]] std::uint16_t error() const noexcept { return error_; }
  /// A sentence for the close frame.
  [[nodiscard]] const char* error_reason() const noexcept { return reason_; }

  /// Bytes kept for an unfinished frame or message.
  [[nodiscard]] std::size_t buffered() const noexcept {
    return unfinished_ ? unfinished_->frame.size() + unfinished_->message.size() : 0;
  }

 private:
  struct Header;
  enum class HeaderState { unfinished, complete, bad };
  /// What has come in part.
  struct Unfinished {
    std::string frame;    // its beginning, as it came
    std::string message;  // the payload of the fragments so far
  };

  /// Reads the header at `data`; when it is unfinished, `header.size` is how many bytes are needed to go on.
  HeaderState read_header(const char* data, std::size_t size, Header& header);
  HeaderState check_first_bytes(const Header& header);
  HeaderState check_length(const Header& header);

  /// Handles the frame that begins at `data`; returns its size, or 0 when it is unfinished or broken.
  std::size_t take_frame(char* data, std::size_t size, ParserEvents& events);
  /// Completes the kept frame as far as `data` goes; returns how much of it was used.
  std::size_t continue_frame(const char* data, std::size_t size, ParserEvents& events);
  void handle_frame(const Header& header, char* payload, ParserEvents& events);
  void handle_data(const Header& header, std::string_view payload, ParserEvents& events);
  void handle_close(std::string_view payload, ParserEvents& events);
  void deliver(Opcode opcode, std::string_view message, ParserEvents& events);
  HeaderState refuse(std::uint16_t code, const char* reason);
  [[nodiscard]] Unfinished& keep();

  Role role_;
  Status status_ = Status::open;
  Opcode message_opcode_ = Opcode::continuation;  // of the unfinished message; continuation: there is none
  std::uint16_t error_ = 0;
  std::size_t max_message_size_;
  const char* reason_ = "";
  std::unique_ptr<Unfinished> unfinished_;  // null: nothing, as nearly always
};

/// True when `text` is well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms, at most U+10FFFF).
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

}  // namespace flumen::websocket
