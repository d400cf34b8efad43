#include "handlers/request_body.hpp"

#include <algorithm>
#include <cmath>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "protocol/strict_json.hpp"

namespace flumen::handlers {
namespace {

/// REQUIRES a value of bounded depth.
bool all_finite(const boost::json::value& value) {
  if (value.is_double()) return std::isfinite(value.get_double());
  if (value.is_array()) return std::ranges::all_of(value.get_array(), all_finite);
  if (!value.is_object()) return true;
  return std::ranges::all_of(value.get_object(), [](const auto& member) { return all_finite(member.value()); });
}

net::Response malformed(std::string_view sentence) { return error_response(400, "malformed_json", sentence); }

}  // namespace

std::variant<RequestBody, net::Response> RequestBody::read(const net::Request& request) {
  // Whatever Content-Type says: what is not JSON does not parse, and `curl -d` names a type nobody chose.
  auto value = protocol::parse_strict_json(request.body);
  if (!value) {
    if (value.error().code == base::Errc::already_exists) {
      return error_response(400, "duplicate_key", "A member of the request is there twice.");
    }
    if (value.error().code == base::Errc::limit_reached) return malformed("The request is nested too deeply.");
    return malformed("The request is not valid JSON.");
  }
  if (!value->is_object()) return malformed("The request must be a JSON object.");
  if (!all_finite(*value)) return malformed("A number of the request is out of range.");
  return RequestBody(std::move(value->get_object()));
}

std::string RequestBody::text(std::string_view name) { return text(std::span(&name, 1)); }

std::string RequestBody::text(std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    const boost::json::value* value = members_.if_contains(name);
    if (!value) continue;
    if (value->is_string()) return std::string(value->get_string());
    complain(name, "Must be text.");
    return {};
  }
  complain(names.front(), "Is required.");
  return {};
}

std::int32_t RequestBody::count(std::string_view name, std::int32_t most) {
  const boost::json::value* value = members_.if_contains(name);
  if (!value) return 0;
  const auto* number = value->if_int64();
  if (number != nullptr && *number >= 0 && *number <= most) return static_cast<std::int32_t>(*number);
  complain(name, "Must be a whole number from 0 to " + std::to_string(most) + ".");
  return 0;
}

void RequestBody::complain(std::string_view field, std::string_view sentence) {
  complaints_.try_emplace(std::string(field), sentence);
}

std::optional<net::Response> RequestBody::complaints() const {
  if (complaints_.empty()) return std::nullopt;
  return validation_failed(complaints_);
}

}  // namespace flumen::handlers
