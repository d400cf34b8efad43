#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "websocket/parser.hpp"

namespace flumen::websocket::testing {

/// One thing a WebSocket reader saw.
struct Event {
  Opcode opcode = Opcode::text;
  std::string payload;     ///< of a close frame: the reason
  std::uint16_t code = 0;  ///< of a close frame
  bool operator==(const Event&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Event& event) {
  return out << "opcode " << static_cast<int>(event.opcode) << " code " << event.code << " '" << event.payload << "'";
}

/// Keeps every event; stops the parser after `stop_after` of them.
class Recorder final : public ParserEvents {
 public:
  explicit Recorder(std::size_t stop_after = SIZE_MAX) : stop_after_(stop_after) {}

  bool on_message(Opcode opcode, std::string_view payload) override {
    return record({opcode, std::string(payload), 0});
  }
  bool on_control(Opcode opcode, std::string_view payload) override {
    return record({opcode, std::string(payload), 0});
  }
  void on_close(std::uint16_t code, std::string_view reason) override {
    record({Opcode::close, std::string(reason), code});
  }

  [[nodiscard]] const std::vector<Event>& events() const noexcept { return events_; }

 private:
  bool record(Event event) {
    events_.push_back(std::move(event));
    return events_.size() < stop_after_;
  }

  std::size_t stop_after_;
  std::vector<Event> events_;
};

/// What a reader made of a byte stream.
struct Outcome {
  enum class End { open, closed, refused };
  std::vector<Event> events;
  End end = End::open;
  std::uint16_t error = 0;  ///< the close code, when refused
  bool unfinished = false;  ///< ended inside a frame or a message, when open
  bool operator==(const Outcome&) const = default;
};

/// Feeds `bytes` to a Parser in pieces that end at `cuts` (ascending) and at the end.
inline Outcome parse(Role role, std::size_t max_message_size, std::string bytes,
                     std::span<const std::size_t> cuts = {}) {
  Parser parser(role, max_message_size);
  Recorder recorder;
  auto status = Parser::Status::open;
  std::size_t begin = 0;
  const auto feed_until = [&](std::size_t end) {
    if (status != Parser::Status::open || end <= begin || end > bytes.size()) return;
    // A buffer of its own, of the exact size: reading or writing past a piece is seen by AddressSanitizer.
    std::vector<char> piece(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                            bytes.begin() + static_cast<std::ptrdiff_t>(end));
    status = parser.feed(piece.data(), piece.size(), recorder);
    begin = end;
  };
  for (const std::size_t cut : cuts) feed_until(cut);
  feed_until(bytes.size());

  Outcome outcome{recorder.events(), Outcome::End::open, 0, parser.buffered() > 0};
  if (status == Parser::Status::closed) outcome.end = Outcome::End::closed;
  if (status == Parser::Status::failed) {
    outcome.end = Outcome::End::refused;
    outcome.error = parser.error();
  }
  return outcome;
}

}  // namespace flumen::websocket::testing
