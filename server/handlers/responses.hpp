#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "auth/auth_service.hpp"
#include "base/error.hpp"
#include "base/logger.hpp"
#include "net/http.hpp"

namespace flumen::handlers {

/// Sentences by field, as `validation_failed` lists them.
using FieldErrors = std::map<std::string, std::string>;

/// An answer for this caller alone: never kept by caches on the way.
[[nodiscard]] net::Response json_response(int status, std::string body);
[[nodiscard]] net::Response no_content();

/// `{"error": sentence, "code": code}`; a 401 says how to authenticate.
[[nodiscard]] net::Response error_response(int status, std::string_view code, std::string_view sentence);
[[nodiscard]] net::Response validation_failed(const FieldErrors& fields);
[[nodiscard]] net::Response invalid_token();
[[nodiscard]] net::Response not_found(std::string_view sentence);

/// The answer to a refusal of the authentication service.
[[nodiscard]] net::Response refusal(const auth::AuthError& error);
/// The answer to a failure of the database nobody asked for; a fault of ours is logged with the request's id.
[[nodiscard]] net::Response failure(const base::Error& error, const net::Request& request, const base::Logger& logger);

}  // namespace flumen::handlers
