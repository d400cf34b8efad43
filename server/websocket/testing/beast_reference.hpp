#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <boost/asio/io_context.hpp>
#include <boost/beast/_experimental/test/stream.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include "websocket/testing/recorder.hpp"

namespace flumen::websocket::testing {

/// Reads `bytes` with Boost.Beast's WebSocket stream, an implementation independent of ours, over memory.
inline Outcome parse_with_beast(Role role, std::size_t max_message_size, std::string_view bytes) {
  namespace beast = boost::beast;
  using Stream = beast::websocket::stream<beast::test::stream>;

  boost::asio::io_context context;
  Stream server(context);
  Stream client(context);
  client.next_layer().connect(server.next_layer());
  beast::error_code accepted = beast::error::timeout;
  beast::error_code connected = beast::error::timeout;
  server.async_accept([&](beast::error_code error) { accepted = error; });
  client.async_handshake("localhost", "/", [&](beast::error_code error) { connected = error; });
  context.run();
  if (accepted || connected) throw std::runtime_error("the reference did not shake hands");

  Stream& reader = role == Role::server ? server : client;
  auto& writer = (role == Role::server ? client : server).next_layer();
  reader.read_message_max(max_message_size);
  writer.write_some(boost::asio::buffer(bytes.data(), bytes.size()));
  writer.close();

  Outcome outcome;
  reader.control_callback([&](beast::websocket::frame_type kind, beast::string_view payload) {
    const std::string text(payload.data(), payload.size());
    if (kind == beast::websocket::frame_type::close) {
      // Beast speaks of no code as 0.
      const std::uint16_t code = reader.reason().code == beast::websocket::close_code::none
                                     ? std::uint16_t{kNoStatus}
                                     : static_cast<std::uint16_t>(reader.reason().code);
      outcome.events.push_back({Opcode::close, text, code});
    } else {
      outcome.events.push_back({kind == beast::websocket::frame_type::ping ? Opcode::ping : Opcode::pong, text, 0});
    }
  });
  for (;;) {
    beast::flat_buffer buffer;
    beast::error_code error;
    reader.read(buffer, error);
    if (!error) {
      const auto opcode = reader.got_text() ? Opcode::text : Opcode::binary;
      outcome.events.push_back({opcode, beast::buffers_to_string(buffer.data()), 0});
      continue;
    }
    if (error == beast::websocket::error::closed) {
      outcome.end = Outcome::End::closed;
    } else if (error == beast::websocket::error::message_too_big) {
      outcome.end = Outcome::End::refused;
      outcome.error = kMessageTooBig;
    } else if (error == beast::websocket::error::bad_frame_payload ||
               error == beast::websocket::error::bad_close_payload) {
      outcome.end = Outcome::End::refused;
      outcome.error = kInvalidPayload;
    } else if (error == beast::websocket::condition::protocol_violation) {
      outcome.end = Outcome::End::refused;
      outcome.error = kProtocolError;
    }
    return outcome;
  }
}

/// Where the two differ in a way that is not known and reasoned; nothing when they agree.
///
/// Known differences, each to Beast 1.81's side:
/// 1. Beast refuses a text at its first bad byte; we when the message is complete. Until then we still read control
///    frames, may find another fault, or see the stream end.
/// 2. Beast does not look at a header before all of it is there; we refuse at the first byte that is wrong. A stream
///    that ends inside such a header ends open there and refused here. Beast likewise waits for the whole payload.
/// 3. Beast forgets to check that a text is complete when its last fragment is empty, and hands it over; we refuse it.
/// 4. Beast does not know close code 1014 (IANA: bad gateway), and takes 5000 to 65535, which no document defines.
/// 5. A 64-bit length with its highest bit set is too big to Beast; RFC 6455, section 5.2, makes it a wrong length.
inline std::optional<std::string> difference(const Outcome& ours, const Outcome& beast) {
  using End = Outcome::End;
  const std::size_t common = std::min(ours.events.size(), beast.events.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (ours.events[i] == beast.events[i]) continue;
    std::ostringstream text;
    text << "event " << i << ": ours " << ours.events[i] << ", Beast's " << beast.events[i];
    return text.str();
  }
  const bool same_events = ours.events.size() == beast.events.size();
  if (same_events && ours.end == beast.end && ours.error == beast.error) return std::nullopt;

  // 1
  const bool only_control = std::all_of(ours.events.begin() + static_cast<std::ptrdiff_t>(common), ours.events.end(),
                                        [](const Event& event) { return event.opcode >= Opcode::close; });
  const bool accepted_nothing = ours.end != End::open || ours.unfinished;
  if (beast.error == kInvalidPayload && only_control && accepted_nothing) return std::nullopt;
  // 2
  if (same_events && ours.end == End::refused && beast.end == End::open && ours.error != kInvalidPayload) {
    return std::nullopt;
  }
  // 3
  if (ours.error == kInvalidPayload && beast.events.size() > common && beast.events[common].opcode == Opcode::text &&
      !is_valid_utf8(beast.events[common].payload)) {
    return std::nullopt;
  }
  // 4, the first with a reason that is not UTF-8 either
  if (same_events && ours.error == kInvalidPayload && beast.error == kProtocolError) return std::nullopt;
  if (ours.end == End::closed && ours.events.back().code == 1014 && beast.error == kProtocolError) return std::nullopt;
  if (ours.error == kProtocolError && beast.end == End::closed && beast.events.size() == common + 1 &&
      beast.events.back().code >= 5000) {
    return std::nullopt;
  }
  // 5
  if (same_events && ours.error == kProtocolError && beast.error == kMessageTooBig) return std::nullopt;

  std::ostringstream text;
  text << "ours: " << ours.events.size() << " events, end " << static_cast<int>(ours.end) << ", error " << ours.error
       << "; Beast's: " << beast.events.size() << " events, end " << static_cast<int>(beast.end) << ", error "
       << beast.error;
  return text.str();
}

}  // namespace flumen::websocket::testing
