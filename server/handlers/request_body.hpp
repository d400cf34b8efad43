#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <boost/json/object.hpp>

#include "handlers/responses.hpp"
#include "net/http.hpp"

namespace flumen::handlers {

/// The JSON object of a request, and what is wrong with its fields. Members nobody asks for are ignored.
class RequestBody {
 public:
  /// The body, or the answer to one that cannot be read: 400 `malformed_json` or `duplicate_key`. It is taken for JSON
  /// whatever its Content-Type says.
  [[nodiscard]] static std::variant<RequestBody, net::Response> read(const net::Request& request);

  /// The field's text; "" and a complaint when it is missing or no text.
  [[nodiscard]] std::string text(std::string_view name);
  /// The text of the first of `names` that is there; complaints name the first of them.
  [[nodiscard]] std::string text(std::span<const std::string_view> names);

  /// The field's whole number, 0 when it is missing; a complaint when it is anything but 0 … `most`.
  [[nodiscard]] std::int32_t count(std::string_view name, std::int32_t most);

  void complain(std::string_view field, std::string_view sentence);

  /// The 422 that lists every complaint so far, or nothing.
  [[nodiscard]] std::optional<net::Response> complaints() const;

 private:
  explicit RequestBody(boost::json::object members) : members_(std::move(members)) {}

  boost::json::object members_;
  FieldErrors complaints_;
};

}  // namespace flumen::handlers
