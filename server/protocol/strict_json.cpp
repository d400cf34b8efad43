#include "protocol/strict_json.hpp"

#include <string>

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>

namespace flumen::protocol {
namespace {

namespace json = boost::json;

/// Counts the keys a document has. A parsed object keeps one of two equal keys, so fewer in the tree than in the
/// text means a duplicate.
class KeyCounter {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  using Code = boost::system::error_code;
  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) { return true; }
  bool on_object_end(std::size_t n, Code&) { return keys += n, true; }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t, Code&) { return true; }
  bool on_key_part(json::string_view, std::size_t, Code&) { return true; }
  bool on_key(json::string_view, std::size_t, Code&) { return true; }
  bool on_string_part(json::string_view, std::size_t, Code&) { return true; }
  bool on_string(json::string_view, std::size_t, Code&) { return true; }
  bool on_number_part(json::string_view, Code&) { return true; }
  bool on_int64(std::int64_t, json::string_view, Code&) { return true; }
  bool on_uint64(std::uint64_t, json::string_view, Code&) { return true; }
  bool on_double(double, json::string_view, Code&) { return true; }
  bool on_bool(bool, Code&) { return true; }
  bool on_null(Code&) { return true; }
  bool on_comment_part(json::string_view, Code&) { return true; }
  bool on_comment(json::string_view, Code&) { return true; }

  std::size_t keys = 0;
};

std::size_t count_keys(const json::value& value) {
  std::size_t keys = 0;
  if (const auto* object = value.if_object()) {
    keys += object->size();
    for (const auto& member : *object) keys += count_keys(member.value());
  } else if (const auto* array = value.if_array()) {
    for (const auto& element : *array) keys += count_keys(element);
  }
  return keys;
}

}  // namespace

base::Result<json::value> parse_strict_json(std::string_view text, const JsonLimits& limits) {
  json::parse_options options;
  options.max_depth = limits.max_depth;

  json::error_code error;
  json::value value = json::parse(json::string_view(text.data(), text.size()), error, {}, options);
  if (error == json::error::too_deep) {
    return base::fail(base::Errc::limit_reached,
                      "JSON is nested deeper than " + std::to_string(limits.max_depth) + " levels");
  }
  if (error) return base::fail(base::Errc::invalid_argument, "not valid JSON: " + error.message());

  json::basic_parser<KeyCounter> counter(options);
  counter.write_some(false, text.data(), text.size(), error);
  if (counter.handler().keys != count_keys(value)) {
    return base::fail(base::Errc::already_exists, "an object has the same key twice");
  }
  return value;
}

}  // namespace flumen::protocol
