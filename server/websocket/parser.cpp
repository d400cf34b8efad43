#include "websocket/parser.hpp"

#include <algorithm>
#include <utility>

namespace flumen::websocket {
namespace {

constexpr std::size_t kMaxControlPayload = 125;

bool is_control(Opcode opcode) noexcept { return (static_cast<std::uint8_t>(opcode) & 0x08) != 0; }

std::uint8_t byte_at(const char* data, std::size_t at) noexcept { return static_cast<std::uint8_t>(data[at]); }

std::uint64_t big_endian(const char* data, std::size_t count) noexcept {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = (value << 8) | byte_at(data, i);
  return value;
}

}  // namespace

struct Parser::Header {
  std::size_t size = 2;
  bool final = false;
  bool masked = false;
  std::uint8_t reserved = 0;
  std::uint8_t length_code = 0;  // the seven bits of the second byte
  Opcode opcode = Opcode::continuation;
  std::uint64_t payload_size = 0;
  std::array<std::uint8_t, 4> key{};

  [[nodiscard]] std::size_t length_bytes() const noexcept {
    if (length_code == 126) return 2;
    return length_code == 127 ? 8 : 0;
  }
};

Parser::Status Parser::feed(char* data, std::size_t size, ParserEvents& events) {
  while (size > 0 && status_ == Status::open) {
    std::size_t used = 0;
    if (!unfinished_ || unfinished_->frame.empty()) {
      used = take_frame(data, size, events);
      if (used == 0 && status_ == Status::open) {
        keep().frame.assign(data, size);
        used = size;
      }
    } else {
      used = continue_frame(data, size, events);
    }
    data += used;
    size -= used;
  }
  if (status_ != Status::open || buffered() == 0) unfinished_.reset();
  return status_;
}

std::size_t Parser::take_frame(char* data, std::size_t size, ParserEvents& events) {
  Header header;
  if (read_header(data, size, header) != HeaderState::complete) return 0;
  if (header.payload_size > size - header.size) return 0;
  handle_frame(header, data + header.size, events);
  return header.size + static_cast<std::size_t>(header.payload_size);
}

std::size_t Parser::continue_frame(const char* data, std::size_t size, ParserEvents& events) {
  // Never more than this frame is copied, so that the frames behind it are handed over from the input.
  std::string& begun = unfinished_->frame;
  std::size_t used = 0;
  for (;;) {
    Header header;
    const HeaderState state = read_header(begun.data(), begun.size(), header);
    if (state == HeaderState::bad) return used;
    std::size_t wanted = header.size;
    if (state == HeaderState::complete) {
      wanted += static_cast<std::size_t>(header.payload_size);
      if (begun.size() == wanted) {
        std::string frame;
        frame.swap(begun);
        handle_frame(header, frame.data() + header.size, events);
        return used;
      }
    }
    if (used == size) return used;
    const std::size_t piece = std::min(wanted - begun.size(), size - used);
    begun.append(data + used, piece);
    used += piece;
  }
}

Parser::HeaderState Parser::read_header(const char* data, std::size_t size, Header& header) {
  if (size < header.size) return HeaderState::unfinished;
  header.final = (byte_at(data, 0) & 0x80) != 0;
  header.reserved = byte_at(data, 0) & 0x70;
  header.opcode = static_cast<Opcode>(byte_at(data, 0) & 0x0F);
  header.masked = (byte_at(data, 1) & 0x80) != 0;
  header.length_code = byte_at(data, 1) & 0x7F;
  if (check_first_bytes(header) == HeaderState::bad) return HeaderState::bad;

  const std::size_t length_bytes = header.length_bytes();
  header.payload_size = header.length_code;
  header.size += length_bytes;
  if (size < header.size) return HeaderState::unfinished;
  if (length_bytes > 0) header.payload_size = big_endian(data + 2, length_bytes);
  if (check_length(header) == HeaderState::bad) return HeaderState::bad;

  if (header.masked) {
    const std::size_t key_at = header.size;
    header.size += header.key.size();
    if (size < header.size) return HeaderState::unfinished;
    for (std::size_t i = 0; i < header.key.size(); ++i) header.key[i] = byte_at(data, key_at + i);
  }
  return HeaderState::complete;
}

Parser::HeaderState Parser::check_first_bytes(const Header& header) {
  if (header.reserved != 0) return refuse(kProtocolError, "a reserved bit is set without an extension");
  const bool in_message = message_opcode_ != Opcode::continuation;
  switch (header.opcode) {
    case Opcode::continuation:
      if (!in_message) return refuse(kProtocolError, "a continuation without a message");
      break;
    case Opcode::text:
    case Opcode::binary:
      if (in_message) return refuse(kProtocolError, "a new message inside a fragmented one");
      break;
    case Opcode::close:
    case Opcode::ping:
    case Opcode::pong:
      if (!header.final) return refuse(kProtocolError, "a fragmented control frame");
      if (header.length_code > kMaxControlPayload) return refuse(kProtocolError, "a control frame over 125 bytes");
      break;
    default:
      return refuse(kProtocolError, "an unknown opcode");
  }
  if (header.masked != (role_ == Role::server)) {
    return refuse(kProtocolError, header.masked ? "a masked frame from a server" : "an unmasked frame from a client");
  }
  return HeaderState::complete;
}

Parser::HeaderState Parser::check_length(const Header& header) {
  const std::uint64_t length = header.payload_size;
  const bool minimal = header.length_code < 126 || (header.length_code == 126 ? length > 125 : length > 0xFFFF);
  if (!minimal) return refuse(kProtocolError, "a length that is not encoded in the fewest bytes");
  if ((length >> 63) != 0) return refuse(kProtocolError, "a length with its highest bit set");
  if (is_control(header.opcode)) return HeaderState::complete;
  // Written so that it cannot overflow: what is kept of a message is never more than the bound.
  const std::size_t before = unfinished_ ? unfinished_->message.size() : 0;
  if (length > max_message_size_ - before) return refuse(kMessageTooBig, "the message is too big");
  return HeaderState::complete;
}

void Parser::handle_frame(const Header& header, char* payload, ParserEvents& events) {
  const auto size = static_cast<std::size_t>(header.payload_size);
  if (header.masked) apply_mask(payload, size, header.key, 0);
  const std::string_view content(payload, size);
  if (header.opcode == Opcode::close) {
    handle_close(content, events);
  } else if (is_control(header.opcode)) {
    if (!events.on_control(header.opcode, content)) status_ = Status::stopped;
  } else {
    handle_data(header, content, events);
  }
}

void Parser::handle_data(const Header& header, std::string_view payload, ParserEvents& events) {
  if (header.final && header.opcode != Opcode::continuation) {
    deliver(header.opcode, payload, events);
    return;
  }
  if (header.opcode != Opcode::continuation) message_opcode_ = header.opcode;
  std::string& message = keep().message;
  message.append(payload);
  if (!header.final) return;
  std::string whole;
  whole.swap(message);
  deliver(std::exchange(message_opcode_, Opcode::continuation), whole, events);
}

void Parser::handle_close(std::string_view payload, ParserEvents& events) {
  if (payload.size() == 1) {
    refuse(kProtocolError, "a close frame of one byte");
    return;
  }
  std::uint16_t code = kNoStatus;
  if (!payload.empty()) {
    code = static_cast<std::uint16_t>(big_endian(payload.data(), 2));
    payload.remove_prefix(2);
    if (!is_valid_close_code(code)) {
      refuse(kProtocolError, "an invalid close code");
      return;
    }
    if (!is_valid_utf8(payload)) {
      refuse(kInvalidPayload, "a close reason that is not UTF-8");
      return;
    }
  }
  status_ = Status::closed;
  events.on_close(code, payload);
}

void Parser::deliver(Opcode opcode, std::string_view message, ParserEvents& events) {
  if (opcode == Opcode::text && !is_valid_utf8(message)) {
    refuse(kInvalidPayload, "a text that is not UTF-8");
    return;
  }
  if (!events.on_message(opcode, message)) status_ = Status::stopped;
}

Parser::Unfinished& Parser::keep() {
  if (!unfinished_) unfinished_ = std::make_unique<Unfinished>();
  return *unfinished_;
}

Parser::HeaderState Parser::refuse(std::uint16_t code, const char* reason) {
  status_ = Status::failed;
  error_ = code;
  reason_ = reason;
  return HeaderState::bad;
}

}  // namespace flumen::websocket
