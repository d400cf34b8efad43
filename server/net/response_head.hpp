#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "net/http.hpp"

namespace flumen::net {

/// What of an exchange decides how a response is framed.
struct Framing {
  bool keep_alive = true;
  bool http_1_0 = false;
  std::string_view request_id;
  base::SystemTime date;
};

/// The status line and headers of `response`, up to and with the empty line. Adds what every response carries: the
/// date, the request's id, the length, and the headers browsers need to trust and to share it. What the handler set
/// wins, except over framing. Characters that would break a header line become spaces.
[[nodiscard]] std::string response_head(const Response& response, const Framing& framing);

/// False for a status that never has a body (RFC 9110, section 6.4.1).
[[nodiscard]] constexpr bool may_have_body(int status) noexcept {
  return status >= 200 && status != 204 && status != 304;
}

}  // namespace flumen::net
