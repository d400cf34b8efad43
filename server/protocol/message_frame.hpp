#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/json_writer.hpp"
#include "websocket/frame.hpp"

namespace flumen::protocol {

/// For the encoders of this layer: appends {"type":…,"data":…} with its frame header in front, whose size depends on
/// the payload's. `write_data(JsonWriter&)` writes the value of `data`.
template <class WriteData>
void append_message(std::string& out, std::string_view type, std::optional<std::int64_t> reply_to,
                    WriteData write_data) {
  std::string payload;
  JsonWriter json(payload);
  json.begin_object().key("type").string(type).key("data");
  write_data(json);
  if (reply_to) json.key("reply_to").integer(*reply_to);
  json.end_object();
  websocket::append_server_frame(out, websocket::Opcode::text, payload);
}

}  // namespace flumen::protocol
