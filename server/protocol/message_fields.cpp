#include "protocol/message_fields.hpp"

#include <cmath>
#include <utility>

#include <boost/json/value.hpp>

namespace flumen::protocol {

namespace json = boost::json;

void refuse(std::string sentence, ErrorCode code) { throw Refused{code, std::move(sentence)}; }

const json::value& field(const json::object& data, std::string_view name) {
  const auto* value = data.if_contains({name.data(), name.size()});
  if (value == nullptr) refuse("\"data." + std::string(name) + "\" is missing.");
  return *value;
}

double number(const json::object& data, std::string_view name) {
  const json::value& value = field(data, name);
  if (!value.is_number()) refuse("\"data." + std::string(name) + "\" must be a number.");
  return value.to_number<double>();
}

std::string_view text(const json::object& data, std::string_view name) {
  const auto* value = field(data, name).if_string();
  if (value == nullptr) refuse("\"data." + std::string(name) + "\" must be a text.");
  return {value->data(), value->size()};
}

std::int64_t whole_number(const json::value& value, std::string_view name) {
  if (!value.is_number()) refuse("\"" + std::string(name) + "\" must be a number.");
  const auto read = value.to_number<double>();
  if (!(std::fabs(read) <= kMaxExactInteger) || read != std::trunc(read)) {
    refuse("\"" + std::string(name) + "\" must be a whole number of at most 2^53.");
  }
  return static_cast<std::int64_t>(read);
}

}  // namespace flumen::protocol
