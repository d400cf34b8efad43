#pragma once

#include <string_view>

namespace flumen::handlers {

/// Whether an If-None-Match header names `etag` (RFC 9110 §13.1.2): `*`, or a list of quoted tags compared weakly, so
/// that `W/"x"` matches `"x"`. A header that is malformed matches nothing past the fault.
[[nodiscard]] bool none_match_names(std::string_view header, std::string_view etag);

}  // namespace flumen::handlers
