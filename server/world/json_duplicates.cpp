#include "world/json_duplicates.hpp"

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>

namespace flumen::world {
namespace {

/// What boost::json::basic_parser calls while it reads; keeps the keys of the objects it is in.
class KeyWatcher {
 public:
  using error_code = boost::json::error_code;
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  bool on_object_begin(error_code&) {
    open_.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, error_code&) {
    open_.pop_back();
    return true;
  }
  bool on_key_part(std::string_view part, std::size_t, error_code&) {
    key_ += part;
    return true;
  }
  bool on_key(std::string_view part, std::size_t, error_code& ec) {
    key_ += part;
    if (!open_.back().insert(key_).second) {
      duplicate_ = std::move(key_);
      ec = boost::json::make_error_code(boost::json::error::exception);
      return false;
    }
    key_.clear();
    return true;
  }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t, error_code&) { return true; }
  bool on_string_part(std::string_view, std::size_t, error_code&) { return true; }
  bool on_string(std::string_view, std::size_t, error_code&) { return true; }
  bool on_number_part(std::string_view, error_code&) { return true; }
  bool on_int64(std::int64_t, std::string_view, error_code&) { return true; }
  bool on_uint64(std::uint64_t, std::string_view, error_code&) { return true; }
  bool on_double(double, std::string_view, error_code&) { return true; }
  bool on_bool(bool, error_code&) { return true; }
  bool on_null(error_code&) { return true; }
  bool on_comment_part(std::string_view, error_code&) { return true; }
  bool on_comment(std::string_view, error_code&) { return true; }

  [[nodiscard]] const std::optional<std::string>& duplicate() const noexcept { return duplicate_; }

 private:
  std::vector<std::set<std::string, std::less<>>> open_;  // at most as deep as the parser allows, 32
  std::string key_;
  std::optional<std::string> duplicate_;
};

}  // namespace

std::optional<std::string> find_duplicate_key(std::string_view json) {
  boost::json::basic_parser<KeyWatcher> parser{boost::json::parse_options{}};
  boost::json::error_code malformed;  // reported by whoever reads the values
  parser.write_some(false, json.data(), json.size(), malformed);
  return parser.handler().duplicate();
}

}  // namespace flumen::world
