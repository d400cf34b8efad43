#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/http.hpp"

namespace flumen::net {

/// The value of Sec-WebSocket-Accept that answers `key` (RFC 6455, section 4.2.2).
[[nodiscard]] std::string accept_key(std::string_view key);

/// True when the comma-separated header value `list` has `token`, compared without case.
[[nodiscard]] bool has_token(std::string_view list, std::string_view token);

/// True when an upgrade request offers `subprotocol`, which is compared exactly: the peer looks for what it named.
[[nodiscard]] bool offers_subprotocol(const Request& request, std::string_view subprotocol);

/// Checks an upgrade request (RFC 6455, section 4.2.1). Nothing when it may be upgraded, else the answer to it.
[[nodiscard]] std::optional<Response> refuse_upgrade(const Request& request);

/// The whole response that switches to WebSocket. REQUIRES refuse_upgrade(request) found nothing.
[[nodiscard]] std::string switching_protocols(const Request& request, std::string_view subprotocol);

}  // namespace flumen::net
