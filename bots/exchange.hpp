#pragma once

#include <chrono>
#include <optional>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "bots/wire.hpp"

namespace flumen::bots {

using Request = boost::beast::http::request<boost::beast::http::string_body>;
using Response = boost::beast::http::response<boost::beast::http::string_body>;

/// Sends a request and reads its answer, of an upgrade that was granted the head only. What came behind it stays in
/// `buffer`, which one connection keeps. Fails as the wire does, or with corrupt.
base::Task<base::Result<Response>> exchange(Wire& wire, Request request, boost::beast::flat_buffer& buffer);

/// How long the server asks to wait (Retry-After in seconds).
[[nodiscard]] std::optional<std::chrono::seconds> retry_after(const Response& response);

}  // namespace flumen::bots
