#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace flumen::bots {

/// What stands in a file of tests/golden, whose examples the tests of the server and of the client read, too.
inline boost::json::array golden_file(const std::string& name) {
  std::ifstream file(FLUMEN_SOURCE_DIR "/tests/golden/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return boost::json::parse(text.str()).as_array();
}

/// The server's example of a message of that type.
inline std::string golden_message(std::string_view type) {
  for (const auto& row : golden_file("server_messages.json")) {
    const auto& message = row.at("message");
    if (message.at("type").as_string() == boost::json::string_view(type.data(), type.size())) {
      return boost::json::serialize(message);
    }
  }
  ADD_FAILURE() << "no example of " << type;
  return {};
}

}  // namespace flumen::bots
