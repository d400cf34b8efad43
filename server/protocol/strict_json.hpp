#pragma once

#include <cstddef>
#include <string_view>

#include <boost/json/value.hpp>

#include "base/error.hpp"

namespace flumen::protocol {

struct JsonLimits {
  std::size_t max_depth = 8;
};

/// Parses JSON (RFC 8259) from an untrusted peer: whole input, valid UTF-8, no NaN or comments.
/// Fails with
///   invalid_argument  not JSON; the message says where
///   already_exists    an object has the same key twice, at whatever depth
///   limit_reached     nested deeper than `limits` allow
/// A number too large for a double reads as infinity: check with std::isfinite where it matters.
[[nodiscard]] base::Result<boost::json::value> parse_strict_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace flumen::protocol
