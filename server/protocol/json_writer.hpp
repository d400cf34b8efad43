#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace flumen::protocol {

/// Appends `text`, which must be UTF-8, as a JSON string with its quotes. Control characters are escaped.
void append_json_string(std::string& out, std::string_view text);

/// Appends a plain decimal with at most two decimals and no exponent: 758, 758.5, -0.25.
/// REQUIRES |value| < 10^15 and finite; writes 0 for anything else.
void append_number(std::string& out, double value);

void append_integer(std::string& out, std::int64_t value);

/// Writes one JSON object or array into a string, minding the commas.
///
///   JsonWriter json(out);
///   json.begin_object().key("id").string(id).key("pos").number(1.5).end_object();
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  /// `name` is written as it is: a plain identifier.
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& number(double value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// Appends what is JSON already.
  JsonWriter& raw(std::string_view json);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace flumen::protocol
