#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "protocol/messages.hpp"

/// For the decoders of this layer: reading the members of `data`, whatever a client put there.
namespace flumen::protocol {

/// Leaves a field check from any depth; caught by decode_client_message().
struct Refused {
  ErrorCode code;
  std::string sentence;
};

[[noreturn]] void refuse(std::string sentence, ErrorCode code = ErrorCode::invalid_message);

/// 2^53: up to here a double is an exact integer.
inline constexpr double kMaxExactInteger = 9007199254740992.0;

/// All of these refuse() what is missing or of another type, naming the member.
[[nodiscard]] const boost::json::value& field(const boost::json::object& data, std::string_view name);
[[nodiscard]] double number(const boost::json::object& data, std::string_view name);
[[nodiscard]] std::string_view text(const boost::json::object& data, std::string_view name);

/// `value` as a whole number of at most ± 2^53; refuses anything else in the name of `name`.
[[nodiscard]] std::int64_t whole_number(const boost::json::value& value, std::string_view name);

}  // namespace flumen::protocol
